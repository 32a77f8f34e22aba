#pragma once
// Contests in which a child may take only some of the cells it wins (`jumps: none | one | k`), on
// one shard or on all shards of a map together.
//
//   contest_limited(shard, table, rule, contestants, 1, exchange, wins);
//
// With a limit the shards are not independent: who takes a cell here depends on the margins there.
// They work in batches: each sends its best candidates, and all decide alike from the same lists.

#include <functional>
#include <vector>

#include "algorithm/move/cell_shard.h"

namespace moai {

/// Given this shard's candidates of a batch, returns those of all shards (in any order).
using CandidateExchange = std::function<std::vector<Win>(std::vector<Win>)>;

/// `jumps: none`: every contestant challenges the cell it was made for, if that is in the shard.
/// Contestants without one are let alone. Appends the wins by contestant.
void contest_own_cells(CellShard& shard, const Contestants& contestants, std::vector<Win>& wins);

/// Every contestant takes the first `limit` of the cells it wins in the order of `goes_first`.
/// Appends this shard's wins, ordered by contestant, then cell. `exchange` is called the same
/// number of times on every shard.
void contest_limited(CellShard& shard, const CellTable& table, MoveReplacement rule,
                     const Contestants& contestants, std::size_t limit,
                     const CandidateExchange& exchange, std::vector<Win>& wins);

}  // namespace moai
