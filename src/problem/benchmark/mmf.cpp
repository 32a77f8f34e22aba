#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

#include "problem/benchmark/mmf_valleys.h"
#include "problem/benchmark/multimodal.h"
#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

using std::numbers::pi;
using Point = std::span<const double>;

// The Pareto set of a function of two variables: curves x2 = height(x1) over intervals of x1.
struct Curve {
  double first;
  double last;
  double (*height)(double x1);
};

// A function f1 = along(x1), f2 = base(f1) + excess(x), whose excess is 0 on the curves.
struct Definition {
  std::string_view name;
  std::array<double, 2> lower;
  std::array<double, 2> upper;
  double (*along)(double x1);
  double (*base)(double f1);
  double (*excess)(double x1, double x2);
  std::vector<Curve> curves;
};

double square(double x) {
  return x * x;
}
double identity(double x) {
  return x;
}
double magnitude(double x) {
  return std::abs(x);
}
double from_two(double x) {
  return std::abs(x - 2.0);
}
double sine_of_magnitude(double x) {
  return std::sin(std::abs(x));
}
double convex(double f) {
  return 1.0 - std::sqrt(f);
}
double concave(double f) {
  return 1.0 - f * f;
}
double circular(double f) {
  return std::sqrt(std::max(0.0, 1.0 - f * f));
}

double wave(double x1) {
  return std::sin(6.0 * pi * from_two(x1) + pi);
}
double slow_wave(double x1) {
  return std::sin(2.0 * pi * from_two(x1) + pi);
}
double growing_wave(double x1) {
  return std::exp(x1) * wave(x1);
}
double root(double x1) {
  return std::sqrt(x1);
}
double arch(double x1) {
  return std::sin(pi * std::abs(x1));
}
double swell(double x1) {
  return std::sin(std::abs(x1)) + std::abs(x1);
}
double modulated_wave(double x1) {
  const double d = from_two(x1);
  return (0.3 * d * d * std::cos(24.0 * pi * d + 4.0 * pi) + 0.6 * d) * wave(x1);
}
template <double (*curve)(double), int numerator, int denominator = 1>
double raised(double x1) {
  return curve(x1) + static_cast<double>(numerator) / denominator;
}

// The rippled valley of MMF2 and MMF3; y: distance from its bottom.
double ripples(double y) {
  return 2.0 * (4.0 * y * y - 2.0 * std::cos(20.0 * y * pi / std::sqrt(2.0)) + 2.0);
}
// MMF6: where the lower curve lies above 0.
bool lower_curve_is_high(double x1) {
  return std::floor(6.0 * from_two(x1)) == 1.0 || std::floor(6.0 * from_two(x1)) == 3.0 ||
         from_two(x1) >= 5.0 / 6.0;
}

