#pragma once
// Rows of the history that asynchronous islands are ahead with: a file has a row of every island
// for each generation, so those of a generation that some have to do yet are kept back.
//
//   checkpoint.early_history = take_early_rows(rows, islands);   // `rows` can be written

#include <vector>

#include "record/trial_record.h"

namespace moai {

/// Removes the rows of generations that have fewer than `islands` rows, and returns them.
std::vector<HistoryRow> take_early_rows(std::vector<HistoryRow>& rows, std::size_t islands);

}  // namespace moai
