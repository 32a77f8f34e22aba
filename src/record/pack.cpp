#include "record/pack.h"

#include <algorithm>
#include <filesystem>

#include "record/layout.h"
#include "record/seal.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

struct TrialPath {
  std::string condition;  // as a folder name
  std::string trial;
  std::string path;
};

std::vector<TrialPath> trial_files(const std::string& out_dir) {
  std::vector<TrialPath> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(out_dir + "/trials", error), end; !error && it != end;
       it.increment(error))
    if (it.depth() == 1 && it->path().extension() == ".h5")
      files.push_back({it->path().parent_path().filename().string(), it->path().stem().string(),
                       it->path().string()});
  std::sort(files.begin(), files.end(),
            [](const TrialPath& a, const TrialPath& b) { return a.path < b.path; });
  return files;
}

void check_pack(const std::string& path) {
  if (const auto problem = seal_problem(path); !problem.empty())
    throw SystemError(concat("'", path, "' is damaged (", problem, ")."));
}

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

PackReport pack_trials(const std::string& out_dir) {
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
  draft.root().set("moai_version", MOAI_VERSION);
  if (fs::exists(pack_file(out_dir))) {
    check_pack(pack_file(out_dir));
    draft.root().copy(hdf5::File(pack_file(out_dir)).root(), "trials");
  }
  hdf5::Group trials = draft.root().at("trials", "by condition and number");
  for (const auto& file : files) {
    hdf5::Group condition = trials.at(file.condition, "");
    if (!condition.has(file.trial)) condition.copy_all(hdf5::File(file.path).root(), file.trial);
  }
  draft.publish();
  std::error_code error;
  for (const auto& file : files) fs::remove(file.path, error);
  remove_empty_folders(out_dir);
  report.trials = files.size();
  return report;
}

PackReport unpack_trials(const std::string& out_dir) {
  PackReport report;
  const std::string path = pack_file(out_dir);
  if (!fs::exists(path)) return report;
  check_pack(path);
  const hdf5::File pack(path);
  const hdf5::Group trials = pack.root().open("trials");
  for (const auto& condition : trials.names())
    for (const auto& trial : trials.open(condition).names()) {
      const std::string target = concat(out_dir, "/trials/", condition, "/", trial, ".h5");
      if (fs::exists(target)) continue;
      hdf5::Draft draft(target);
      draft.root().take_over(trials.open(condition).open(trial));
      draft.publish();
      ++report.trials;
    }
  std::error_code error;
  fs::remove(path, error);
  return report;
}

PackedTrials::PackedTrials(const std::string& out_dir) {
  const std::string path = pack_file(out_dir);
  if (!fs::exists(path)) return;
  if (const auto problem = length_problem(path); !problem.empty())
    throw SystemError(concat("'", path, "' is damaged (", problem, ")."));
  file_.emplace(path);
}

bool PackedTrials::has(const std::string& condition, std::uint64_t trial) const {
  if (!file_) return false;
  const hdf5::Group trials = file_->root().open("trials");
  return trials.has(folder_name(condition)) &&
         trials.open(folder_name(condition)).has(std::to_string(trial));
}

hdf5::Group PackedTrials::open(const std::string& condition, std::uint64_t trial) const {
  if (!has(condition, trial))
    throw SystemError(concat("trial ", trial, " of ", condition, " is not in the packed file."));
  return file_->root().open("trials").open(folder_name(condition)).open(std::to_string(trial));
}

}  // namespace moai
