// moai schema: the experiment file as a JSON Schema, for editors.

#include "experiment/schema.h"

#include <iostream>

#include "app/command_line.h"
#include "support/error.h"

namespace moai {

int schema_command(Arguments arguments) {
  CommandLine line("schema", "",
                   "Prints a JSON Schema (2020-12) of the experiment file. Editors complete and "
                   "check YAML with it:\n  moai schema > moai.schema.json\nand as the first line "
                   "of an experiment\n  # yaml-language-server: $schema=moai.schema.json");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  line.words(0, 0);
  std::cout << experiment_schema();
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
