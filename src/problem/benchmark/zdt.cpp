#include "problem/benchmark/zdt.h"

#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

using std::numbers::pi;

// Where ZDT3's curve is not dominated by an earlier piece of itself.
constexpr std::array<std::pair<double, double>, 5> zdt3_pieces{
    {{0.0, 0.083001534926912},
     {0.182228728029400, 0.257762363387830},
     {0.409313674808657, 0.453882104088830},
     {0.618396794439266, 0.652511703804663},
     {0.823331798326633, 0.851832865436414}}};
constexpr std::array<std::pair<double, double>, 1> whole{{{0.0, 1.0}}};
// The smallest f1 of ZDT6, at tan(6 pi x) = 9 pi.
constexpr double zdt6_smallest = 0.280775318815369;

double first_objective(int number, double x) {
  return number == 6 ? 1.0 - std::exp(-4.0 * x) * std::pow(std::sin(6.0 * pi * x), 6.0) : x;
}

double distance_function(int number, std::span<const double> rest) {
  const double count = static_cast<double>(rest.size());
  if (number == 4) {
    double sum = 1.0 + 10.0 * count;
    for (const double x : rest) sum += x * x - 10.0 * std::cos(4.0 * pi * x);
    return sum;
  }
  const double mean = std::accumulate(rest.begin(), rest.end(), 0.0) / count;
  return 1.0 + 9.0 * (number == 6 ? std::pow(mean, 0.25) : mean);
}

double second_objective(int number, double f, double g) {
  const double ratio = f / g;
  if (number == 2 || number == 6) return g * (1.0 - ratio * ratio);
  if (number == 3) return g * (1.0 - std::sqrt(ratio) - ratio * std::sin(10.0 * pi * f));
  return g * (1.0 - std::sqrt(ratio));
}

std::span<const std::pair<double, double>> pieces(int number) {
  if (number == 3) return zdt3_pieces;
  return whole;
}

}  // namespace

TestFunction make_zdt(int number, std::size_t variables) {
  TestFunction function;
  function.name = "zdt" + std::to_string(number);
  function.source = "Zitzler, Deb, Thiele, Evolutionary Computation 8(2), 2000";
  function.lower.assign(variables, number == 4 ? -5.0 : 0.0);
  function.upper.assign(variables, number == 4 ? 5.0 : 1.0);
  function.lower[0] = 0.0;
  function.upper[0] = 1.0;
  function.reference = {1.1, 1.1};
  function.evaluate = [number](std::span<const double> x, std::span<double> f) {
    f[0] = first_objective(number, x[0]);
    f[1] = second_objective(number, f[0], distance_function(number, x.subspan(1)));
  };
  function.front = [number](std::size_t points) {
    const auto values =
        number == 6 ? evenly(zdt6_smallest, 1.0, points) : evenly(pieces(number), points);
    Matrix front(values.size(), 2);
    for (std::size_t i = 0; i < values.size(); ++i) {
      front(i, 0) = values[i];
      front(i, 1) = second_objective(number, values[i], 1.0);
    }
    return front;
  };
  function.set = [number, variables](std::size_t points) {
    const auto values = evenly(pieces(number), points);
    ParetoSet set{Matrix(values.size(), variables), {}, true};
    for (std::size_t i = 0; i < values.size(); ++i) {
      set.points(i, 0) = values[i];
      set.piece.push_back(static_cast<std::uint32_t>(i * pieces(number).size() / values.size()));
    }
    return set;
  };
  return function;
}

}  // namespace moai