const std::vector<Definition>& definitions() {
  static const std::vector<Definition> all{
      {"mmf1",
       {1, -1},
       {3, 1},
       from_two,
       convex,
       [](double x, double y) { return 2.0 * square(y - wave(x)); },
       {{1, 2, wave}, {2, 3, wave}}},
      {"mmf1_z",
       {1, -1},
       {3, 1},
       from_two,
       convex,
       [](double x, double y) { return 2.0 * square(y - (x < 2 ? wave(x) : slow_wave(x))); },
       {{1, 2, wave}, {2, 3, slow_wave}}},
      {"mmf1_e",
       {1, -20},
       {3, 20},
       from_two,
       convex,
       [](double x, double y) { return 2.0 * square(y - (x < 2 ? wave(x) : growing_wave(x))); },
       {{1, 2, wave}, {2, 3, growing_wave}}},
      {"mmf2",
       {0, 0},
       {1, 2},
       identity,
       convex,
       [](double x, double y) { return ripples((y > 1 ? y - 1 : y) - root(x)); },
       {{0, 1, root}, {0, 1, raised<root, 1>}}},
      {"mmf3",
       {0, 0},
       {1, 1.5},
       identity,
       convex,
       [](double x, double y) {
         const bool upper = y >= 1 || (y > 0.5 && x < 0.25);
         return ripples(y - root(x) - (upper ? 0.5 : 0.0));
       },
       {{0, 1, root}, {0, 1, raised<root, 1, 2>}}},
      {"mmf4",
       {-1, 0},
       {1, 2},
       magnitude,
       concave,
       [](double x, double y) { return 2.0 * square((y >= 1 ? y - 1 : y) - arch(x)); },
       {{-1, 0, arch}, {0, 1, arch}, {-1, 0, raised<arch, 1>}, {0, 1, raised<arch, 1>}}},
      {"mmf5",
       {1, -1},
       {3, 3},
       from_two,
       convex,
       [](double x, double y) { return 2.0 * square((y > 1 ? y - 2 : y) - wave(x)); },
       {{1, 2, wave}, {2, 3, wave}, {1, 2, raised<wave, 2>}, {2, 3, raised<wave, 2>}}},
      {"mmf6",
       {1, -1},
       {3, 2},
       from_two,
       convex,
       [](double x, double y) {
         const bool lower = y <= 0 || (y <= 1 && lower_curve_is_high(x));
         return 2.0 * square((lower ? y : y - 1) - wave(x));
       },
       {{1, 2, wave}, {2, 3, wave}, {1, 2, raised<wave, 1>}, {2, 3, raised<wave, 1>}}},
      {"mmf7",
       {1, -1},
       {3, 1},
       from_two,
       convex,
       [](double x, double y) { return square(y - modulated_wave(x)); },
       {{1, 2, modulated_wave}, {2, 3, modulated_wave}}},
      {"mmf8",
       {-pi, 0},
       {pi, 9},
       sine_of_magnitude,
       circular,
       [](double x, double y) { return 2.0 * square((y > 4 ? y - 4 : y) - swell(x)); },
       {{-pi, 0, swell}, {0, pi, swell}, {-pi, 0, raised<swell, 4>}, {0, pi, raised<swell, 4>}}},
  };
  return all;
}

ParetoSet curve_set(const std::vector<Curve>& curves, std::size_t points) {
  ParetoSet set;
  set.curves = true;
  const std::size_t each = std::max<std::size_t>(2, points / curves.size());
  for (std::uint32_t piece = 0; piece < curves.size(); ++piece)
    for (const double x1 : evenly(curves[piece].first, curves[piece].last, each)) {
      set.points.append_row(std::vector<double>{x1, curves[piece].height(x1)});
      set.piece.push_back(piece);
    }
  return set;
}

TestFunction make_curved(const Definition& definition) {
  TestFunction function;
  function.lower.assign(definition.lower.begin(), definition.lower.end());
  function.upper.assign(definition.upper.begin(), definition.upper.end());
  function.evaluate = [definition](Point x, std::span<double> f) {
    f[0] = definition.along(x[0]);
    f[1] = definition.base(f[0]) + definition.excess(x[0], x[1]);
  };
  function.front = [base = definition.base](std::size_t points) {
    Matrix front;
    for (const double share : evenly(0.0, 1.0, points)) {
      // The circle is steep at its end.
      const double f1 = base == circular ? std::sin(0.5 * pi * share) : share;
      front.append_row(std::vector<double>{f1, base(f1)});
    }
    return front;
  };
  function.set = [curves = definition.curves](std::size_t points) {
    return curve_set(curves, points);
  };
  return function;
}

}  // namespace

TestFunction make_mmf(std::string_view name) {
  TestFunction function;
  const auto found = std::find_if(definitions().begin(), definitions().end(),
                                  [&](const Definition& d) { return d.name == name; });
  function = found != definitions().end() ? make_curved(*found) : make_valley(name);
  function.name = name;
  function.source = mmf_source;
  return function;
}

}  // namespace moai
