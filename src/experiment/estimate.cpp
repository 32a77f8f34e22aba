#include "experiment/estimate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "experiment/budget.h"

namespace moai {
namespace {

// Measured on trials of MOVE with 50 cells and five objectives on one core.
constexpr double process_bytes = 30e6;    // the program, before it computes
constexpr double libtorch_bytes = 140e6;
constexpr double copies_of_a_batch = 40;  // images and filtered images that are alive at once
constexpr double chunk_images = 128;      // a larger batch is evaluated in chunks
constexpr double genome_bytes = 4000;     // of an evolved network in memory
constexpr double file_bytes = 60e3;       // an empty trial file: the schema and its attributes
constexpr double event_share = 0.1;       // of the children that take a place, over a long run
constexpr double event_bytes = 20;        // compressed: a replacement and the birth behind it
constexpr double row_share = 0.3;         // of the history that compression leaves

/// Everyone's fitness, which hardly compresses.
double population_bytes(const RecordOptions& record, double generations, double row) {
  return record.fitness == 0 ? 0.0
                             : std::ceil(generations / static_cast<double>(record.fitness)) * row;
}

/// If no child stops early. Islands with options of their own count as the others.
std::int64_t most_gradient_steps(const TrialOptions& options) {
  const RefineOptions& refine = options.algorithm->refine;
  if (!refines(refine)) return 0;
  const std::int64_t generations = options.budget.generations;
  const double last = std::max<double>(1.0, static_cast<double>(generations) - 1.0);
  std::int64_t steps = 0;
  for (std::int64_t g = 0; g < generations; g += refine.every) {
    const auto generation = static_cast<std::uint64_t>(g);
    const std::int64_t each = descent_at(refine, generation, static_cast<double>(g) / last).steps;
    steps += each * options.islands.count *
             static_cast<std::int64_t>(options.algorithm->children(generation));
  }
  return steps;
}

}  // namespace

TrialEstimate estimate(const TrialOptions& options) {
  const auto objectives = static_cast<double>(options.problem->objective_names().size());
  const auto islands = static_cast<double>(options.islands.count);
  const auto population = islands * static_cast<double>(options.algorithm->children(0));
  const auto generations = static_cast<double>(options.budget.generations);
  const IndividualSize individual = options.problem->individual_size();
  const double picture = 3.0 * individual.pixels;
  const double distinct = individual.distinct * population;
  TrialEstimate result;
  result.evaluations = planned_evaluations(options);
  result.gradient_steps = most_gradient_steps(options);
  result.memory_bytes = process_bytes + (options.problem->needs_libtorch() ? libtorch_bytes : 0.0) +
                        std::min(population, chunk_images) * picture * 4.0 * copies_of_a_batch +
                        2.0 * population * (genome_bytes + 8.0 * objectives);
  const double events = event_share * static_cast<double>(result.evaluations) + population;
  const double rows = std::ceil(generations / static_cast<double>(options.record.history));
  result.disk_bytes =
      file_bytes + events * event_bytes +
      rows * islands * 8.0 * (2.0 * objectives + 8.0) * row_share +
      static_cast<double>(options.record.images) * picture +
      static_cast<double>(options.record.maps) * distinct * picture +
      population_bytes(options.record, generations, population * 8.0 * objectives) +
      distinct * individual.stored_bytes;
  return result;
}

std::string format_bytes(double bytes) {
  constexpr std::array units = {"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  for (; bytes >= 999.5 && unit + 1 < units.size(); ++unit) bytes /= 1000.0;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), bytes < 9.95 && unit > 0 ? "%.1f %s" : "%.0f %s", bytes,
                units[unit]);
  return text.data();
}

}  // namespace moai
