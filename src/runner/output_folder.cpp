#include "runner/output_folder.h"

#include <cerrno>
#include <filesystem>

#include "support/error.h"
#include "support/file.h"
#include "support/line_difference.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

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

// As experiment-1.yaml, experiment-2.yaml ... Shards that begin together keep it once.
void keep_earlier_plan(const std::string& path, const std::string& yaml) {
  for (int number = 1;; ++number) {
    const std::string kept = (fs::path(path) / concat("experiment-", number, ".yaml")).string();
    if (!fs::exists(kept)) return write_file_atomically(kept, yaml);
    if (read_file(kept) == yaml) return;
  }
}

}  // namespace

OutputFolder::OutputFolder(std::string path, const std::string& resolved_yaml,
                           const std::string& shard, const Accept& accept)
    : path_(std::move(path)) {
  const std::string yaml = (fs::path(path_) / "experiment.yaml").string();
  std::error_code unreachable;  // make_folders says why
  const bool exists = fs::exists(yaml, unreachable);
  if (exists && read_file(yaml) != resolved_yaml) {
    if (!accept)
      throw UserError(concat("the output folder '", path_,
                             "' belongs to a different experiment (- this one, + the folder's):\n",
                             difference_of_lines(resolved_yaml, read_file(yaml)),
                             "Choose another --out, or run the folder's own '", yaml, "'."));
    accept(yaml);
  }
  make_folders(path_);
  lock_.emplace(path_, shard);
  if (lock_->alone()) remove_temporaries(path_);
  if (!exists) {
    write_file_atomically(yaml, resolved_yaml);
  } else if (const std::string there = read_file(yaml); there != resolved_yaml) {
    keep_earlier_plan(path_, there);
    write_file_atomically(yaml, resolved_yaml);
  }
}

}  // namespace moai
