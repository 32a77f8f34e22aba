#pragma once
// Rows of the history that asynchronous islands are ahead with: a file has a row of every island
// for each generation, so those of a generation that some have to do yet are kept back.
//
//   early = take_early_rows(rows, islands);      // `rows` can be written
//   add_early_rows(early, checkpoint);           // and these survive a kill

#include <vector>

#include "record/trial_record.h"

namespace moai {

/// Removes the rows of generations that have fewer than `islands` rows, and returns them.
std::vector<HistoryRow> take_early_rows(std::vector<HistoryRow>& rows, std::size_t islands);

/// At the end of the checkpoint's numbers, behind what merge_states put there.
void add_early_rows(const std::vector<HistoryRow>& rows, Checkpoint& checkpoint);

/// What add_early_rows has put into the numbers of a checkpoint of so many islands.
std::vector<HistoryRow> early_rows_from(const std::vector<double>& numbers, std::size_t islands);

}  // namespace moai
