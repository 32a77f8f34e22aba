#pragma once
// What a trial has used up, as attributes of its file and in the group /timing.

#include <vector>

#include "record/hdf5/group.h"
#include "record/trial_record.h"

namespace moai {

/// For M objectives.
void write_usage(hdf5::Group& root, const Usage& usage, std::size_t objectives);
/// Throws SystemError where something is missing or does not fit together.
Usage read_usage(const hdf5::Group& root);

/// The group /timing/ranks, a row for each rank and phase.
void write_rank_timing(hdf5::Group& root, const std::vector<PhaseTimes>& timing);

}  // namespace moai
