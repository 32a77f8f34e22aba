// moai compare: whether two runs recorded the same.

#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "record/compare.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace fs = std::filesystem;

int compare_command(Arguments arguments) {
  CommandLine line(
      "compare", "A B",
      "Compares two trial files, or the finished trials of two output folders, packed or not, "
      "dataset by dataset\nand bit for bit, but for clocks, hosts and numbers of ranks. Exit code "
      "1 where "
      "they differ.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& words = line.words(2, 2);
  const std::string &a = words[0], &b = words[1];
  for (const std::string& word : {a, b})
    if (!fs::exists(word))
      throw UserError(concat("moai compare: there is no '", word,
                             "' (two trial files or two output folders are compared)."));
  if (fs::is_directory(a) != fs::is_directory(b))
    throw UserError(concat("moai compare: '", fs::is_directory(a) ? b : a,
                           "' is a file and the other a folder. Name two of a kind."));
  const RunComparison found = fs::is_directory(a) && fs::is_directory(b)
                                  ? compare_runs(a, b)
                                  : RunComparison{1, compare_files(a, b)};
  for (const std::string& line : found.differences) std::cout << line << "\n";
  std::cout << found.trials << (found.trials == 1 ? " file" : " files") << " compared, "
            << found.differences.size()
            << " differences (clocks, hosts and rank counts left out)\n";
  return found.differences.empty() ? 0 : 1;
}

}  // namespace moai
