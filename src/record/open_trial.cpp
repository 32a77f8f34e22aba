#include "record/open_trial.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "record/hdf5/file.h"
#include "record/header_io.h"
#include "record/layout.h"
#include "record/pack.h"
#include "record/seal.h"
#include "record/segments.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

OpenTrial opened(const std::string& path) {
  require_seal(path, SealCheck::whole);
  hdf5::Group root = hdf5::File(path).root().open(".");
  read_identity(root);  // refuses other schemas
  const bool finished = root.text("status") == "finished";
  return {path, std::move(root), finished};
}

// The owner removes old segments while others look: what is gone meanwhile, or damaged, is passed
// over.
std::optional<OpenTrial> last_segment(const std::string& folder) {
  auto segments = list_segments(folder);
  std::reverse(segments.begin(), segments.end());
  for (const Segment& segment : segments) try {
      return opened(segment.path);
    } catch (const std::runtime_error&) {
    }
  return std::nullopt;
}

std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    found.push_back(it->path());
  return found;
}

TrialName name_of(const hdf5::Group& root) {
  const TrialIdentity identity = read_identity(root);
  return {identity.condition, identity.trial};
}

}  // namespace

std::optional<OpenTrial> open_trial(const std::string& out_dir, const std::string& condition,
                                    std::uint64_t trial) {
  if (const auto path = trial_file(out_dir, condition, trial); fs::exists(path))
    return opened(path);
  if (const PackedTrials packed(out_dir); packed.has(condition, trial))
    return OpenTrial{pack_file(out_dir), packed.open(condition, trial), true};
  return last_segment(running_folder(out_dir, condition, trial));
}

OpenTrial open_trial_file(const std::string& path) {
  if (fs::is_regular_file(path)) return opened(path);
  if (auto segment = last_segment(path)) return std::move(*segment);
  throw UserError(concat("'", path, "' holds no trial (",
                         fs::exists(path) ? "it has no sound segment" : "no such file",
                         "). Give a trial file or the output folder of a run."));
}

std::vector<TrialName> trials_in(const std::string& out_dir) {
  std::vector<TrialName> names;
  for (const fs::path& condition : entries(fs::path(out_dir) / "trials"))
    for (const fs::path& file : entries(condition))
      if (file.extension() == ".h5") try {
          names.push_back(name_of(opened(file.string()).root));
        } catch (const std::runtime_error&) {  // damaged, or moved meanwhile
        }
  const PackedTrials packed(out_dir, SealCheck::whole);
  for (const PackedName& name : packed.names()) names.push_back(name_of(packed.open(name)));
  for (const fs::path& condition : entries(fs::path(out_dir) / "running"))
    for (const fs::path& folder : entries(condition))
      if (const auto segment = last_segment(folder.string()))
        names.push_back(name_of(segment->root));
  const auto key = [](const TrialName& name) { return std::tie(name.condition, name.trial); };
  std::ranges::sort(names, {}, key);
  const auto same = [&](const TrialName& a, const TrialName& b) { return key(a) == key(b); };
  names.erase(std::unique(names.begin(), names.end(), same), names.end());
  return names;
}

}  // namespace moai
