#include "experiment/condition_checks.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "experiment/writing_visitor.h"
#include "experiment/yaml_writer.h"
#include "island/island_options.h"
#include "media/image_file.h"
#include "media/sound_file.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

template <class Check>
void passes(const std::string& section, const ConditionChecks::Report& report, const Check& check) {
  try {
    check();
  } catch (const UserError& error) {
    report(located(section, error));
  }
}

std::string problem_yaml(TrialOptions options) {
  WritingVisitor writer;
  describe(writer, options.problem);
  return yaml_text(writer.take());
}

/// What to expect of a map before it is run. mask: (C,M), which objectives each cell votes with.
std::vector<std::string> notes_of_map(std::span<const std::uint8_t> mask, std::size_t objectives) {
  std::set<std::vector<bool>> subsets;
  std::size_t cells = 0, single = 0;
  for (std::size_t at = 0; at < mask.size(); at += objectives, ++cells) {
    const auto votes = mask.subspan(at, objectives);
    subsets.emplace(votes.begin(), votes.end());
    single += std::ranges::count(votes, 1) == 1 ? 1 : 0;
  }
  std::vector<std::string> notes;
  if (subsets.size() < cells)
    notes.push_back(concat("algorithm.cells: the ", cells, " cells have only ", subsets.size(),
                           subsets.size() == 1 ? " distinct subset" : " distinct subsets",
                           " of the ", objectives, objectives == 1 ? " objective" : " objectives",
                           "; cells with the same one choose their elites alike. Fewer cells, or "
                           "other functions_per_cell, make every cell another."));
  if (single > 0)
    notes.push_back(concat("algorithm.functions_per_cell: ", single, " of the ", cells,
                           " cells are judged by one objective alone; such a cell is a hillclimber "
                           "on it, and no vote decides there."));
  return notes;
}

}  // namespace

OptionProblem located(const std::string& section, const UserError& error) {
  const auto* option = dynamic_cast<const OptionError*>(&error);
  if (option == nullptr) return {section, error.what()};
  const std::string& key = option->key();
  const bool is_whole = key == section || key.starts_with(section + ".");
  return {is_whole ? key : concat(section, ".", key), option->reason()};
}

const ConditionChecks::ProblemCheck& ConditionChecks::check_problem(const TrialOptions& options) {
  const auto [known, is_new] = checked_.try_emplace(problem_yaml(options));
  ProblemCheck& result = known->second;
  if (!is_new) return result;
  ProblemContext readers;
  readers.read_image = [this](const std::string& path) {
    if (pictures_.count(path) > 0) return Image{};
    Picture picture = read_picture(path);
    pictures_.insert(path);
    if (std::string note = note_of(path, picture); !note.empty()) notes_.push_back(std::move(note));
    return std::move(picture.image);
  };
  readers.read_sound = [this](const std::string& path, std::int64_t rate) {
    const auto [known, is_new] = sounds_.try_emplace(path);
    if (is_new || known->second.rate != rate) known->second = read_sound(path, rate);
    return known->second;
  };
  passes(
      "problem", [&](const OptionProblem& problem) { result.problems.push_back(problem); },
      [&] {
        result.objectives = options.problem->objective_names();
        options.problem->check(readers);
      });
  return result;
}

void ConditionChecks::run(const TrialOptions& options, const Report& report) {
  passes("compute", report, [&] { check(options.compute); });
  passes("islands", report, [&] { check(options.islands, options.algorithm); });
  const ProblemCheck& problem = check_problem(options);
  for (const OptionProblem& found : problem.problems) report(found);
  if (problem.objectives.empty()) return;  // not known, so nothing can be told of the algorithm
  passes("algorithm", report, [&] {
    const Normalisation normalisation{std::vector(problem.objectives.size(), 0.0),
                                      std::vector(problem.objectives.size(), 1.0)};
    // Making an algorithm checks its options; it uses no genome before ask().
    const auto algorithm =
        options.algorithm->make({nullptr, problem.objectives, &normalisation, RandomSource{}});
    for (std::string& note : notes_of_map(algorithm->objective_mask(), problem.objectives.size()))
      if (std::ranges::find(notes_, note) == notes_.end()) notes_.push_back(std::move(note));
  });
  passes("algorithm.refine", report, [&] {
    if (refines(options.algorithm->refine))
      options.problem->check_refinement(options.algorithm->refine);
  });
}

}  // namespace moai
