#include "problem/benchmark/dtlz.h"

#include <array>
#include <cmath>
#include <numbers>

#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

using std::numbers::pi;

constexpr const char* source = "Deb, Thiele, Laumanns, Zitzler, Springer 2005";
// Where f (1 + sin(3 pi f)) exceeds all its values at smaller f: DTLZ7's pieces in each of
// f1..fM-1.
constexpr std::array<std::pair<double, double>, 2> dtlz7_pieces{
    {{0.0, 0.251411836088917}, {0.631626530700061, 0.859400856644724}}};

double rugged_distance(std::span<const double> z) {
  double sum = static_cast<double>(z.size());
  for (const double x : z) sum += (x - 0.5) * (x - 0.5) - std::cos(20.0 * pi * (x - 0.5));
  return 100.0 * sum;
}

double squared_distance(std::span<const double> z) {
  double sum = 0.0;
  for (const double x : z) sum += (x - 0.5) * (x - 0.5);
  return sum;
}

double steep_distance(std::span<const double> z) {
  double sum = 0.0;
  for (const double x : z) sum += std::pow(x, 0.1);
  return sum;
}

double distance_of(int number, std::span<const double> z) {
  if (number == 1 || number == 3) return rugged_distance(z);
  return number == 6 ? steep_distance(z) : squared_distance(z);
}

void linear_shape(std::span<const double> x, double radius, std::span<double> f) {
  const std::size_t m = f.size();
  double product = radius;
  for (std::size_t i = 0; i + 1 < m; ++i) {
    f[m - 1 - i] = product * (1.0 - x[i]);
    product *= x[i];
  }
  f[0] = product;
}

// angle(i): that of coordinate i, in [0, pi/2].
template <class Angle>
void spherical_shape(Angle angle, double radius, std::span<double> f) {
  const std::size_t m = f.size();
  double product = radius;
  for (std::size_t i = 0; i + 1 < m; ++i) {
    const double theta = angle(i);
    f[m - 1 - i] = product * std::sin(theta);
    product *= std::cos(theta);
  }
  f[0] = product;
}

void evaluate_disconnected(std::span<const double> x, std::span<double> f) {
  const std::size_t m = f.size();
  double sum = 0.0;
  for (std::size_t i = m - 1; i < x.size(); ++i) sum += x[i];
  const double g = 1.0 + 9.0 * sum / static_cast<double>(x.size() - m + 1);
  double height = static_cast<double>(m);
  for (std::size_t i = 0; i + 1 < m; ++i) {
    f[i] = x[i];
    height -= f[i] / (1.0 + g) * (1.0 + std::sin(3.0 * pi * f[i]));
  }
  f[m - 1] = (1.0 + g) * height;
}

void evaluate_dtlz(int number, std::span<const double> x, std::span<double> f) {
  if (number == 7) return evaluate_disconnected(x, f);
  const double g = distance_of(number, x.subspan(f.size() - 1));
  if (number == 1) return linear_shape(x, 0.5 * (1.0 + g), f);
  spherical_shape(
      [&](std::size_t i) {
        if (number == 4) return 0.5 * pi * std::pow(x[i], 100.0);
        if (number >= 5 && i > 0) return pi / (4.0 * (1.0 + g)) * (1.0 + 2.0 * g * x[i]);
        return 0.5 * pi * x[i];
      },
      1.0 + g, f);
}

Matrix dtlz_front(int number, std::size_t objectives, std::size_t points) {
  if (number == 7) {
    const std::size_t side = grid_side(points, objectives - 1);
    const Matrix position = grid(evenly(dtlz7_pieces, side), objectives - 1);
    Matrix front(position.rows(), objectives);
    for (std::size_t row = 0; row < front.rows(); ++row) {
      // g = 1 there, with a single distance variable at 0.
      std::vector<double> x(position.row(row).begin(), position.row(row).end());
      x.push_back(0.0);
      evaluate_disconnected(x, front.row(row));
    }
    return front;
  }
  if (number == 5 || number == 6) {
    const auto values = evenly(0.0, 1.0, points);
    Matrix front(values.size(), objectives);
    for (std::size_t row = 0; row < front.rows(); ++row)
      spherical_shape([&](std::size_t i) { return i == 0 ? 0.5 * pi * values[row] : 0.25 * pi; },
                      1.0, front.row(row));
    return front;
  }
  Matrix front = cover_simplex(points, objectives);
  for (std::size_t row = 0; row < front.rows(); ++row) {
    double squares = 0.0;
    for (const double w : front.row(row)) squares += w * w;
    for (double& w : front.row(row)) w = number == 1 ? 0.5 * w : w / std::sqrt(squares);
  }
  return front;
}

// Positions cover the cube, the distance variables take their best value.
ParetoSet positions_with(std::size_t points, std::size_t variables, std::size_t objectives,
                         double best) {
  const Matrix position = cover_cube(points, objectives - 1);
  ParetoSet set{Matrix(position.rows(), variables, best),
                std::vector<std::uint32_t>(position.rows(), 0)};
  for (std::size_t row = 0; row < position.rows(); ++row)
    for (std::size_t i = 0; i + 1 < objectives; ++i) set.points(row, i) = position(row, i);
  return set;
}

