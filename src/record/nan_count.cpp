#include "record/nan_count.h"

#include <algorithm>
#include <cmath>

#include "support/error.h"

namespace moai {

void NanCount::add(const Matrix& fitness, std::uint64_t generation) {
  for (std::size_t row = 0; row < fitness.rows(); ++row) {
    bool any = false;
    for (std::size_t m = 0; m < fitness.columns(); ++m) {
      if (!std::isnan(fitness(row, m))) continue;
      values.resize(fitness.columns(), 0);
      first.resize(fitness.columns(), -1);
      any = true;
      ++values[m];
      if (first[m] < 0) first[m] = static_cast<std::int64_t>(generation);
    }
    if (any) ++evaluations;
  }
}

void NanCount::add(const NanCount& other) {
  evaluations += other.evaluations;
  values.resize(std::max(values.size(), other.values.size()), 0);
  first.resize(values.size(), -1);
  for (std::size_t m = 0; m < other.values.size(); ++m) {
    values[m] += other.values[m];
    if (other.first[m] >= 0 && (first[m] < 0 || other.first[m] < first[m]))
      first[m] = other.first[m];
  }
}

std::size_t NanCount::first_objective() const {
  // As unsigned numbers: objectives without any come last.
  const auto earlier = [](std::int64_t a, std::int64_t b) {
    return static_cast<std::uint64_t>(a) < static_cast<std::uint64_t>(b);
  };
  return static_cast<std::size_t>(std::min_element(first.begin(), first.end(), earlier) -
                                  first.begin());
}

void write_nan_count(hdf5::Group& root, const NanCount& nans, std::size_t objectives) {
  NanCount all = nans;
  all.values.resize(objectives, 0);
  all.first.resize(objectives, -1);
  root.set("nan_evaluations", nans.evaluations);
  hdf5::Group group = root.open("objectives");
  group.write("nan_count", all.values, {"1", "(M) evaluations whose value was not a number (NaN)"});
  group.write("first_nan", all.first, {"1", "(M) the generation of the first of them, -1: none"});
}

NanCount read_nan_count(const hdf5::Group& root) {
  NanCount nans;
  nans.evaluations = root.integer("nan_evaluations");
  if (nans.evaluations == 0) return nans;
  const hdf5::Group group = root.open("objectives");
  nans.values = group.read<std::uint64_t>("nan_count");
  nans.first = group.read<std::int64_t>("first_nan");
  if (nans.first.size() != nans.values.size())
    throw SystemError("the group /objectives is damaged (its columns differ in length).");
  return nans;
}

}  // namespace moai
