#pragma once
// A number that may change over a run: `{from: 20, to: 100, schedule: linear}` in YAML, or a plain
// number. Progress is generation / (generations of the budget - 1), in [0,1].

#include <cstdint>

namespace moai {

struct Schedule {
  enum class Shape : std::uint8_t { constant, linear, geometric, cosine, step };

  double from = 0.0;
  double to = 0.0;
  Shape shape = Shape::constant;

  constexpr Schedule() = default;
  constexpr Schedule(double value) : from(value), to(value) {}  // NOLINT: a number is a schedule
  constexpr Schedule(double first, double last, Shape how) : from(first), to(last), shape(how) {}

  /// The value at `progress`, clamped to [0,1]. linear: from + (to-from)p. geometric:
  /// from (to/from)^p, both positive. cosine: half a cosine wave, flat at both ends. step: `from`
  /// in the first half, `to` in the second.
  double at(double progress) const;
  bool operator==(const Schedule&) const = default;
};

}  // namespace moai
