#include "app/command.h"

#include <array>

namespace moai {

std::span<const Command> commands() {
  static constexpr std::array<Command, 4> table = {{
      {"validate", "check experiment files and tell all that is wrong with them", validate_command},
      {"plan", "print the trials of an experiment with what they will cost", plan_command},
      {"explain", "tell what a key of an experiment file means", explain_command},
      {"list", "list algorithms, objectives, problems or genomes", list_command},
  }};
  return table;
}

}  // namespace moai
