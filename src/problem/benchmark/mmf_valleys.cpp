#include <algorithm>
#include <cmath>
#include <numbers>

#include "problem/benchmark/mmf_valleys.h"
#include "problem/benchmark/multimodal.h"
#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

using std::numbers::pi;
using Point = std::span<const double>;

double squared(double x) {
  return x * x;
}

// MMF9 to MMF12: f2 grows with g(x2) for every f1, and g has one or two lowest points.
double decaying_peaks(double y, double sharpness) {
  return std::exp(-2.0 * std::log10(2.0) * squared((y - 0.1) / 0.8)) *
         std::pow(std::sin(2.0 * pi * y), sharpness);
}
double even_peaks(double y) {
  return 2.0 - std::pow(std::sin(2.0 * pi * y), 6.0);
}
double uneven_peaks(double y) {
  return 2.0 - decaying_peaks(y, 6.0);
}
double narrow_valley(double y) {
  return 2.0 - std::exp(-squared((y - 0.2) / 0.004)) - 0.8 * std::exp(-squared((y - 0.6) / 0.4));
}

// The place of the only minimum between low and high.
template <class Function>
double lowest_between(Function g, double low, double high) {
  for (int i = 0; i < 200; ++i) {
    const double a = low + (high - low) / 3.0, b = high - (high - low) / 3.0;
    (g(a) <= g(b) ? high : low) = g(a) <= g(b) ? b : a;
  }
  return 0.5 * (low + high);
}

// The intervals on which f falls below all its values further left.
template <class Function>
std::vector<std::pair<double, double>> falling_pieces(Function f, double low, double high) {
  std::vector<std::pair<double, double>> pieces;
  const auto steps = evenly(low, high, 1001);
  double lowest = f(low), start = low;
  bool falling = true;
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const double value = f(steps[i]);
    if (falling && value >= lowest) {
      const double end = lowest_between(f, steps[i > 1 ? i - 2 : 0], steps[i]);
      lowest = f(end);
      pieces.emplace_back(start, end);
      falling = false;
    } else if (!falling && value < lowest) {
      double above = steps[i - 1], below = steps[i];
      for (int round = 0; round < 100; ++round) {
        const double middle = 0.5 * (above + below);
        (f(middle) < lowest ? below : above) = middle;
      }
      start = below;
      falling = true;
    }
    if (falling) lowest = value;
  }
  if (falling) pieces.emplace_back(start, high);
  return pieces;
}

double hyperbola(double f1, double g) {
  return g / f1;
}
double pieces_of_parabola(double f1, double g) {
  return g * (1.0 - squared(f1 / g) - f1 / g * std::sin(8.0 * pi * f1));
}

}  // namespace

TestFunction make_valley(std::string_view name) {
  const bool in_pieces = name == "mmf12";
  const auto g = name == "mmf9" ? even_peaks : name == "mmf10" ? narrow_valley : uneven_peaks;
  const auto second = in_pieces ? pieces_of_parabola : hyperbola;
  const double low = in_pieces ? 0.0 : 0.1, high = in_pieces ? 1.0 : 1.1;
  std::vector<double> best;
  if (name == "mmf9")
    best = {0.25, 0.75};
  else if (name == "mmf10")
    best = {lowest_between(g, 0.199, 0.201)};
  else
    best = {lowest_between(g, 0.2, 0.3)};

  TestFunction function;
  function.lower.assign(2, low);
  function.upper.assign(2, high);
  function.evaluate = [g, second](Point x, std::span<double> f) {
    f[0] = x[0];
    f[1] = second(x[0], g(x[1]));
  };
  const double depth = g(best[0]);
  std::vector<std::pair<double, double>> pieces{{low, high}};
  if (in_pieces) pieces = falling_pieces([&](double f1) { return second(f1, depth); }, low, high);
  function.front = [pieces, second, depth](std::size_t points) {
    Matrix front;
    for (const double f1 : evenly(pieces, points))
      front.append_row(std::vector<double>{f1, second(f1, depth)});
    return front;
  };
  function.set = [pieces, best](std::size_t points) {
    ParetoSet set;
    set.curves = pieces.size() == 1;
    for (std::uint32_t piece = 0; piece < best.size(); ++piece)
      for (const double x1 : evenly(pieces, std::max<std::size_t>(2, points / best.size()))) {
        set.points.append_row(std::vector<double>{x1, best[piece]});
        set.piece.push_back(piece);
      }
    return set;
  };
  return function;
}

TestFunction make_spherical_mmf(std::string_view name, std::size_t objectives) {
  const bool follows = name == "mmf14_a";
  const auto height = [peaked = name == "mmf15"](double y) {
    return 3.0 - (peaked ? decaying_peaks(y, 2.0) : squared(std::sin(2.0 * pi * y)));
  };
  // mmf14_a: where the last variable is measured from, given the one before it.
  const auto shift = [follows](double before) {
    return follows ? 0.5 * std::sin(pi * before) - 0.25 : 0.0;
  };
  TestFunction function;
  function.name = name;
  function.source = mmf_source;
  function.objectives = objectives;
  function.lower.assign(objectives, 0.0);
  function.upper.assign(objectives, 1.0);
  function.evaluate = [height, shift](Point x, std::span<double> f) {
    const std::size_t m = f.size();
    double product = height(x[m - 1] - shift(x[m - 2]));
    for (std::size_t i = 0; i + 1 < m; ++i) {
      f[m - 1 - i] = product * std::sin(0.5 * pi * x[i]);
      product *= std::cos(0.5 * pi * x[i]);
    }
    f[0] = product;
  };
  const std::vector<double> best = name == "mmf15"
                                       ? std::vector<double>{lowest_between(height, 0.1, 0.4)}
                                       : std::vector<double>{0.25, 0.75};
  function.front = [objectives, radius = height(best[0])](std::size_t points) {
    Matrix front = cover_simplex(points, objectives);
    for (std::size_t row = 0; row < front.rows(); ++row) {
      double squares = 0.0;
      for (const double w : front.row(row)) squares += w * w;
      for (double& w : front.row(row)) w *= radius / std::sqrt(squares);
    }
    return front;
  };
  function.set = [objectives, best, shift](std::size_t points) {
    const Matrix position =
        cover_cube(std::max<std::size_t>(2, points / best.size()), objectives - 1);
    ParetoSet set;
    for (std::uint32_t piece = 0; piece < best.size(); ++piece)
      for (std::size_t row = 0; row < position.rows(); ++row) {
        std::vector<double> x(position.row(row).begin(), position.row(row).end());
        x.push_back(best[piece] + shift(x.back()));
        set.points.append_row(x);
        set.piece.push_back(piece);
      }
    return set;
  };
  return function;
}

}  // namespace moai
