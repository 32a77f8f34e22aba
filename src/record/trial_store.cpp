#include "record/trial_store.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "record/checkpoint_io.h"
#include "record/events_io.h"
#include "record/final_io.h"
#include "record/format_error.h"
#include "record/hdf5/file.h"
#include "record/header_io.h"
#include "record/layout.h"
#include "record/pack.h"
#include "record/seal.h"
#include "record/segments.h"
#include "record/summary.h"
#include "support/error.h"
#include "support/fault_point.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t kept_segments = 2;
constexpr int most_attempts = 5;
constexpr auto pause_between_attempts = std::chrono::milliseconds(100);

struct Loaded {
  Checkpoint checkpoint;
  std::string created;
};

// Throws where the segment is damaged or another trial's.
Loaded load(const Segment& segment, const TrialIdentity& identity,
            const TrialStore::GenomeCheck& defect) {
  require_seal(segment.path, SealCheck::whole);
  const hdf5::File file(segment.path);
  require_current_format(file.root());
  if (read_identity(file.root()) != identity)
    throw SystemError(concat("'", segment.path, "' belongs to another trial."));
  Loaded loaded{read_checkpoint(file.root()), file.root().text("created")};
  if (loaded.checkpoint.generation != segment.generation)
    throw SystemError(concat("'", segment.path, "' has been renamed."));
  for (const IslandCheckpoint& island : loaded.checkpoint.islands)
    for (const IndividualPointer& individual : island.algorithm.individuals)
      if (const auto problem = defect(individual->genome); !problem.empty())
        throw SystemError(concat("'", segment.path, "' is damaged (the genome of individual ",
                                 individual->id.value(), ": ", problem, ")."));
  return loaded;
}

// What the previous segment has, then what is new.
void write_record(hdf5::Group& root, const std::string& previous, const TrialHeader& header,
                  const TrialRecord& since_last) {
  if (!previous.empty()) {
    const hdf5::File file(previous);
    for (const auto* name : growing_groups)
      if (file.root().has(name)) root.copy(file.root(), name);
  }
  append_record(root, header, since_last);
}

}  // namespace

TrialStore::TrialStore(std::string out_dir, TrialIdentity identity)
    : out_dir_(out_dir),
      trial_path_(trial_file(out_dir, identity.condition, identity.trial)),
      running_folder_(moai::running_folder(out_dir, identity.condition, identity.trial)),
      identity_(std::move(identity)) {}

bool TrialStore::finished() const {
  if (!std::filesystem::exists(trial_path_)) {
    if (!PackedTrials(out_dir_).has(identity_.condition, identity_.trial)) return false;
  } else {
    require_seal(trial_path_, SealCheck::length, run_it_again);
  }
  std::error_code error;
  std::filesystem::remove_all(running_folder_, error);
  return true;
}

std::optional<Checkpoint> TrialStore::resume(const GenomeCheck& defect) {
  warnings_.clear();
  remove_temporaries(running_folder_);
  const std::filesystem::path trial(trial_path_);
  remove_temporaries(trial.parent_path().string(), trial.filename().string());
  auto segments = list_segments(running_folder_);
  std::reverse(segments.begin(), segments.end());
  for (const auto& segment : segments) {
    try {
      Loaded loaded = load(segment, identity_, defect);
      previous_.keep(segment.path);
      created_ = loaded.created;
      if (!warnings_.empty()) warnings_.back() += " The segment before it is used.";
      return std::move(loaded.checkpoint);
    } catch (const FileError&) {  // may pass: no reason to give up what was computed
      throw;
    } catch (const FormatError&) {  // its version of moai can go on with it
      throw;
    } catch (const std::runtime_error& error) {
      std::error_code ignored;
      std::filesystem::rename(segment.path, segment.path + ".rejected", ignored);
      warnings_.push_back(
          concat(error.what(), " It is kept as *.rejected until the trial is finished."));
    }
  }
  if (!warnings_.empty())
    warnings_.back() += " No sound segment is left; the trial starts from its beginning.";
  return std::nullopt;
}

// What is committed is in this file alone; whoever removed the folder did not mean to end the run.
void TrialStore::bring_back_previous() {
  if (previous_.bring_back())
    warnings_.push_back(
        concat("'", running_folder_, "' was removed while the trial ran. It is written again."));
}

bool TrialStore::was_removed() const {
  namespace fs = std::filesystem;
  const std::string& previous = previous_.path();
  return !fs::exists(running_folder_) || (!previous.empty() && !fs::exists(previous));
}

void TrialStore::commit(const TrialHeader& header, const TrialRecord& since_last,
                        const Checkpoint& checkpoint) {
  if (header.identity != identity_) throw std::logic_error("record: header of another trial");
  for (int attempt = 1;; ++attempt) {
    try {
      return write_segment(header, since_last, checkpoint);
    } catch (const std::runtime_error&) {  // perhaps the folder is being removed just now
      if (attempt == most_attempts || !was_removed()) throw;
      std::this_thread::sleep_for(pause_between_attempts);
    }
  }
}

void TrialStore::write_segment(const TrialHeader& header, const TrialRecord& since_last,
                               const Checkpoint& checkpoint) {
  bring_back_previous();
  const std::string path = segment_path(running_folder_, checkpoint.generation);
  hdf5::Draft draft(path);
  write_header(draft.root(), header, "running", created_);
  write_record(draft.root(), previous_.path(), header, since_last);
  write_checkpoint(draft.root(), header, checkpoint);
  draft.publish();
  previous_.keep(path);
  if (created_.empty()) created_ = header.created;
  fault_point("before-prune", path);
  prune_segments(running_folder_, kept_segments);
}

void TrialStore::finish(const TrialHeader& header, const TrialRecord& since_last,
                        const FinalRecord& final) {
  if (header.identity != identity_) throw std::logic_error("record: header of another trial");
  bring_back_previous();
  hdf5::Draft draft(trial_path_);
  hdf5::Group& root = draft.root();
  write_header(root, header, "finished", created_);
  write_record(root, previous_.path(), header, since_last);
  const auto lineage = lineage_of(root, final);
  write_final(root, header, final, lineage);
  write_summary(root, summarise(root, header, final, lineage));
  draft.publish();
  fault_point("before-clean", trial_path_);
  std::error_code error;
  std::filesystem::remove_all(running_folder_, error);
}

}  // namespace moai
