#pragma once
// What a trial file has beyond the growing groups: /cells, /final, /champion, /timing, /target.

#include "record/hdf5/group.h"
#include "record/summary.h"
#include "record/trial_record.h"

namespace moai {

void write_final(hdf5::Group& root, const TrialHeader& header, const FinalRecord& final,
                 std::span<const Ancestor> lineage);

}  // namespace moai
