#pragma once
// The files of one trial while it runs and when it is done.
//
//   TrialStore store(out_dir, identity);
//   if (store.finished()) return;
//   if (auto checkpoint = store.resume()) ...          // continue after checkpoint->generation
//   store.commit(header, since_last, checkpoint);      // running/<condition>/<n>/<generation>.h5
//   store.finish(header, since_last, final_record);    // trials/<condition>/<n>.h5
//
// A segment holds the record up to its generation and the state to continue from; it appears whole
// or not at all, and the last two are kept. One process writes a trial: this class takes no lock.

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "record/kept_segment.h"
#include "record/trial_record.h"

namespace moai {

class TrialStore {
 public:
  /// Touches no file.
  TrialStore(std::string out_dir, TrialIdentity identity);

  /// True when the trial file is in place, or the trial in trials.h5 (pack.h); removes what an
  /// interrupted finish() left in running/. Throws SystemError when the trial file is there but cut
  /// short.
  bool finished() const;

  /// What is wrong with a genome, in words; empty: nothing (GenomeSpace::defect).
  using GenomeCheck = std::function<std::string(const Genome&)>;

  /// The state of the last segment that is intact, belongs to this trial and has no genome that
  /// `defect` refuses, or nothing where there is none. Damaged ones are renamed to *.rejected and
  /// told of in warnings(). Throws, and renames nothing that may be sound: FileError where the
  /// newest cannot be read now, FormatError where another version of moai wrote it.
  std::optional<Checkpoint> resume(const GenomeCheck& defect);

  /// What the user has to be told and has not been: a sentence for each segment that resume() could
  /// not use, and for one that was removed since and is written again.
  std::vector<std::string> take_warnings() { return std::exchange(warnings_, {}); }

  /// Writes the record so far and the state as a new segment. Throws SystemError (disk full ...);
  /// the segments before are untouched then, and the commit may be tried again.
  void commit(const TrialHeader& header, const TrialRecord& since_last,
              const Checkpoint& checkpoint);

  /// Writes the trial file, then removes the segments. Throws SystemError as commit() does.
  void finish(const TrialHeader& header, const TrialRecord& since_last, const FinalRecord& final);

  /// The trial file, the folder of the segments.
  const std::string& trial_path() const { return trial_path_; }
  const std::string& running_folder() const { return running_folder_; }

 private:
  bool was_removed() const;
  void bring_back_previous();
  void write_segment(const TrialHeader& header, const TrialRecord& since_last,
                     const Checkpoint& checkpoint);

  std::string out_dir_;
  std::string trial_path_;
  std::string running_folder_;
  TrialIdentity identity_;
  KeptSegment previous_;  // that the next one continues
  std::string created_;   // when the first segment was made
  std::vector<std::string> warnings_;
};

}  // namespace moai
