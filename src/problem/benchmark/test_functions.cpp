#include "problem/benchmark/test_functions.h"

#include <array>

#include "problem/benchmark/constrained.h"
#include "problem/benchmark/dtlz.h"
#include "problem/benchmark/multimodal.h"
#include "problem/benchmark/wfg.h"
#include "problem/benchmark/zdt.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

enum class Family { zdt, dtlz, wfg, omni_test, sym_part, mmf, spherical_mmf, constr };

struct Entry {
  Choice choice;
  Family family;
  int number = 0;
};

constexpr std::array entries{
    Entry{{"zdt1", "convex front"}, Family::zdt, 1},
    Entry{{"zdt2", "concave front"}, Family::zdt, 2},
    Entry{{"zdt3", "front in five pieces"}, Family::zdt, 3},
    Entry{{"zdt4", "many local fronts"}, Family::zdt, 4},
    Entry{{"zdt6", "uneven density, concave front"}, Family::zdt, 6},
    Entry{{"dtlz1", "linear front, many local fronts"}, Family::dtlz, 1},
    Entry{{"dtlz2", "spherical front; see correlation"}, Family::dtlz, 2},
    Entry{{"dtlz3", "spherical front, many local fronts"}, Family::dtlz, 3},
    Entry{{"dtlz4", "spherical front, uneven density"}, Family::dtlz, 4},
    Entry{{"dtlz5", "the front is a curve"}, Family::dtlz, 5},
    Entry{{"dtlz6", "the front is a curve, hard to reach"}, Family::dtlz, 6},
    Entry{{"dtlz7", "front in 2^(M-1) pieces"}, Family::dtlz, 7},
    Entry{{"wfg1", "flat and polynomial bias, mixed front"}, Family::wfg, 1},
    Entry{{"wfg2", "front in pieces, dependent variables"}, Family::wfg, 2},
    Entry{{"wfg3", "the front is a line, dependent variables"}, Family::wfg, 3},
    Entry{{"wfg4", "multimodal, concave front"}, Family::wfg, 4},
    Entry{{"wfg5", "deceptive, concave front"}, Family::wfg, 5},
    Entry{{"wfg6", "dependent variables, concave front"}, Family::wfg, 6},
    Entry{{"wfg7", "bias of the position, concave front"}, Family::wfg, 7},
    Entry{{"wfg8", "bias of the distance, concave front"}, Family::wfg, 8},
    Entry{{"wfg9", "deceptive, multimodal and biased, concave front"}, Family::wfg, 9},
    Entry{{"omni_test", "3^n Pareto-optimal segments with one image"}, Family::omni_test},
    Entry{{"sym_part", "9 Pareto-optimal segments with one image"}, Family::sym_part, 0},
    Entry{{"sym_part_rotated", "the same, turned by 45 degrees"}, Family::sym_part, 1},
    Entry{{"mmf1", "2 Pareto-optimal curves, convex front"}, Family::mmf},
    Entry{{"mmf1_z", "2 curves of different frequency"}, Family::mmf},
    Entry{{"mmf1_e", "2 curves of different amplitude"}, Family::mmf},
    Entry{{"mmf2", "2 curves in rippled valleys"}, Family::mmf},
    Entry{{"mmf3", "2 overlapping curves in rippled valleys"}, Family::mmf},
    Entry{{"mmf4", "4 curves, concave front"}, Family::mmf},
    Entry{{"mmf5", "4 curves, convex front"}, Family::mmf},
    Entry{{"mmf6", "4 overlapping curves, convex front"}, Family::mmf},
    Entry{{"mmf7", "2 modulated curves, convex front"}, Family::mmf},
    Entry{{"mmf8", "4 curves, circular front"}, Family::mmf},
    Entry{{"mmf9", "2 straight lines, hyperbolic front"}, Family::mmf},
    Entry{{"mmf10", "a narrow global and a wide local valley"}, Family::mmf},
    Entry{{"mmf11", "a global and a local straight line"}, Family::mmf},
    Entry{{"mmf12", "a global and a local line, front in pieces"}, Family::mmf},
    Entry{{"mmf14", "2 Pareto-optimal planes, spherical front"}, Family::spherical_mmf},
    Entry{{"mmf14_a", "2 curved surfaces, spherical front"}, Family::spherical_mmf},
    Entry{{"mmf15", "a global and a local plane, spherical front"}, Family::spherical_mmf},
    Entry{{"constr", "constrained; part of the front lies on a constraint"}, Family::constr},
};

