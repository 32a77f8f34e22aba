#pragma once
// Where this process is among the ranks of its job, as launchers say in the environment (Open MPI,
// MPICH and Intel MPI, SLURM): for programs that are started, which is all that it is good for.

namespace moai {

struct RankPlace {
  int rank = 0;
  int local_rank = 0;   ///< among those of its machine
  int local_ranks = 1;  ///< of its machine
};

/// A rank by itself where no launcher says anything.
RankPlace rank_place();

}  // namespace moai
