#include "algorithm/move/jump_limit.h"

#include <algorithm>
#include <map>

namespace moai {
namespace {

/// Cells that a batch has changed so far, and which contestant holds them now.
using Holders = std::map<std::uint32_t, std::uint32_t>;

constexpr std::size_t largest_batch = 16;

/// The cells that contestant i takes: its candidates were found before the batch began, so those
/// that the batch has changed since are fought anew.
std::vector<Win> taken(const CellTable& table, MoveReplacement rule, const Contestants& contestants,
                       std::uint32_t i, std::span<const Win> candidates, const Holders& holders,
                       std::size_t limit) {
  std::vector<Win> wins;
  for (const Win& candidate : candidates)
    if (!holders.contains(candidate.cell)) wins.push_back(candidate);
  for (const auto& [cell, holder] : holders)
    if (const auto win = duel(table, rule, cell, contestants, i, holder)) wins.push_back(*win);
  std::sort(wins.begin(), wins.end(), goes_first);
  if (wins.size() > limit) wins.resize(limit);
  std::sort(wins.begin(), wins.end(), by_contestant_and_cell);
  return wins;
}

}  // namespace

void contest_own_cells(CellShard& shard, const Contestants& contestants, std::vector<Win>& wins) {
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    if (contestants.own[i] < 0) continue;
    const auto cell = static_cast<std::size_t>(contestants.own[i]);
    if (cell < shard.begin() || cell >= shard.end()) continue;
    const auto win = shard.challenge(cell, contestants, i);
    if (!win) continue;
    shard.place(cell, contestants, i);
    wins.push_back(*win);
  }
}

void contest_limited(CellShard& shard, const CellTable& table, MoveReplacement rule,
                     const Contestants& contestants, std::size_t limit,
                     const CandidateExchange& exchange, std::vector<Win>& wins) {
  limit = std::min(limit, table.cells());
  for (std::size_t begin = 0; begin < contestants.size(); begin += largest_batch) {
    const std::size_t end = std::min(begin + largest_batch, contestants.size());
    std::vector<Win> lists;
    for (std::size_t i = begin; i < end; ++i) {
      // Those before it in the batch change at most `limit` cells each, so that many more
      // candidates are enough for `limit` of them to stand.
      const auto mine = shard.candidates(contestants, i, (i - begin + 1) * limit);
      lists.insert(lists.end(), mine.begin(), mine.end());
    }
    lists = exchange(std::move(lists));
    std::sort(lists.begin(), lists.end(), by_contestant_and_cell);

    Holders holders;
    auto next = lists.cbegin();
    for (std::size_t i = begin; i < end; ++i) {
      const auto first = next;
      while (next != lists.cend() && next->contestant == i) ++next;
      for (const Win& win : taken(table, rule, contestants, static_cast<std::uint32_t>(i),
                                  {first, next}, holders, limit)) {
        holders[win.cell] = win.contestant;
        if (win.cell >= shard.begin() && win.cell < shard.end()) wins.push_back(win);
      }
    }
    for (const auto& [cell, holder] : holders)
      if (cell >= shard.begin() && cell < shard.end()) shard.place(cell, contestants, holder);
  }
}

}  // namespace moai
