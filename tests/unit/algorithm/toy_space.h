#pragma once
// A genome space and a problem small enough to follow by hand: real vectors in [0,1] with gaussian
// mutation, and objectives that are the variables themselves plus their neighbours' shadow.

#include <string>
#include <vector>

#include "algorithm/algorithm.h"
#include "support/text.h"

namespace moai::test {

class ToySpace final : public GenomeSpace {
 public:
  explicit ToySpace(std::size_t variables) : variables_(variables) {}

  std::vector<Genome> initial(std::size_t count, const RandomSource& source,
                              std::uint64_t generation, std::uint64_t first_index) const override {
    std::vector<Genome> genomes;
    for (std::size_t k = 0; k < count; ++k) {
      auto rng = source.stream(Purpose::initial_genome, generation, first_index + k);
      RealVector vector;
      for (std::size_t i = 0; i < variables_; ++i) vector.values.push_back(rng.uniform());
      genomes.push_back(std::move(vector));
    }
    return genomes;
  }
  Genome mutated(const Genome& parent, const VariationMoment&, RandomStream& rng) const override {
    RealVector child = std::get<RealVector>(parent);
    for (double& value : child.values) value += 0.05 * rng.normal();
    return child;
  }
  std::pair<Genome, Genome> crossed(const Genome& a, const Genome& b, const VariationMoment&,
                                    RandomStream&) const override {
    return {a, b};
  }
  bool same(const Genome& a, const Genome& b) const override { return a == b; }
  double distance(const Genome& a, const Genome& b) const override { return same(a, b) ? 0 : 1; }
  std::string defect(const Genome&) const override { return {}; }

 private:
  std::size_t variables_;
};

/// M objectives of a vector: minus the squared distance to M different corners, so no vector is the
/// best for all of them.
inline Evaluation evaluate(const std::vector<Child>& children, std::size_t objectives) {
  Evaluation evaluation;
  for (const Child& child : children) {
    const auto& x = std::get<RealVector>(child.genome).values;
    std::vector<double> row(objectives, 0.0);
    for (std::size_t m = 0; m < objectives; ++m)
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double corner = (m >> (i % 4) & 1) != 0 ? 0.7 : 0.3;
        row[m] -= (x[i] - corner) * (x[i] - corner);
      }
    evaluation.fitness.append_row(row);
  }
  return evaluation;
}

inline std::vector<std::string> objective_names(std::size_t objectives) {
  std::vector<std::string> names;
  for (std::size_t m = 0; m < objectives; ++m) names.push_back(concat("f", m));
  return names;
}

}  // namespace moai::test
