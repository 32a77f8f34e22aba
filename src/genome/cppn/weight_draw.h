#pragma once
// How the numbers are drawn that weights are made of and moved by.
//
//   const WeightDraw fresh{WeightDistribution::uniform, 3.0};
//   connection.weight = fresh.draw(rng);   // in [-3, 3)

#include <cstdint>

#include "support/random.h"

namespace moai {

enum class WeightDistribution : std::uint8_t { normal, uniform };

struct WeightDraw {
  WeightDistribution distribution = WeightDistribution::normal;
  double scale = 1.0;  ///< the standard deviation, or how far from 0 a uniform number may lie

  /// A number from N(0, scale^2), or uniform in [-scale, scale).
  float draw(RandomStream& rng) const {
    const bool normal = distribution == WeightDistribution::normal;
    return static_cast<float>(normal ? scale * rng.normal() : rng.uniform(-scale, scale));
  }
};

}  // namespace moai
