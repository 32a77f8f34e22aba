#pragma once
// Turns rows into columns: column<double>(rows, [](const Row& row) { return row.wall_time; }).

#include <array>
#include <string_view>
#include <vector>

namespace moai {

/// What h5py writes of a column of booleans.
inline constexpr std::array<std::string_view, 2> truth_names{"FALSE", "TRUE"};

template <class T, class Rows, class Field>
std::vector<T> column(const Rows& rows, Field field) {
  std::vector<T> values;
  values.reserve(rows.size());
  for (const auto& row : rows) values.push_back(static_cast<T>(field(row)));
  return values;
}

/// Rows of vectors, one behind the other.
template <class Rows, class Field>
std::vector<double> flat_column(const Rows& rows, Field field) {
  std::vector<double> values;
  for (const auto& row : rows) {
    const auto& part = field(row);
    values.insert(values.end(), part.begin(), part.end());
  }
  return values;
}

}  // namespace moai
