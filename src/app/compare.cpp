// moai compare: whether two runs recorded the same.

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/command_line.h"
#include "record/compare.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

// Every .h5 file below trials/ of an output folder, relative to it.
std::vector<fs::path> trial_files(const fs::path& out) {
  std::vector<fs::path> files;
  if (fs::is_directory(out / "trials"))
    for (const auto& entry : fs::recursive_directory_iterator(out / "trials"))
      if (entry.path().extension() == ".h5") files.push_back(fs::relative(entry.path(), out));
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int compare_command(Arguments arguments) {
  CommandLine line(
      "compare", "A B",
      "Compares two trial files, or the finished trials of two output folders, dataset by "
      "dataset\nand bit for bit, but for clocks, hosts and numbers of ranks. Exit code 1 where "
      "they differ.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& words = line.words(2, 2);
  const fs::path a(words[0]), b(words[1]);
  std::vector<std::string> differences;
  std::size_t compared = 0;
  if (fs::is_directory(a) && fs::is_directory(b)) {
    const auto in_a = trial_files(a), in_b = trial_files(b);
    if (in_a != in_b)
      differences.push_back(concat("'", a.string(), "' has ", in_a.size(), " finished trials and '",
                                   b.string(), "' has ", in_b.size(), ", or others"));
    for (const fs::path& file : in_a) {
      if (!fs::exists(b / file)) continue;
      ++compared;
      for (const std::string& line : compare_files((a / file).string(), (b / file).string()))
        differences.push_back(file.string() + ": " + line);
    }
  } else {
    ++compared;
    differences = compare_files(a.string(), b.string());
  }
  for (const std::string& line : differences) std::cout << line << "\n";
  std::cout << compared << (compared == 1 ? " file" : " files") << " compared, "
            << differences.size() << " differences (clocks, hosts and rank counts left out)\n";
  return differences.empty() ? 0 : 1;
}

}  // namespace moai
