#pragma once
// The Communicator over MPI, and what lives in one-sided windows: a shared counter and a board of
// every rank's latest figures. Errors of MPI become SystemError with MPI's own words.

#include <memory>
#include <span>
#include <vector>

#include "support/communicator.h"
#include "support/status_board.h"

namespace moai {

/// Starts MPI for the life of the program (MPI_THREAD_FUNNELED) and ends it. Make one in main.
class MpiEnvironment {
 public:
  MpiEnvironment();
  ~MpiEnvironment();
  MpiEnvironment(const MpiEnvironment&) = delete;
  MpiEnvironment& operator=(const MpiEnvironment&) = delete;

  /// A communicator of all ranks (a duplicate of MPI_COMM_WORLD).
  std::unique_ptr<Communicator> world() const;
  /// The counter and the board are collective to make and to destroy; their memory is rank 0's.
  std::unique_ptr<SharedCounter> make_counter() const;
  std::unique_ptr<StatusBoard> make_board() const;
};

}  // namespace moai
