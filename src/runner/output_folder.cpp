#include "runner/output_folder.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <sstream>
#include <vector>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

void make_folders(const std::string& path) {
  std::error_code error;
  for (const char* part : {"trials", "running"}) {
    fs::create_directories(fs::path(path) / part, error);
    if (error.value() == ENOSPC || error.value() == EDQUOT || error.value() == EIO)
      throw file_error("make the folder", (fs::path(path) / part).string(), error.value());
    if (error)
      throw UserError(concat("cannot make the output folder '", path, "' (", error.message(),
                             "). Choose a folder you may write to with --out."));
  }
}

}  // namespace

std::string difference(const std::string& ours, const std::string& theirs, std::size_t limit) {
  const auto a = lines_of(ours), b = lines_of(theirs);
  // The longest common subsequence; experiments have some hundred lines.
  std::vector<std::vector<std::size_t>> common(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
      continue;
    }
    const bool take_ours = j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1]);
    const std::string line = take_ours ? "  - " + a[i++] : "  + " + b[j++];
    if (count++ < limit) text += line + "\n";
  }
  if (count > limit) text += concat("  ... and ", count - limit, " more lines\n");
  return text;
}

OutputFolder::OutputFolder(std::string path, const std::string& resolved_yaml,
                           const std::string& shard)
    : path_(std::move(path)) {
  const std::string yaml = (fs::path(path_) / "experiment.yaml").string();
  std::error_code unreachable;  // make_folders says why
  const bool exists = fs::exists(yaml, unreachable);
  if (exists) {
    const std::string there = read_file(yaml);
    if (there != resolved_yaml)
      throw UserError(concat("the output folder '", path_,
                             "' belongs to a different experiment (- this one, + the folder's):\n",
                             difference(resolved_yaml, there),
                             "Choose another --out, or run the folder's own '", yaml, "'."));
  }
  make_folders(path_);
  lock_.emplace(path_, shard);
  if (lock_->alone()) remove_temporaries(path_);
  if (!exists) write_file_atomically(yaml, resolved_yaml);
}

}  // namespace moai
