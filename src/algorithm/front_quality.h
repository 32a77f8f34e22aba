#pragma once
// Quality indicators of an island against a known front, generation by generation.
//
//   FrontQuality quality(*problem.known_front());
//   quality.names();                                  // columns of the history
//   quality.measure(algorithm.members(), rng);        // their values now
//
// Nothing is normalised. hypervolume, igd, igd_plus and gd are of the non-dominated feasible
// members (equal ones are all kept); igdx and covered of those that the algorithm itself ranks
// first.

#include <span>
#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "domain/known_front.h"

namespace moai {

class FrontQuality {
 public:
  /// `known` outlives this. Throws std::logic_error for an indicator without a name below.
  explicit FrontQuality(const KnownFront& known);

  /// The asked-for indicators: hypervolume, igd, igd_plus, gd, igdx, covered. Above
  /// exact_objectives the hypervolume is estimated, and `hypervolume_error` (its standard error)
  /// follows it.
  const std::vector<std::string>& names() const { return names_; }

  /// A value for each name. Infinity for distances when nobody is feasible. igdx and covered take
  /// real vectors, and are NaN where somebody has none (outlines of a sharded island). `rng` is
  /// drawn from only for an estimate.
  std::vector<double> measure(std::span<const Member> members, RandomStream& rng) const;

  /// What a name means, in words.
  static std::string note(const std::string& name);

  static constexpr std::size_t exact_objectives = 5;
  static constexpr std::uint64_t samples = 100'000;
  /// How near (largest difference of a variable) a solution has to be to cover a piece.
  static constexpr double cover_distance = 0.1;

 private:
  double covered(const Matrix& places) const;

  const KnownFront* known_;
  std::vector<std::string> names_;
};

}  // namespace moai
