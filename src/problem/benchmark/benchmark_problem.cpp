#include "problem/benchmark/benchmark_problem.h"

#include <algorithm>
#include <stdexcept>
#include <thread>

#include "genome/real_vector/real_vector_space.h"
#include "problem/benchmark/test_functions.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

// Points that the extremes of a front are taken from where they are not given.
constexpr std::size_t extreme_points = 2000;

Matrix negated(Matrix matrix) {
  for (double& value : matrix.values()) value = -value;
  return matrix;
}

// The best and worst values on the front, as fitness. Where the front has no extent in an
// objective, one unit of it counts as the range.
Normalisation front_range(const TestFunction& function) {
  std::vector<double> ideal = function.ideal, nadir = function.nadir;
  if (ideal.empty()) {
    const Matrix front = function.front(extreme_points);
    ideal.assign(front.row(0).begin(), front.row(0).end());
    nadir = ideal;
    for (std::size_t row = 0; row < front.rows(); ++row)
      for (std::size_t m = 0; m < function.objectives; ++m) {
        ideal[m] = std::min(ideal[m], front(row, m));
        nadir[m] = std::max(nadir[m], front(row, m));
      }
  }
  Normalisation range;
  for (std::size_t m = 0; m < function.objectives; ++m) {
    const bool flat = nadir[m] - ideal[m] < 1e-12;
    range.minimum.push_back(flat ? -ideal[m] - 1.0 : -nadir[m]);
    range.maximum.push_back(-ideal[m]);
  }
  return range;
}

std::vector<double> reference_point(const TestFunction& function, const Normalisation& range) {
  std::vector<double> point;
  for (std::size_t m = 0; m < function.objectives; ++m)
    point.push_back(function.reference.empty()
                        ? range.minimum[m] - 0.1 * (range.maximum[m] - range.minimum[m])
                        : -function.reference[m]);
  return point;
}

}  // namespace

std::vector<std::string> objective_names(const BenchmarkOptions& options) {
  std::vector<std::string> names;
  for (std::size_t m = 1; m <= objectives_of(options); ++m) names.push_back(concat("f", m));
  return names;
}

std::unique_ptr<GenomeSpace> make_space(const BenchmarkOptions& options) {
  const TestFunction function = make_test_function(options);
  return std::make_unique<RealVectorSpace>(
      std::vector{RealVectorBlock{function.lower, function.upper, options.genome}});
}

BenchmarkProblem::BenchmarkProblem(const BenchmarkOptions& options, bool wants_descriptors)
    : function_(make_test_function(options)),
      wants_descriptors_(wants_descriptors),
      wait_(options.wait) {
  for (std::size_t m = 0; m < function_.objectives; ++m)
    objectives_.push_back(
        {concat("f", m + 1), concat(function_.name, ", minimised there: the sign is changed (",
                                    function_.source, ")")});
  space_ = make_space(options);
  normalisation_ = front_range(function_);

  const auto points = static_cast<std::size_t>(options.front_points);
  known_front_.front = negated(function_.front(points));
  known_front_.reference = reference_point(function_, normalisation_);
  known_front_.indicators = options.indicators;
  if (function_.set) {
    ParetoSet set = function_.set(points);
    known_front_.pareto_set = std::move(set.points);
    known_front_.piece = std::move(set.piece);
    known_front_.curves = set.curves;
  }
  for (const std::string& indicator : options.indicators)
    if (!function_.set && (indicator == "igdx" || indicator == "covered"))
      throw OptionError("problem.indicators",
                        concat("'", indicator, "' (the Pareto set of ", function_.name,
                               " with these variables is not known in closed "
                               "form). Leave it out."));
}

Evaluation BenchmarkProblem::evaluate(std::span<const Genome* const> genomes) const {
  const std::size_t count = genomes.size();
  if (wait_.count() > 0.0) std::this_thread::sleep_for(wait_ * static_cast<double>(count));
  Evaluation evaluation;
  evaluation.fitness = Matrix(count, function_.objectives);
  if (function_.violation) evaluation.violation.resize(count);
  if (wants_descriptors_) evaluation.descriptors = Matrix(count, function_.variables());
  for (std::size_t k = 0; k < count; ++k) {
    const std::vector<double>& x = std::get<RealVector>(*genomes[k]).values;
    if (x.size() != function_.variables())
      throw std::logic_error("BenchmarkProblem: a genome of another length");
    const auto fitness = evaluation.fitness.row(k);
    function_.evaluate(x, fitness);
    for (double& value : fitness) value = 0.0 - value;  // no negative zeros
    if (function_.violation) evaluation.violation[k] = function_.violation(x);
    if (wants_descriptors_) std::copy(x.begin(), x.end(), evaluation.descriptors.row(k).begin());
  }
  return evaluation;
}

}  // namespace moai
