#include "runner/probe.h"

#include <algorithm>
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

// What the objectives of a problem are for genomes that trial 0 of a condition could meet.
void judge(const Experiment& experiment, const TrialTicket& ticket, const Problem& problem,
           ProbeReport& report) {
  const std::vector<Genome> genomes =
      sample(problem.genome_space(), random_source(experiment, ticket));
  std::vector<const Genome*> pointers;
  for (const Genome& genome : genomes) pointers.push_back(&genome);
  const Matrix fitness = problem.evaluate(pointers).fitness;
  report.genomes = genomes.size();
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
           concat(where, " is not a number (NaN) for ", values.nans, " of ", genomes.size(),
                  " random and mutated genomes (such a value loses every vote). Mend the "
                  "objective or leave it out.")});
    else if (values.least == values.most)
      report.findings.push_back(
          {ProbeFinding::Kind::constant, ticket.condition, name, option,
           concat(where, " is ", values.least, " for all of ", genomes.size(),
                  " random and mutated genomes (it cannot tell one from another). Leave it out, "
                  "or check the target and the genome.")});
  }
}

}  // namespace

ProbeReport probe(const Experiment& experiment, const std::string& device) {
  ProbeReport report;
  ProblemCache cache(experiment, device);
  std::vector<std::shared_ptr<const Problem>> seen;  // holds them, so that the cache keeps them
  std::set<std::string> failures;                    // conditions may share theirs
  for (std::size_t condition = 0; condition < experiment.conditions.size(); ++condition) {
    const TrialTicket ticket{condition, 0};
    try {
      const auto problem = cache.get(ticket);
      if (std::find(seen.begin(), seen.end(), problem) != seen.end()) continue;
      seen.push_back(problem);
      judge(experiment, ticket, *problem, report);
    } catch (const UserError& error) {
      const OptionProblem found = located("problem", error.what());
      if (failures.insert(error.what()).second)
        report.findings.push_back(
            {ProbeFinding::Kind::failed, condition, "", found.path, found.message});
    }
  }
  report.problems = seen.size();
  return report;
}

}  // namespace moai
