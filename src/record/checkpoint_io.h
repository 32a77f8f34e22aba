#pragma once
// The group /state of a segment: everything needed to continue, all islands behind one another, so
// that a thousand islands need no more datasets than one.

#include "record/hdf5/group.h"
#include "record/trial_record.h"

namespace moai {

void write_checkpoint(hdf5::Group& root, const TrialHeader& header, const Checkpoint& checkpoint);

/// Throws SystemError where something is missing or does not fit together.
Checkpoint read_checkpoint(const hdf5::Group& root);

}  // namespace moai