ParetoSet disconnected_set(std::size_t points, std::size_t variables, std::size_t objectives) {
  const std::size_t dimensions = objectives - 1;
  const Matrix position = grid(evenly(dtlz7_pieces, grid_side(points, dimensions)), dimensions);
  ParetoSet set{Matrix(position.rows(), variables), {}};
  for (std::size_t row = 0; row < position.rows(); ++row) {
    std::uint32_t piece = 0;
    for (std::size_t i = 0; i < dimensions; ++i) {
      set.points(row, i) = position(row, i);
      piece = 2 * piece + (position(row, i) > 0.5 ? 1 : 0);
    }
    set.piece.push_back(piece);
  }
  return set;
}

}  // namespace

TestFunction make_dtlz(int number, std::size_t variables, std::size_t objectives) {
  TestFunction function;
  function.name = "dtlz" + std::to_string(number);
  function.source = source;
  function.objectives = objectives;
  function.lower.assign(variables, 0.0);
  function.upper.assign(variables, 1.0);
  if (number == 7) {
    function.reference.assign(objectives, 1.1);
    function.reference.back() = 2.2 * static_cast<double>(objectives);
  }
  function.evaluate = [number](std::span<const double> x, std::span<double> f) {
    evaluate_dtlz(number, x, f);
  };
  function.front = [number, objectives](std::size_t points) {
    return dtlz_front(number, objectives, points);
  };
  function.set = [number, variables, objectives](std::size_t points) {
    if (number == 7) return disconnected_set(points, variables, objectives);
    return positions_with(points, variables, objectives, number == 6 ? 0.0 : 0.5);
  };
  return function;
}

namespace {

// The point of the unit sphere's first orthant that make_correlated_dtlz2 maps x (M-1) to.
class DrawnTogether {
 public:
  DrawnTogether(std::size_t objectives, double correlation)
      : camp_(correlation < 0.0 ? (objectives + 1) / 2 : objectives),
        share_(1.0 - std::abs(correlation)) {}

  void operator()(std::span<const double> x, std::span<double> f) const {
    if (camp_ == f.size()) return camp(x, 1.0, f);
    const double theta = 0.5 * pi * x[0];
    camp(x.subspan(1, camp_ - 1), std::cos(theta), f.first(camp_));
    camp(x.subspan(camp_), std::sin(theta), f.subspan(camp_));
  }

 private:
  void camp(std::span<const double> x, double radius, std::span<double> f) const {
    spherical_shape(
        [&](std::size_t i) {
          const double equal = std::asin(1.0 / std::sqrt(static_cast<double>(f.size() - i)));
          return equal + share_ * (0.5 * pi * x[i] - equal);
        },
        radius, f);
  }

  std::size_t camp_;  // objectives in the first camp; all of them: one camp
  double share_;
};

}  // namespace

TestFunction make_correlated_dtlz2(std::size_t variables, std::size_t objectives,
                                   double correlation) {
  TestFunction function = make_dtlz(2, variables, objectives);
  function.reference.assign(objectives, 1.1);  // one for all correlations, so that they compare
  if (correlation == 0.0) return function;
  const DrawnTogether direction(objectives, correlation);
  function.evaluate = [direction](std::span<const double> x, std::span<double> f) {
    direction(x.first(f.size() - 1), f);
    const double radius = 1.0 + squared_distance(x.subspan(f.size() - 1));
    for (double& value : f) value *= radius;
  };
  function.front = [direction, objectives](std::size_t points) {
    const Matrix position = cover_cube(points, objectives - 1);
    Matrix front(position.rows(), objectives);
    for (std::size_t row = 0; row < front.rows(); ++row)
      direction(position.row(row), front.row(row));
    return front;
  };
  // Every objective is a product of monotone functions of one position variable each, so each
  // variable can be taken to its better or worse end on its own.
  function.ideal.resize(objectives);
  function.nadir.resize(objectives);
  std::vector<double> f(objectives);
  const auto value_at = [&](const std::vector<double>& x, std::size_t m) {
    direction(x, f);
    return f[m];
  };
  for (std::size_t m = 0; m < objectives; ++m) {
    const std::vector<double> middle(objectives - 1, 0.5);
    std::vector<double> best = middle, worst = middle;
    for (std::size_t i = 0; i + 1 < objectives; ++i) {
      std::vector<double> low = middle, high = middle;
      low[i] = 0.0;
      high[i] = 1.0;
      const bool rises = value_at(low, m) < value_at(high, m);
      best[i] = rises ? 0.0 : 1.0;
      worst[i] = rises ? 1.0 : 0.0;
    }
    function.ideal[m] = value_at(best, m);
    function.nadir[m] = value_at(worst, m);
  }
  return function;
}

}  // namespace moai
