#include "algorithm/move/cell_table.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>

#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::uint64_t many = 1ull << 62;

/// Binomial coefficient, or `many` where it is larger than that.
std::uint64_t combinations(std::uint64_t n, std::uint64_t k) {
  if (k > n) return 0;
  std::uint64_t value = 1;
  for (std::uint64_t i = 1; i <= std::min(k, n - k); ++i) {
    if (value > many / n) return many;
    value = value * (n - i + 1) / i;
  }
  return value;
}

/// The subset with this number in lexicographic order.
Subset unranked(std::uint64_t rank, std::uint64_t n, std::uint64_t k) {
  Subset subset;
  for (std::uint32_t item = 0; subset.size() < k; ++item) {
    const std::uint64_t starting_here = combinations(n - item - 1, k - subset.size() - 1);
    if (rank < starting_here)
      subset.push_back(item);
    else
      rank -= starting_here;
  }
  return subset;
}

Subset drawn(std::size_t n, std::size_t k, RandomStream& rng) {
  std::vector<std::uint32_t> items(n);
  std::iota(items.begin(), items.end(), 0u);
  for (std::size_t i = 0; i < k; ++i)
    std::swap(items[i], items[i + rng.below(static_cast<std::uint32_t>(n - i))]);
  items.resize(k);
  std::sort(items.begin(), items.end());
  return items;
}

}  // namespace

CellTable::CellTable(const std::vector<Subset>& subsets, std::size_t objectives)
    : objective_count_(objectives), starts_{0}, mask_(subsets.size() * objectives, 0) {
  for (std::size_t cell = 0; cell < subsets.size(); ++cell) {
    if (subsets[cell].size() % 2 == 0) throw std::logic_error("CellTable: even subset");
    for (const std::uint32_t m : subsets[cell]) {
      if (m >= objectives) throw std::logic_error("CellTable: no such objective");
      mask_[cell * objectives + m] = 1;
      indices_.push_back(m);
    }
    starts_.push_back(indices_.size());
  }
}

std::vector<Subset> random_subsets(std::size_t objectives, std::size_t size, std::size_t count,
                                   const std::vector<Subset>& taken, RandomStream& rng) {
  const std::uint64_t all = combinations(objectives, size);
  std::set<Subset> seen;
  for (const Subset& subset : taken)
    if (subset.size() == size) seen.insert(subset);
  std::vector<Subset> subsets;
  const auto keep_if_new = [&](Subset subset) {
    if (seen.insert(subset).second) subsets.push_back(std::move(subset));
  };
  if (all / 4 >= count + seen.size()) {
    while (subsets.size() < count) keep_if_new(drawn(objectives, size, rng));
    return subsets;
  }
  // Nearly all of them are wanted: drawing until a new one comes up would take long.
  for (const std::uint32_t rank : rng.permutation(static_cast<std::uint32_t>(all))) {
    if (subsets.size() == count) break;
    keep_if_new(unranked(rank, objectives, size));
  }
  while (subsets.size() < count) subsets.push_back(drawn(objectives, size, rng));
  return subsets;
}

Subset parse_subset(const std::string& text, const std::vector<std::string>& objective_names) {
  Subset subset;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('+', begin), text.size());
    const std::string name = text.substr(begin, end - begin);
    const auto found = std::find(objective_names.begin(), objective_names.end(), name);
    if (found == objective_names.end())
      throw OptionError("algorithm.subsets",
                        concat("unknown objective '", name, "' in '", text,
                               "' (a cell votes with objectives of the problem).",
                               suggestion(name, objective_names)));
    subset.push_back(static_cast<std::uint32_t>(found - objective_names.begin()));
    begin = end + 1;
  }
  std::sort(subset.begin(), subset.end());
  if (std::adjacent_find(subset.begin(), subset.end()) != subset.end())
    throw OptionError(
        "algorithm.subsets",
        concat("'", text, "' names an objective twice (each has one vote). Remove one."));
  if (subset.size() % 2 == 0)
    throw OptionError("algorithm.subsets",
                      concat("'", text, "' has ", subset.size(),
                             " objectives (an even number can end in a tie). Use an odd number."));
  return subset;
}

}  // namespace moai
