#include "record/running_trials.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <limits>
#include <optional>
#include <stdexcept>

#include "record/hdf5/file.h"
#include "record/header_io.h"
#include "record/seal.h"
#include "record/segments.h"
#include "support/file.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> folders;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->is_directory(error)) folders.push_back(it->path().string());
  return folders;
}

double last_best_score(const hdf5::Group& root) {
  double best = std::numeric_limits<double>::quiet_NaN();
  const hdf5::Group history = root.open("history");
  const std::uint64_t rows = history.shape("best_score").at(0);
  if (rows > 0)
    for (const double score : history.rows<double>("best_score", rows - 1, 1))
      if (!(score <= best)) best = score;
  return best;
}

std::optional<RunningTrial> look_at(const std::string& path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  try {
    require_seal(path, SealCheck::length);
    const hdf5::File file(path);
    const TrialIdentity identity = read_identity(file.root());
    return RunningTrial{identity.condition,
                        identity.trial,
                        file.root().integer("generations") - 1,
                        file.root().integer("evaluations"),
                        file.root().integer("failed_evaluations"),
                        file.root().real("wall_seconds"),
                        last_best_score(file.root()),
                        std::max<std::int64_t>(std::time(nullptr) - status.st_mtime, 0)};
  } catch (const std::runtime_error&) {
    return std::nullopt;  // removed by its owner meanwhile, or damaged: the one before will do
  }
}

std::optional<RunningTrial> last_commit(const std::string& folder) {
  std::vector<Segment> segments;
  try {
    segments = list_segments(folder);
  } catch (const FileError&) {  // removed by its owner meanwhile: not always ENOENT on NFS
  }
  for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment)
    if (auto trial = look_at(segment->path)) return trial;
  return std::nullopt;
}

}  // namespace

std::vector<RunningTrial> running_trials(const std::string& out_dir) {
  std::vector<RunningTrial> trials;
  for (const auto& condition : folders_in(out_dir + "/running"))
    for (const auto& folder : folders_in(condition))
      if (auto trial = last_commit(folder)) trials.push_back(std::move(*trial));
  std::sort(trials.begin(), trials.end(), [](const RunningTrial& a, const RunningTrial& b) {
    return a.condition != b.condition ? a.condition < b.condition : a.trial < b.trial;
  });
  return trials;
}

}  // namespace moai
