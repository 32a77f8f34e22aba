#include "problem/benchmark/wfg.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "problem/benchmark/sampling.h"
#include "problem/benchmark/wfg_transformations.h"

namespace moai {
namespace {

using namespace wfg;
using std::numbers::pi;

// The optimum of nearly every distance variable, and the parameters of the dependent bias.
constexpr double best_distance = 0.35;
constexpr double param_a = 0.98 / 49.98, param_b = 0.02, param_c = 50.0;

struct Layout {
  int number = 1;
  std::size_t variables = 0;
  std::size_t positions = 0;
  std::size_t objectives = 0;
};

// The transformations before the last reduction; y: (n) in [0,1].
void transform(const Layout& layout, std::vector<double>& y) {
  const std::size_t k = layout.positions, n = layout.variables;
  const auto shift_distances = [&] {
    for (std::size_t i = k; i < n; ++i) y[i] = s_linear(y[i], best_distance);
  };
  const std::vector<double> z = y;  // the dependent biases look at the untransformed values
  switch (layout.number) {
    case 1:
      shift_distances();
      for (std::size_t i = k; i < n; ++i) y[i] = b_flat(y[i], 0.8, 0.75, 0.85);
      for (double& value : y) value = b_poly(value, 0.02);
      break;
    case 2:
    case 3: {
      shift_distances();
      const std::size_t pairs = (n - k) / 2;
      for (std::size_t i = 0; i < pairs; ++i)
        y[k + i] = r_nonsep(std::span(y).subspan(k + 2 * i, 2), 2);
      y.resize(k + pairs);
      break;
    }
    case 4:
      for (double& value : y) value = s_multi(value, 30.0, 10.0, best_distance);
      break;
    case 5:
      for (double& value : y) value = s_decept(value, best_distance, 0.001, 0.05);
      break;
    case 6:
      shift_distances();
      break;
    case 7:
      for (std::size_t i = 0; i < k; ++i)
        y[i] = b_param(z[i], r_sum(std::span(z).subspan(i + 1)), param_a, param_b, param_c);
      shift_distances();
      break;
    case 8:
      for (std::size_t i = k; i < n; ++i)
        y[i] = b_param(z[i], r_sum(std::span(z).first(i)), param_a, param_b, param_c);
      shift_distances();
      break;
    default:
      for (std::size_t i = 0; i + 1 < n; ++i)
        y[i] = b_param(z[i], r_sum(std::span(z).subspan(i + 1)), param_a, param_b, param_c);
      for (std::size_t i = 0; i < k; ++i) y[i] = s_decept(y[i], best_distance, 0.001, 0.05);
      for (std::size_t i = k; i < n; ++i) y[i] = s_multi(y[i], 30.0, 95.0, best_distance);
  }
}

// The last reduction: M numbers, the last one the distance.
std::vector<double> reduced(const Layout& layout, std::span<const double> y) {
  const std::size_t groups = layout.objectives - 1, each = layout.positions / groups;
  std::vector<double> t(layout.objectives);
  for (std::size_t m = 0; m <= groups; ++m) {
    const std::size_t first = m < groups ? m * each : layout.positions;
    const auto part = m < groups ? y.subspan(first, each) : y.subspan(first);
    if (layout.number == 1)
      t[m] = r_sum(part, 2.0 * static_cast<double>(first + 1), 2.0);
    else if (layout.number == 6 || layout.number == 9)
      t[m] = r_nonsep(part, part.size());
    else
      t[m] = r_sum(part);
  }
  return t;
}

// x: (M-1) positions in [0,1] on the front's surface. Fills h (M), before scaling.
void shape(int number, std::span<const double> x, std::span<double> h) {
  const std::size_t m = h.size();
  const auto rising = [&](double v) {  // the factor of the earlier objectives
    if (number <= 2) return 1.0 - std::cos(0.5 * pi * v);
    return number == 3 ? v : std::sin(0.5 * pi * v);
  };
  const auto falling = [&](double v) {
    if (number <= 2) return 1.0 - std::sin(0.5 * pi * v);
    return number == 3 ? 1.0 - v : std::cos(0.5 * pi * v);
  };
  double product = 1.0;
  for (std::size_t i = 0; i + 1 < m; ++i) {
    h[m - 1 - i] = product * falling(x[i]);
    product *= rising(x[i]);
  }
  h[0] = product;
  if (number == 1) h[m - 1] = 1.0 - x[0] - std::cos(10.0 * pi * x[0] + 0.5 * pi) / (10.0 * pi);
  if (number == 2) {
    const double wave = std::cos(5.0 * pi * x[0]);
    h[m - 1] = 1.0 - x[0] * wave * wave;
  }
}

void scale(double distance, std::span<double> f) {
  for (std::size_t m = 0; m < f.size(); ++m)
    f[m] = distance + 2.0 * static_cast<double>(m + 1) * f[m];
}

void evaluate_wfg(const Layout& layout, std::span<const double> z, std::span<double> f) {
  std::vector<double> y(layout.variables);
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] = std::clamp(z[i] / (2.0 * static_cast<double>(i + 1)), 0.0, 1.0);
  transform(layout, y);
  std::vector<double> t = reduced(layout, y);
  const double distance = t.back();
  for (std::size_t i = 0; i + 1 < t.size(); ++i) {
    const double weight = layout.number == 3 && i > 0 ? distance : std::max(distance, 1.0);
    t[i] = weight * (t[i] - 0.5) + 0.5;
  }
  shape(layout.number, std::span(t).first(t.size() - 1), f);
  scale(distance, f);
}

Matrix wfg_front(int number, std::size_t objectives, std::size_t points) {
  if (number >= 4) {
    Matrix front = cover_simplex(points, objectives);
    for (std::size_t row = 0; row < front.rows(); ++row) {
      double squares = 0.0;
      for (const double w : front.row(row)) squares += w * w;
      for (double& w : front.row(row)) w /= std::sqrt(squares);
      scale(0.0, front.row(row));
    }
    return front;
  }
  // About half of WFG2's surface is dominated.
  Matrix position = number == 3 ? Matrix(points, objectives - 1, 0.5)
                                : cover_cube(number == 2 ? 2 * points : points, objectives - 1);
  if (number == 3) {
    const auto values = evenly(0.0, 1.0, points);
    for (std::size_t row = 0; row < points; ++row) position(row, 0) = values[row];
  }
  Matrix front(position.rows(), objectives);
  for (std::size_t row = 0; row < front.rows(); ++row) {
    shape(number, position.row(row), front.row(row));
    scale(0.0, front.row(row));
  }
  return number == 2 ? without_dominated(front) : front;
}

// Fills the distance variables of y with their best values, given the others.
void fill_distances(const Layout& layout, std::span<double> y) {
  const std::size_t k = layout.positions, n = y.size();
  const auto biased = [&](double u) {
    return std::pow(best_distance, 1.0 / b_param_exponent(u, param_a, param_b, param_c));
  };
  if (layout.number == 8) {
    for (std::size_t i = k; i < n; ++i) y[i] = biased(r_sum(y.first(i)));
  } else if (layout.number == 9) {
    y[n - 1] = best_distance;
    for (std::size_t i = n - 1; i-- > k;) y[i] = biased(r_sum(y.subspan(i + 1)));
  } else {
    std::fill(y.begin() + static_cast<std::ptrdiff_t>(k), y.end(), best_distance);
  }
}

ParetoSet wfg_set(const Layout& layout, std::size_t points) {
  const Matrix position = cover_cube(points, layout.positions);
  ParetoSet set{Matrix(position.rows(), layout.variables),
                std::vector<std::uint32_t>(position.rows(), 0)};
  for (std::size_t row = 0; row < position.rows(); ++row) {
    const auto y = set.points.row(row);
    std::copy(position.row(row).begin(), position.row(row).end(), y.begin());
    fill_distances(layout, y);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] *= 2.0 * static_cast<double>(i + 1);
  }
  return set;
}

}  // namespace

std::size_t wfg_positions(std::size_t objectives) {
  return objectives == 2 ? 4 : 2 * (objectives - 1);
}

TestFunction make_wfg(int number, std::size_t variables, std::size_t objectives) {
  const Layout layout{number, variables, wfg_positions(objectives), objectives};
  TestFunction function;
  function.name = "wfg" + std::to_string(number);
  function.source = "Huband, Hingston, Barone, While, IEEE TEC 10(5), 2006";
  function.objectives = objectives;
  function.lower.assign(variables, 0.0);
  for (std::size_t i = 0; i < variables; ++i)
    function.upper.push_back(2.0 * static_cast<double>(i + 1));
  function.evaluate = [layout](std::span<const double> x, std::span<double> f) {
    evaluate_wfg(layout, x, f);
  };
  function.front = [number, objectives](std::size_t points) {
    return wfg_front(number, objectives, points);
  };
  // Every choice of position is Pareto-optimal but in WFG2, whose front is in pieces.
  if (number != 2) function.set = [layout](std::size_t points) { return wfg_set(layout, points); };
  return function;
}

}  // namespace moai
