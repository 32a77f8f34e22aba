#include "genome/genome_key.h"

#include <cmath>

namespace moai {
namespace {

// A sum whose weights differ from place to place, so that permuted genomes rarely collide.
class WeightedSum {
 public:
  void add(double value) {
    weight_ += 0.6180339887498949;
    if (weight_ >= 1.0) weight_ -= 1.0;
    if (!std::isnan(value)) sum_ += (0.5 + weight_) * value;
  }
  double value() const { return sum_; }

 private:
  double weight_ = 0.0;
  double sum_ = 0.0;
};

double key_of(const RealVector& vector) {
  WeightedSum sum;
  for (const double value : vector.values) sum.add(value);
  return sum.value();
}

double key_of(const CppnGenome& network) {
  WeightedSum sum;
  for (const CppnConnection& connection : network.connections)
    sum.add(connection.enabled ? connection.weight : 1.5 * connection.weight);
  for (const CppnNode& node : network.nodes)
    sum.add(node.bias + 0.01 * static_cast<double>(node.activation));
  return sum.value();
}

}  // namespace

double genome_key(const Genome& genome) {
  return std::visit([](const auto& value) { return key_of(value); }, genome);
}

double genome_key_tolerance(double key) {
  return 1e-13 * (1.0 + std::abs(key));
}

}  // namespace moai