const Entry& entry_of(const BenchmarkOptions& options) {
  return entries.at(options.function);
}

bool free_objectives(Family family) {
  return family == Family::dtlz || family == Family::wfg || family == Family::spherical_mmf;
}

struct Variables {
  std::size_t standard;
  std::size_t minimum;
  bool fixed = false;
  bool even = false;  // above the minimum by an even number only
};

Variables variables_of(const Entry& entry, std::size_t objectives) {
  switch (entry.family) {
    case Family::zdt:
      return {entry.number <= 3 ? 30u : 10u, 2};
    case Family::dtlz: {
      const std::size_t distances = entry.number == 1 ? 5 : entry.number == 7 ? 20 : 10;
      return {objectives - 1 + distances, objectives};
    }
    case Family::wfg: {
      const std::size_t positions = wfg_positions(objectives);
      const bool pairs = entry.number == 2 || entry.number == 3;
      return {positions + 20, positions + (pairs ? 2 : 1), false, pairs};
    }
    case Family::omni_test:
      return {5, 2};
    case Family::spherical_mmf:
      return {objectives, objectives, true};
    default:
      return {2, 2, true};
  }
}

std::size_t checked_variables(const BenchmarkOptions& options, std::size_t objectives) {
  const Entry& entry = entry_of(options);
  const Variables rule = variables_of(entry, objectives);
  if (options.variables == BenchmarkOptions::standard) return rule.standard;
  const auto wanted = static_cast<std::size_t>(options.variables);
  if (rule.fixed && wanted != rule.standard)
    throw OptionError("problem.variables", concat(wanted, " (", entry.choice.name, " has ",
                                                  rule.standard, "). Leave the key out."));
  if (wanted < rule.minimum)
    throw OptionError(
        "problem.variables",
        concat(wanted, " (", entry.choice.name, " with ", objectives, " objectives needs at least ",
               rule.minimum, "). Take more, or `standard`: ", rule.standard, "."));
  if (rule.even && (wanted - rule.minimum) % 2 != 0)
    throw OptionError("problem.variables",
                      concat(wanted, " (", entry.choice.name,
                             " takes its distance variables in pairs). Take ", wanted + 1, "."));
  return wanted;
}

}  // namespace

std::span<const Choice> test_function_choices() {
  static constexpr auto choices = [] {
    std::array<Choice, entries.size()> all{};
    for (std::size_t i = 0; i < entries.size(); ++i) all[i] = entries[i].choice;
    return all;
  }();
  return choices;
}

std::size_t objectives_of(const BenchmarkOptions& options) {
  const Entry& entry = entry_of(options);
  const bool free = free_objectives(entry.family);
  if (options.objectives == BenchmarkOptions::standard) return free ? 3 : 2;
  if (!free && options.objectives != 2)
    throw OptionError("problem.objectives",
                      concat(options.objectives, " (", entry.choice.name,
                             " has 2). Leave the key out, or take a function of the DTLZ or WFG "
                             "family."));
  return static_cast<std::size_t>(options.objectives);
}

TestFunction make_test_function(const BenchmarkOptions& options) {
  const Entry& entry = entry_of(options);
  const std::size_t objectives = objectives_of(options);
  const std::size_t variables = checked_variables(options, objectives);
  const bool is_dtlz2 = entry.family == Family::dtlz && entry.number == 2;
  if (options.correlation != 0.0 && !is_dtlz2)
    throw OptionError("problem.correlation", concat(options.correlation, " (", entry.choice.name,
                                                    " has no such form). Take `function: dtlz2`."));
  switch (entry.family) {
    case Family::zdt:
      return make_zdt(entry.number, variables);
    case Family::dtlz:
      return is_dtlz2 ? make_correlated_dtlz2(variables, objectives, options.correlation)
                      : make_dtlz(entry.number, variables, objectives);
    case Family::wfg:
      return make_wfg(entry.number, variables, objectives);
    case Family::omni_test:
      return make_omni_test(variables);
    case Family::sym_part:
      return make_sym_part(entry.number == 1);
    case Family::mmf:
      return make_mmf(entry.choice.name);
    case Family::spherical_mmf:
      return make_spherical_mmf(entry.choice.name, objectives);
    case Family::constr:
      break;
  }
  return make_constr();
}

}  // namespace moai
