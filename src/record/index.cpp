#include "record/index.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <map>
#include <stdexcept>
#include <tuple>

#include "record/columns.h"
#include "record/hdf5/file.h"
#include "record/header_io.h"
#include "record/layout.h"
#include "record/pack.h"
#include "record/summary.h"
#include "support/error.h"
#include "support/text.h"
#include "support/version.h"

namespace moai {
namespace {

struct IndexRow {
  TrialIdentity identity;
  TrialSummary summary;
  std::vector<std::string> objectives;
  bool packed = false;

  static constexpr auto fields() { return std::tuple(part(&IndexRow::identity), part(&IndexRow::summary)); }
};

IndexRow read_row(const hdf5::Group& root, const std::string& path, const PlannedTrial& planned,
             bool packed) {
  IndexRow row{read_identity(root), read_summary(root), root.open("objectives").read_texts("name"),
          packed};
  if (row.identity.condition != planned.condition || row.identity.trial != planned.trial)
    throw SystemError(
        concat("'", path, "' holds another trial than its name says. ", run_it_again));
  if (row.summary.best_raw.size() != row.objectives.size())
    throw SystemError(
        concat("'", path, "' is damaged (its summary is incomplete). ", run_it_again));
  return row;
}

IndexRow read_file_row(const std::string& path, const PlannedTrial& planned, SealCheck check) {
  require_seal(path, check, run_it_again);
  return read_row(hdf5::File(path).root(), path, planned, false);
}

// One column for each objective that any trial has; NaN for trials without it.
void write_best(hdf5::Group& group, const std::vector<IndexRow>& rows) {
  hdf5::Group best = group.at("best_raw", "the best of each objective among the final individuals");
  std::map<std::string, std::vector<double>> columns;
  for (std::size_t k = 0; k < rows.size(); ++k)
    for (std::size_t m = 0; m < rows[k].objectives.size(); ++m) {
      auto& column = columns[folder_name(rows[k].objectives[m])];
      column.resize(rows.size(), std::numeric_limits<double>::quiet_NaN());
      column[k] = rows[k].summary.best_raw[m];
    }
  for (const auto& [name, column] : columns)
    best.write(name, column, {"raw fitness", "NaN: the trial does not have this objective"});
}

void write_links(hdf5::Group& root, const std::vector<IndexRow>& rows) {
  hdf5::Group trials = root.at("trials", "links to the files of the trials");
  for (const auto& row : rows) {
    const std::string condition = folder_name(row.identity.condition);
    hdf5::Group group = trials.at(condition, "");
    const std::string trial = std::to_string(row.identity.trial);
    if (row.packed)
      group.link_file(trial, "trials.h5", concat("/trials/", condition, "/", trial));
    else
      group.link_file(trial, concat("trials/", condition, "/", trial, ".h5"));
  }
}

IndexReport write_once(const std::string& out_dir, const std::string& experiment,
                       const std::vector<PlannedTrial>& planned, SealCheck check) {
  std::vector<IndexRow> rows;
  IndexReport report;
  const PackedTrials pack(out_dir, check);
  for (const auto& trial : planned) {
    const std::string path = trial_file(out_dir, trial.condition, trial.trial);
    try {
      if (std::filesystem::exists(path))
        rows.push_back(read_file_row(path, trial, check));
      else if (pack.has(trial.condition, trial.trial))
        rows.push_back(
            read_row(pack.open(trial.condition, trial.trial), pack_file(out_dir), trial, true));
    } catch (const std::runtime_error& error) {
      report.problems.push_back(error.what());
    }
  }
  hdf5::Draft draft(out_dir + "/experiment.h5");
  hdf5::Group& root = draft.root();
  root.set("moai_schema", record_schema);
  root.set("moai_version", version());
  root.set("experiment", experiment);
  root.set("trials_planned", std::uint64_t{planned.size()});
  root.set("trials_finished", std::uint64_t{rows.size()});
  hdf5::Group summary = root.at("summary", "one row for each finished trial");
  write_columns(summary, rows, IndexRow::fields());
  write_best(summary, rows);
  write_links(root, rows);
  draft.publish();
  report.rows = rows.size();
  return report;
}

}  // namespace

std::size_t finished_trials(const std::string& out_dir, const std::vector<PlannedTrial>& planned) {
  const PackedTrials pack(out_dir);
  return static_cast<std::size_t>(std::ranges::count_if(planned, [&](const PlannedTrial& trial) {
    return std::filesystem::exists(trial_file(out_dir, trial.condition, trial.trial)) ||
           pack.has(trial.condition, trial.trial);
  }));
}

IndexReport write_index(const std::string& out_dir, const std::string& experiment,
                        const std::vector<PlannedTrial>& planned, SealCheck check) {
  IndexReport report = write_once(out_dir, experiment, planned, check);
  // The last shard may have finished, and written its index, while this one read its rows. A shard
  // that still runs will write the index itself.
  if (report.rows + report.problems.size() < planned.size() &&
      finished_trials(out_dir, planned) == planned.size())
    report = write_once(out_dir, experiment, planned, check);
  return report;
}

}  // namespace moai
