#pragma once
// What all ranks share, kept by a thread of rank 0 that answers the others' messages: counters and
// boards. A rank is served within about a millisecond, whatever rank 0 computes meanwhile.
//
//   const auto desk = std::make_shared<MpiDesk>();   // collective
//   MpiCounter counter(desk);                        // collective
//
// One-sided MPI would need no thread, but Open MPI 4.1 moves it on between machines only while
// the target itself is in MPI, or, through UCX over TCP, not at all.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "parallel/communicator.h"
#include "parallel/status_board.h"

namespace moai {

class MpiDesk {
 public:
  /// Collective over MPI_COMM_WORLD. Needs MPI_THREAD_MULTIPLE where there are several ranks;
  /// throws SystemError where MPI does not give it.
  MpiDesk();
  /// Collective: the thread ends once no rank can ask any more.
  ~MpiDesk();
  MpiDesk(const MpiDesk&) = delete;
  MpiDesk& operator=(const MpiDesk&) = delete;

  /// Collective, in the same order on all ranks: the number of a new slot of zeros.
  std::int64_t add_slot(std::size_t numbers);
  /// The first number of an integer slot before `amount` was added. Throws SystemError.
  std::int64_t fetch_add(std::int64_t slot, std::int64_t amount);
  /// Puts `numbers` at `offset` of a slot of reals, soon: before anything that this rank asks for
  /// afterwards. Throws SystemError.
  void put(std::int64_t slot, std::size_t offset, std::span<const double> numbers);
  /// A whole slot of reals. Throws SystemError.
  std::vector<double> get(std::int64_t slot);

  int rank() const;
  int size() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

class MpiCounter final : public SharedCounter {
 public:
  explicit MpiCounter(std::shared_ptr<MpiDesk> desk);
  std::int64_t fetch_add(std::int64_t amount) override;

 private:
  std::shared_ptr<MpiDesk> desk_;
  std::int64_t slot_;
};

class MpiStatusBoard final : public StatusBoard {
 public:
  explicit MpiStatusBoard(std::shared_ptr<MpiDesk> desk);
  void post(const RankStatus& status) override;
  std::vector<RankStatus> read() override;

 private:
  std::shared_ptr<MpiDesk> desk_;
  std::int64_t slot_;
};

}  // namespace moai
