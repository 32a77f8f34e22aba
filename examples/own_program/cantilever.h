#pragma once
// A problem: the cantilever of K. Deb, Multi-Objective Optimization using Evolutionary Algorithms,
// Wiley 2001, section 1.1. A round beam of steel, fixed at one end, carries a load at the other. It
// should be light and bend little, neither break nor bend by more than 5 mm. Short is always good;
// how thick it is decides between the two.

#include <cmath>
#include <memory>
#include <numbers>

#include "genome/real_vector/real_vector_space.h"
#include "problem/problem.h"

class Cantilever final : public moai::Problem {
 public:
  const std::vector<moai::ObjectiveInfo>& objectives() const override { return objectives_; }
  const moai::GenomeSpace& genome_space() const override { return space_; }
  const moai::Normalisation& normalisation() const override { return normalisation_; }

  /// Larger is better inside moai, so what is to be small changes its sign.
  moai::Evaluation evaluate(std::span<const moai::Genome* const> genomes) const override {
    constexpr double load = 1000.0, density = 7.8e-6, young = 207e3;  // N, kg/mm3, N/mm2
    constexpr double strength = 300.0, most_deflection = 5.0;         // N/mm2, mm
    constexpr double pi = std::numbers::pi;
    moai::Evaluation result;
    result.fitness = moai::Matrix(genomes.size(), 2);
    result.violation.resize(genomes.size());
    for (std::size_t k = 0; k < genomes.size(); ++k) {
      const auto& x = std::get<moai::RealVector>(*genomes[k]).values;
      const double diameter = x[0], length = x[1];  // mm
      const double weight = density * pi / 4.0 * diameter * diameter * length;
      const double deflection =
          64.0 * load * std::pow(length, 3) / (3.0 * young * pi * std::pow(diameter, 4));
      const double stress = 32.0 * load * length / (pi * std::pow(diameter, 3));
      result.fitness(k, 0) = -weight;
      result.fitness(k, 1) = -deflection;
      result.violation[k] = std::max(0.0, stress / strength - 1.0) +
                            std::max(0.0, deflection / most_deflection - 1.0);
    }
    return result;
  }

  std::optional<std::vector<moai::Image>> images(std::span<const moai::Genome* const>, std::int64_t,
                                                 std::int64_t) const override {
    return std::nullopt;  // there is nothing to see
  }
  std::optional<moai::Image> target() const override { return std::nullopt; }

 private:
  std::vector<moai::ObjectiveInfo> objectives_{{"weight", "kg, minimised: the sign is changed"},
                                               {"deflection", "mm, minimised likewise"}};
  moai::RealVectorSpace space_{{{.lower = {10.0, 200.0}, .upper = {50.0, 1000.0}}}};
  /// Scores are taken over the range of the front, as the book gives it.
  moai::Normalisation normalisation_{{-3.06, -2.04}, {-0.44, -0.04}};
};
