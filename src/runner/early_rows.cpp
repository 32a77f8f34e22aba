#include "runner/early_rows.h"

#include <algorithm>
#include <map>

#include "runner/merge_parts.h"

namespace moai {
namespace {

template <class T>
void put_row_field(std::vector<double>& numbers, const T& value) {
  numbers.push_back(static_cast<double>(value));
}
void put_row_field(std::vector<double>& numbers, const std::vector<double>& values) {
  numbers.push_back(static_cast<double>(values.size()));
  numbers.insert(numbers.end(), values.begin(), values.end());
}

struct Cursor {
  const std::vector<double>& numbers;
  std::size_t at;
  double next() { return numbers.at(at++); }
};

template <class T>
void get_row_field(Cursor& in, T& value) {
  value = static_cast<T>(in.next());
}
void get_row_field(Cursor& in, std::vector<double>& values) {
  values.resize(static_cast<std::size_t>(in.next()));
  for (double& value : values) value = in.next();
}

}  // namespace

std::vector<HistoryRow> take_early_rows(std::vector<HistoryRow>& rows, std::size_t islands) {
  std::map<std::uint64_t, std::size_t> count;
  for (const HistoryRow& row : rows) ++count[row.generation];
  const auto first = std::stable_partition(rows.begin(), rows.end(), [&](const HistoryRow& row) {
    return count[row.generation] == islands;
  });
  std::vector<HistoryRow> early(first, rows.end());
  rows.erase(first, rows.end());
  return early;
}

void add_early_rows(const std::vector<HistoryRow>& rows, Checkpoint& checkpoint) {
  for (const HistoryRow& row : rows)
    HistoryRow::each_field(row, [&](const auto& field) { put_row_field(checkpoint.numbers, field); });
}

std::vector<HistoryRow> early_rows_from(const std::vector<double>& numbers, std::size_t islands) {
  std::vector<HistoryRow> rows;
  for (Cursor in{numbers, numbers_of_island * islands}; in.at < numbers.size();)
    HistoryRow::each_field(rows.emplace_back(), [&](auto& field) { get_row_field(in, field); });
  return rows;
}

}  // namespace moai
