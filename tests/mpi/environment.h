#pragma once
// MPI for the life of a test program: all ranks run all tests together, only the first prints.

#include "parallel/mpi_communicator.h"

namespace moai {

MpiEnvironment& mpi();

}  // namespace moai
