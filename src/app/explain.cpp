// moai explain: what a key of an experiment file means.

#include "experiment/explain.h"

#include <iostream>

#include "app/command_line.h"
#include "support/error.h"

namespace moai {

int explain_command(Arguments arguments) {
  CommandLine line("explain", "[KEY]",
                   "Tells what a key of an experiment file means, what it accepts and its default. "
                   "KEY is a dotted path\n(algorithm.cells) or its last part; without it, the keys "
                   "of the experiment are listed.");
  line.add_flag("markdown", "print the reference of all keys as Markdown");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& words = line.words(0, 1);
  if (line.has("markdown"))
    std::cout << reference_markdown(option_table());
  else
    std::cout << explain(words.empty() ? "" : words[0], option_table());
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
