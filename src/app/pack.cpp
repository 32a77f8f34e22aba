// moai pack: finished trials in one file, or in files of their own again.

#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "record/layout.h"
#include "record/pack.h"
#include "runner/folder_lock.h"
#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {

int pack_command(Arguments arguments) {
  CommandLine line(
      "pack", "FOLDER",
      "Moves the finished trials of a folder into one file, trials.h5; they still count as "
      "finished,\nand the analysis and `moai compare` find them there. Refused while a run writes "
      "to the folder.\n`moai collect` makes the index follow.");
  line.add_flag("undo", "give every trial a file of its own again");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const std::string& out = line.words(1, 1)[0];
  if (!std::filesystem::is_directory(out))
    throw UserError(concat("'", out, "' is no folder. Give the --out of a run."));
  const bool undo = line.has("undo");
  FolderLock lock(out, "");
  const auto alive = [&] { lock.touch(); };
  const PackReport report = undo ? unpack_trials(out, alive) : pack_trials(out, alive);
  for (const std::string& problem : report.problems) log_warning(problem);
  std::cout << report.trials << (undo ? " trials out of " : " trials into ") << pack_file(out)
            << "\n";
  return 0;
}

}  // namespace moai
