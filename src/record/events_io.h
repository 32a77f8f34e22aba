#pragma once
// The growing groups of a file: /history, /events, /individuals, /snapshots, /maps.

#include <array>

#include "record/hdf5/group.h"
#include "record/trial_record.h"

namespace moai {

/// The groups that append_record() writes and that a segment takes over from the one before.
inline constexpr std::array growing_groups{"history", "events", "individuals", "snapshots", "maps"};

/// Appends rows in order of generation and island. Throws std::logic_error for a recorded
/// generation without a row for every island, or rows of the wrong width.
void append_record(hdf5::Group& root, const TrialHeader& header, const TrialRecord& record);

}  // namespace moai
