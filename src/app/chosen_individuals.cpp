#include "app/chosen_individuals.h"

#include <algorithm>
#include <functional>
#include <iostream>
#include <set>

#include "algorithm/pareto/dominance.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using boost::program_options::value;

std::vector<ChosenIndividual> by_id(const TrialView& view, std::uint64_t number) {
  const IndividualId id(number);
  if (const auto found = view.find(id)) return {{concat("individual-", number), *found}};
  const bool known = !view.lineage(id).empty();
  throw UserError(
      concat("--id: ", number,
             known ? " has no genome in this file (it lived and was replaced; genomes are kept of "
                     "those who hold a place "
                   : " is not in this file (its trial has ",
             known ? concat(view.source.finished ? "at the end" : "in the last segment", ").")
                   : concat(view.individuals.size(), " individuals with genomes)."),
             " 'moai lineage FILE' lists ancestors and who has a genome."));
}

std::vector<ChosenIndividual> by_place(const CommandLine& line, const TrialView& view,
                                       const char* option, std::int32_t HeldPlace::*number) {
  const std::int32_t wanted = line.get<std::int32_t>(option);
  std::vector<ChosenIndividual> chosen;
  std::set<std::pair<std::uint32_t, std::size_t>> seen;
  bool any = false;
  for (const HeldPlace& place : view.places) {
    any |= place.*number >= 0;
    if (place.*number != wanted || wanted < 0) continue;
    if (line.has("island") && place.island != line.get<std::uint32_t>("island")) continue;
    if (!seen.emplace(place.island, place.individual).second) continue;
    chosen.push_back({concat("island", place.island, "-", option, wanted, "-",
                             view.individuals[place.individual]->id.value()),
                      place.individual});
  }
  if (chosen.empty())
    throw UserError(concat("--", option, ": nobody holds ", option, " ", wanted, " here (",
                           any ? "there is no such place, or it is empty"
                               : concat("this trial's file has no ", option, "s"),
                           "). 'h5dump -d /final/", option, " FILE' shows which there are."));
  return chosen;
}

std::vector<ChosenIndividual> everyone(const CommandLine& line, const TrialView& view) {
  std::vector<ChosenIndividual> chosen;
  std::set<IndividualId> seen;
  for (const HeldPlace& place : view.places) {
    if (line.has("island") && place.island != line.get<std::uint32_t>("island")) continue;
    const IndividualId id = view.individuals[place.individual]->id;
    if (seen.insert(id).second)
      chosen.push_back({concat("individual-", id.value()), place.individual});
  }
  if (chosen.empty())
    throw UserError("--elites: nobody lives there. Choose another --island, or leave it out.");
  return chosen;
}

// Evenly by their order in the first objective, both ends included, the best first.
std::vector<ChosenIndividual> along_the_front(const CommandLine& line, const TrialView& view) {
  std::vector<std::size_t> front;
  for (const ChosenIndividual& one : everyone(line, view)) {
    const auto& fitness = view.individuals[one.individual]->fitness;
    if (std::ranges::none_of(view.individuals,
                             [&](const auto& other) { return dominates(other->fitness, fitness); }))
      front.push_back(one.individual);
  }
  const auto first = [&](std::size_t k) { return view.individuals[k]->fitness.at(0); };
  std::ranges::stable_sort(front, std::ranges::greater(), first);
  const std::size_t wanted = line.get<std::size_t>("front");
  const std::size_t count = std::min(wanted, front.size());
  std::vector<ChosenIndividual> chosen;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t k = count > 1 ? i * (front.size() - 1) / (count - 1) : 0;
    chosen.push_back({concat("front", i, "-", view.individuals[front[k]]->id.value()), front[k]});
  }
  if (chosen.empty())
    throw UserError("--front: nobody was asked for, or lives there. Ask for 1 or more.");
  return chosen;
}

std::vector<ChosenIndividual> line_of_descent(const TrialView& view) {
  const auto lineage = view.lineage(view.individuals[view.champion]->id);
  std::vector<ChosenIndividual> chosen;
  for (const Ancestor& ancestor : lineage)
    if (const auto found = view.find(ancestor.id))
      chosen.push_back({concat("generation-", ancestor.generation), *found});
  if (chosen.size() < 2)
    throw UserError(concat(
        "--lineage: of the champion's ", lineage.empty() ? 0 : lineage.size() - 1,
        " ancestors none has a genome in this file (genomes are kept of those who hold a place). "
        "The group /snapshots has pictures of the best over the run: record.images says how "
        "many."));
  std::cout << chosen.size() << " of " << lineage.size()
            << " in the champion's line have a genome in this file\n";
  return chosen;
}

}  // namespace

void add_choice_options(CommandLine& line) {
  line.add("id", value<std::uint64_t>(), "the individual with this id");
  line.add("cell", value<std::int32_t>(), "who holds this cell");
  line.add("rank", value<std::int32_t>(), "everyone of this non-domination rank; 0: the front");
  line.add("front", value<std::size_t>(),
           "so many of those whom no other dominates, evenly by their first objective");
  line.add("island", value<std::uint32_t>(),
           "with --cell, --rank, --front, --elites: on this island only");
  line.add_flag("elites", "everyone who holds a place, once each");
  line.add_flag("lineage", "the champion and those of its ancestors who have a genome in the file");
}

std::vector<ChosenIndividual> chosen_individuals(const CommandLine& line, const TrialView& view) {
  std::vector<std::string> given;
  for (const char* option : {"id", "cell", "rank", "front", "elites", "lineage"})
    if (line.has(option)) given.push_back(concat("--", option));
  if (given.size() > 1)
    throw UserError(
        concat(join(given, " and "), " choose different individuals. Give one of them."));
  if (line.has("id")) return by_id(view, line.get<std::uint64_t>("id"));
  if (line.has("cell")) return by_place(line, view, "cell", &HeldPlace::cell);
  if (line.has("rank")) return by_place(line, view, "rank", &HeldPlace::rank);
  if (line.has("front")) return along_the_front(line, view);
  if (line.has("elites")) return everyone(line, view);
  if (line.has("lineage")) return line_of_descent(view);
  return {{"champion", view.champion}};
}

}  // namespace moai
