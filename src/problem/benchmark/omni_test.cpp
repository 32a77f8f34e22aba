#include <algorithm>
#include <cmath>
#include <numbers>

#include "problem/benchmark/multimodal.h"
#include "problem/benchmark/sampling.h"

namespace moai {
namespace {

using std::numbers::pi;

// In every cell {0,2,4}^n the segment x = cell + t, one t in [1, 1.5] for all variables.
ParetoSet omni_set(std::size_t variables, std::size_t points) {
  const Matrix cells = grid({0.0, 2.0, 4.0}, variables);
  const auto offsets = evenly(1.0, 1.5, std::max<std::size_t>(10, points / cells.rows()));
  ParetoSet set;
  set.curves = true;
  std::vector<double> x(variables);
  for (std::size_t cell = 0; cell < cells.rows(); ++cell)
    for (const double t : offsets) {
      for (std::size_t i = 0; i < variables; ++i) x[i] = cells(cell, i) + t;
      set.points.append_row(x);
      set.piece.push_back(static_cast<std::uint32_t>(cell));
    }
  return set;
}

// Nine copies of the segment between (-a, 0) and (a, 0), 10 apart; a = 1.
constexpr double half_length = 1.0, tile = 10.0;

double tile_of(double x) {
  return std::clamp(std::round(x / tile), -1.0, 1.0);
}

}  // namespace

TestFunction make_omni_test(std::size_t variables) {
  TestFunction function;
  function.name = "omni_test";
  function.source = "Deb, Tiwari, EJOR 185(3), 2008";
  function.lower.assign(variables, 0.0);
  function.upper.assign(variables, 6.0);
  function.evaluate = [](std::span<const double> x, std::span<double> f) {
    f[0] = f[1] = 0.0;
    for (const double value : x) {
      f[0] += std::sin(pi * value);
      f[1] += std::cos(pi * value);
    }
  };
  function.front = [variables](std::size_t points) {
    const double n = static_cast<double>(variables);
    Matrix front;
    for (const double t : evenly(1.0, 1.5, points))
      front.append_row(std::vector<double>{n * std::sin(pi * t), n * std::cos(pi * t)});
    return front;
  };
  if (variables <= 8)
    function.set = [variables](std::size_t points) { return omni_set(variables, points); };
  return function;
}

TestFunction make_sym_part(bool rotated) {
  TestFunction function;
  function.name = rotated ? "sym_part_rotated" : "sym_part";
  function.source = "Rudolph, Naujoks, Preuss, EMO 2007";
  function.lower.assign(2, -20.0);
  function.upper.assign(2, 20.0);
  const double turn = rotated ? pi / 4.0 : 0.0;
  const double cosine = std::cos(turn), sine = std::sin(turn);
  function.evaluate = [cosine, sine](std::span<const double> x, std::span<double> f) {
    const double u = cosine * x[0] - sine * x[1], v = sine * x[0] + cosine * x[1];
    const double along = u - tile_of(u) * tile, across = v - tile_of(v) * tile;
    f[0] = (along + half_length) * (along + half_length) + across * across;
    f[1] = (along - half_length) * (along - half_length) + across * across;
  };
  function.front = [](std::size_t points) {
    Matrix front;
    for (const double t : evenly(-half_length, half_length, points))
      front.append_row(std::vector<double>{(t + half_length) * (t + half_length),
                                           (t - half_length) * (t - half_length)});
    return front;
  };
  function.set = [cosine, sine](std::size_t points) {
    ParetoSet set;
    set.curves = true;
    const auto offsets = evenly(-half_length, half_length, std::max<std::size_t>(2, points / 9));
    for (std::uint32_t piece = 0; piece < 9; ++piece)
      for (const double t : offsets) {
        const double u = tile * (piece % 3 - 1.0) + t, v = tile * (piece / 3 - 1.0);
        set.points.append_row(std::vector<double>{cosine * u + sine * v, cosine * v - sine * u});
        set.piece.push_back(piece);
      }
    return set;
  };
  return function;
}

}  // namespace moai
