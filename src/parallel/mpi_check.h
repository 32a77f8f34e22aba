#pragma once
// Turns an error code of MPI into a SystemError with MPI's own words. Not for code outside
// support/mpi_* and island/, which do not see <mpi.h>.

#include <mpi.h>

#include <string>

#include "support/error.h"
#include "support/text.h"

namespace moai {

/// Throws SystemError unless `code` is MPI_SUCCESS; `what` names the call.
inline void check_mpi(int code, const char* what) {
  if (code == MPI_SUCCESS) return;
  char words[MPI_MAX_ERROR_STRING] = {};
  int length = 0;
  MPI_Error_string(code, words, &length);
  throw SystemError(concat("MPI failed in ", what, " (",
                           std::string(words, static_cast<std::size_t>(length)),
                           "). Run the same command again to continue from the last commit."));
}

}  // namespace moai
