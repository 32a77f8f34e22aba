#pragma once
// The Communicator over MPI, and what all ranks share (support/mpi_desk.h): counters and boards of
// every rank's latest figures. Errors of MPI become SystemError with MPI's own words.

#include <memory>
#include <span>
#include <vector>

#include "parallel/communicator.h"
#include "parallel/status_board.h"

namespace moai {

class MpiDesk;

/// Starts MPI for the life of the program (MPI_THREAD_MULTIPLE) and ends it. Make one in main.
class MpiEnvironment {
 public:
  MpiEnvironment();
  ~MpiEnvironment();
  MpiEnvironment(const MpiEnvironment&) = delete;
  MpiEnvironment& operator=(const MpiEnvironment&) = delete;

  /// A communicator of all ranks (a duplicate of MPI_COMM_WORLD).
  std::unique_ptr<Communicator> world() const;
  /// Collective to make. They end before this object.
  std::unique_ptr<SharedCounter> make_counter() const;
  std::unique_ptr<StatusBoard> make_board() const;

 private:
  std::shared_ptr<MpiDesk> desk_;
};

}  // namespace moai
