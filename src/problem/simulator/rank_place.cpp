#include "problem/simulator/rank_place.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>

namespace moai {
namespace {

int first_of(std::initializer_list<const char*> names, int otherwise) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::atoi(value);
  return otherwise;
}

}  // namespace

RankPlace rank_place() {
  RankPlace place;
  place.rank = first_of({"OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID"}, 0);
  place.local_rank =
      first_of({"OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID", "SLURM_LOCALID"}, 0);
  place.local_ranks =
      first_of({"OMPI_COMM_WORLD_LOCAL_SIZE", "MPI_LOCALNRANKS", "SLURM_NTASKS_PER_NODE"}, 1);
  place.local_ranks = std::max(place.local_ranks, place.local_rank + 1);
  return place;
}

}  // namespace moai
