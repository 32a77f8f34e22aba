#pragma once
// A board on which every rank pins its latest figures and which anyone may read without asking.

#include <array>
#include <vector>

namespace moai {

/// What a rank says of itself.
struct RankStatus {
  double trials_finished = 0.0;  ///< by this rank, in this run
  double trials_running = 0.0;
  double generation = 0.0;        ///< of the trial in hand
  double evaluations = 0.0;       ///< done by this rank in this run
  double best_score = 0.0;        ///< of the trials in hand and finished
  double generations_done = 0.0;  ///< over all trials of this rank in this run
};

class StatusBoard {
 public:
  virtual ~StatusBoard() = default;
  virtual void post(const RankStatus& status) = 0;
  /// One entry per rank.
  virtual std::vector<RankStatus> read() = 0;
};

class LocalStatusBoard final : public StatusBoard {
 public:
  void post(const RankStatus& status) override { status_ = status; }
  std::vector<RankStatus> read() override { return {status_}; }

 private:
  RankStatus status_;
};

}  // namespace moai
