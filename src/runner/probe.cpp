#include "runner/probe.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

#include "experiment/condition_checks.h"
#include "runner/problem_cache.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t population = 50;  // random genomes
constexpr std::uint64_t rounds = 3;     // of mutation, each of the genomes of the one before
constexpr double patience = 60.0;       // seconds
constexpr std::size_t least = 3;        // genomes, however slow they are

std::vector<Genome> sample(const GenomeSpace& space, const RandomSource& random) {
  std::vector<Genome> genomes = space.initial(population, random, 0, 0);
  for (std::uint64_t round = 1; round <= rounds; ++round)
    for (std::size_t k = 0; k < population; ++k) {
      RandomStream rng = random.stream(Purpose::mutation, round, k);
      const Genome& parent = genomes[genomes.size() - population];
      genomes.push_back(space.mutated(parent, {IndividualId(0, round, k), 0.0}, rng));
    }
  return genomes;
}

struct Measured {
  Matrix fitness;        // of those that were evaluated
  double seconds = 0.0;  // of one genome of the last part
};

// In parts of 1, 2, 4 ...: the first starts what has to be started, the last is like a generation.
Measured measured(const Problem& problem, const std::vector<Genome>& genomes) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  Measured result;
  const auto begin = Clock::now();
  std::size_t part = 1;
  for (std::size_t first = 0; first < genomes.size(); first += part, part *= 2) {
    if (first >= least && seconds_since(begin) > patience) break;
    std::vector<const Genome*> pointers;
    for (std::size_t k = first; k < std::min(first + part, genomes.size()); ++k)
      pointers.push_back(&genomes[k]);
    const auto start = Clock::now();
    const Matrix fitness = problem.evaluate(pointers).fitness;
    result.seconds = seconds_since(start) / static_cast<double>(pointers.size());
    for (std::size_t row = 0; row < fitness.rows(); ++row)
      result.fitness.append_row(fitness.row(row));
  }
  return result;
}

struct Column {
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
  std::size_t nans = 0;
};

Column column(const Matrix& fitness, std::size_t objective) {
  Column result;
  for (std::size_t row = 0; row < fitness.rows(); ++row) {
    const double value = fitness(row, objective);
    if (std::isnan(value)) {
      ++result.nans;
      continue;
    }
    result.least = std::min(result.least, value);
    result.most = std::max(result.most, value);
  }
  return result;
}

// What the objectives of a problem are for genomes that trial 0 of a condition could meet, and how
// many seconds one takes.
double judge(const Experiment& experiment, const TrialTicket& ticket, const Problem& problem,
             ProbeReport& report) {
  const std::vector<Genome> genomes =
      sample(problem.genome_space(), random_source(experiment, ticket));
  const auto [fitness, seconds] = measured(problem, genomes);
  const std::size_t count = fitness.rows();
  report.genomes = report.genomes == 0 ? count : std::min(report.genomes, count);
  const Condition& condition = experiment.conditions[ticket.condition];
  const std::vector<std::string> keys = condition.options.problem->objective_keys();
  for (std::size_t m = 0; m < problem.objectives().size(); ++m) {
    const std::string& name = problem.objectives()[m].name;
    const std::string option = m < keys.size() ? keys[m] : "problem";
    const std::string where = concat("condition '", condition.name, "': objective '", name, "'");
    const Column values = column(fitness, m);
    if (values.nans > 0)
      report.findings.push_back(
          {ProbeFinding::Kind::not_a_number, ticket.condition, name, option,
           concat(where, " is not a number (NaN) for ", values.nans, " of ", count,
                  " random and mutated genomes (such a value loses every vote). Mend the "
                  "objective or leave it out.")});
    else if (values.least == values.most)
      report.findings.push_back(
          {ProbeFinding::Kind::constant, ticket.condition, name, option,
           concat(where, " is ", values.least, " for all of ", count,
                  " random and mutated genomes (it cannot tell one from another). Leave it out, "
                  "or check the target and the genome.")});
  }
  return seconds;
}

}  // namespace

ProbeReport probe(const Experiment& experiment, const std::string& device) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  ProbeReport report;
  report.evaluation_seconds.assign(experiment.conditions.size(), nan);
  ProblemCache cache(experiment, device);
  std::vector<std::shared_ptr<const Problem>> seen;  // holds them, so that the cache keeps them
  std::vector<double> seconds;                       // of each
  std::set<std::string> failures;                    // conditions may share theirs
  for (std::size_t condition = 0; condition < experiment.conditions.size(); ++condition) {
    const TrialTicket ticket{condition, 0};
    try {
      const auto problem = cache.get(ticket);
      const auto known = std::find(seen.begin(), seen.end(), problem);
      const auto place = static_cast<std::size_t>(known - seen.begin());
      if (known == seen.end()) {
        seen.push_back(problem);
        seconds.push_back(nan);
        seconds.back() = judge(experiment, ticket, *problem, report);
      }
      report.evaluation_seconds[condition] = seconds[place];
    } catch (const UserError& error) {
      const OptionProblem found = located("problem", error);
      if (failures.insert(error.what()).second)
        report.findings.push_back(
            {ProbeFinding::Kind::failed, condition, "", found.path, found.message});
    }
  }
  report.problems = seen.size();
  return report;
}

}  // namespace moai
