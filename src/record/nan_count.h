#pragma once
// How often a fitness was not a number (NaN) in a trial: once for every genome, and objective by
// objective. Such a value loses every vote and every comparison, so a run goes on; whoever reads
// its results should know.

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "record/hdf5/group.h"
#include "support/fields.h"
#include "support/matrix.h"

namespace moai {

struct NanCount {
  std::uint64_t evaluations = 0;      ///< genomes with at least one
  std::vector<std::uint64_t> values;  ///< (M); empty: none at all
  std::vector<std::int64_t> first;    ///< (M) the generation of the first one, -1: none

  bool operator==(const NanCount&) const = default;

  static constexpr auto fields() {
    using N = NanCount;
    return std::tuple(part(&N::evaluations), part(&N::values), part(&N::first));
  }

  /// Adds what a generation's fitness (N,M) has of them.
  void add(const Matrix& fitness, std::uint64_t generation);
  /// Adds those of another rank of the trial.
  void add(const NanCount& other);
  /// The objective with the earliest one. Only where there is one.
  std::size_t first_objective() const;
};

/// Attribute nan_evaluations of the file; nan_count and first_nan of /objectives, for M objectives.
void write_nan_count(hdf5::Group& root, const NanCount& nans, std::size_t objectives);
NanCount read_nan_count(const hdf5::Group& root);

}  // namespace moai
