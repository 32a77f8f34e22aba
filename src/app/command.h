#pragma once
// The table of subcommands. To add one: a file with its function, a declaration here, a line in
// command.cpp.
//
//   moai validate experiments/quickstart.yaml

#include <span>
#include <string>
#include <string_view>

namespace moai {

/// What stands behind the command's name on the command line.
using Arguments = std::span<const std::string>;

struct Command {
  std::string_view name;
  std::string_view help;  ///< one line
  int (*run)(Arguments);  ///< returns the program's exit code; may throw
};

std::span<const Command> commands();

int validate_command(Arguments arguments);
int plan_command(Arguments arguments);
int explain_command(Arguments arguments);
int complete_command(Arguments arguments);
int schema_command(Arguments arguments);
int list_command(Arguments arguments);
int run_command(Arguments arguments);
int status_command(Arguments arguments);
int watch_command(Arguments arguments);
int render_command(Arguments arguments);
int export_command(Arguments arguments);
int lineage_command(Arguments arguments);
int collect_command(Arguments arguments);
int compare_command(Arguments arguments);
int pack_command(Arguments arguments);
int verify_command(Arguments arguments);
int evaluate_command(Arguments arguments);

}  // namespace moai
