#pragma once
// What a weight makes of many objectives: a single number, smaller is better (Q. Zhang, H. Li,
// "MOEA/D", IEEE TEC 11(6), 2007, section II and, for the normalisation, V-D).
//
//   Scalarising scalarising(Decomposition::pbi, 5.0, ideal, nadir);
//   double cost = scalarising.cost(fitness, weights.row(place));

#include <cstdint>
#include <span>
#include <vector>

namespace moai {

enum class Decomposition : std::uint8_t { tchebycheff, pbi };

class Scalarising {
 public:
  /// ideal, nadir: (M) fitness. An objective without a range between them keeps its unit.
  Scalarising(Decomposition decomposition, double penalty, std::span<const double> ideal,
              std::span<const double> nadir);

  /// fitness, weight: (M). A value that is no number counts as a thousand million ranges.
  double cost(std::span<const double> fitness, std::span<const double> weight) const;

 private:
  double lack(std::span<const double> fitness, std::size_t objective) const;

  Decomposition decomposition_;
  double penalty_;
  std::vector<double> ideal_, range_;
};

}  // namespace moai
