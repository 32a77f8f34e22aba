#include "app/command.h"

#include <array>

namespace moai {

std::span<const Command> commands() {
  static constexpr auto table = std::to_array<Command>({
      {"validate", "check experiment files and tell all that is wrong with them", validate_command},
      {"plan", "print the trials of an experiment with what they will cost", plan_command},
      {"explain", "tell what a key of an experiment file means", explain_command},
      {"schema", "print the experiment file as a JSON Schema, for editors", schema_command},
      {"complete", "print what may come next on a command line, for shells", complete_command},
      {"list", "list what an experiment can be made of", list_command},
      {"run", "run an experiment, or continue it", run_command},
      {"status", "tell how far a run is", status_command},
      {"watch", "show how a run comes on", watch_command},
      {"render", "draw what individuals look like, at any size", render_command},
      {"export", "write what individuals stand for: sounds, spectrograms, masks", export_command},
      {"lineage", "print an individual's chain of ancestors", lineage_command},
      {"collect", "write the index of an output folder anew", collect_command},
      {"compare", "compare what two runs recorded, bit for bit", compare_command},
      {"pack", "move finished trials into one file, or back", pack_command},
      {"verify", "see that results do not depend on how a run is executed", verify_command},
      {"evaluate", "print the image-quality objectives of pictures", evaluate_command},
  });
  return table;
}

}  // namespace moai
