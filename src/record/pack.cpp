#include "record/pack.h"

#include <algorithm>
#include <filesystem>

#include "record/layout.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"
#include "support/version.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

// The folders of conditions that have no trials left, and the one above them.
void remove_empty_folders(const std::string& out_dir) {
  std::error_code error;
  std::vector<fs::path> folders;
  for (fs::directory_iterator it(out_dir + "/trials", error), end; !error && it != end;
       it.increment(error))
    if (it->is_directory(error)) folders.push_back(it->path());
  folders.push_back(out_dir + "/trials");
  for (const auto& folder : folders) fs::remove(folder, error);  // refuses what is not empty
}

}  // namespace

PackReport pack_trials(const std::string& out_dir, const std::function<void()>& alive) {
  PackReport report;
  std::vector<TrialPath> files;
  for (const auto& file : trial_files(out_dir))
    if (const auto problem = seal_problem(file.path); problem.empty())
      files.push_back(file);
    else
      report.problems.push_back(concat("'", file.path, "' is damaged (", problem, ")."));
  if (files.empty()) return report;
  hdf5::Draft draft(pack_file(out_dir));
  draft.root().set("moai_schema", record_schema);
  draft.root().set("moai_version", version());
  if (fs::exists(pack_file(out_dir))) {
    require_seal(pack_file(out_dir), SealCheck::whole, run_it_again);
    draft.root().copy(hdf5::File(pack_file(out_dir)).root(), "trials");
  }
  hdf5::Group trials = draft.root().at("trials", "by condition and number");
  for (const auto& file : files) {
    alive();
    hdf5::Group condition = trials.at(file.condition_folder, "");
    if (!condition.has(file.trial)) condition.copy_all(hdf5::File(file.path).root(), file.trial);
  }
  draft.publish();
  std::error_code error;
  for (const auto& file : files) fs::remove(file.path, error);
  remove_empty_folders(out_dir);
  report.trials = files.size();
  return report;
}

PackReport unpack_trials(const std::string& out_dir, const std::function<void()>& alive) {
  PackReport report;
  const std::string path = pack_file(out_dir);
  if (!fs::exists(path)) return report;
  require_seal(path, SealCheck::whole, run_it_again);
  const hdf5::File pack(path);
  const hdf5::Group trials = pack.root().open("trials");
  for (const auto& condition : trials.names())
    for (const auto& trial : trials.open(condition).names()) {
      alive();
      const std::string target = concat(out_dir, "/trials/", condition, "/", trial, ".h5");
      if (fs::exists(target)) {
        const auto problem = seal_problem(target);
        if (problem.empty()) continue;
        report.problems.push_back(concat("'", target, "' was damaged (", problem,
                                         "). The packed trial has replaced it."));
      }
      hdf5::Draft draft(target);
      draft.root().take_over(trials.open(condition).open(trial));
      draft.publish();
      ++report.trials;
    }
  if (std::error_code error; !fs::remove(path, error) && error)
    throw file_error("remove", path, error.value());
  return report;
}

PackedTrials::PackedTrials(const std::string& out_dir, SealCheck check) {
  const std::string path = pack_file(out_dir);
  if (!fs::exists(path)) return;
  require_seal(path, check, run_it_again);
  file_.emplace(path);
  trials_.emplace(file_->root().open("trials"));
}

bool PackedTrials::has(const PackedName& name) const {
  return trials_ && trials_->has(name.condition_folder) &&
         trials_->open(name.condition_folder).has(name.trial);
}

bool PackedTrials::has(const std::string& condition, std::uint64_t trial) const {
  return has(PackedName{folder_name(condition), std::to_string(trial)});
}

hdf5::Group PackedTrials::open(const PackedName& name) const {
  if (!has(name))
    throw SystemError(
        concat("trial ", name.trial, " of ", name.condition_folder, " is not in the packed file."));
  return trials_->open(name.condition_folder).open(name.trial);
}

hdf5::Group PackedTrials::open(const std::string& condition, std::uint64_t trial) const {
  return open(PackedName{folder_name(condition), std::to_string(trial)});
}

std::vector<PackedName> PackedTrials::names() const {
  std::vector<PackedName> names;
  if (!trials_) return names;
  for (const std::string& folder : trials_->names())
    for (const std::string& trial : trials_->open(folder).names()) names.push_back({folder, trial});
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace moai
