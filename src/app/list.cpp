// moai list: what there is to choose from.

#include "app/list.h"

#include <algorithm>
#include <iostream>

#include "algorithm/registry.h"
#include "app/command_line.h"
#include "app/json_output.h"
#include "genome/registry.h"
#include "island/topology.h"
#include "objective/registry.h"
#include "problem/registry.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using Named = std::pair<std::string_view, std::string_view>;  // name, help

template <class Entry>
std::vector<Named> named(std::span<const Entry> entries) {
  std::vector<Named> result;
  for (const Entry& entry : entries) result.emplace_back(entry.name, entry.help);
  return result;
}

struct ListedKind {
  std::string_view name;
  std::vector<Named> (*entries)();
};

constexpr ListedKind kinds[] = {
    {"algorithms", [] { return named(algorithms()); }},
    {"problems", [] { return named(problems()); }},
    {"objectives", [] { return named(objectives()); }},
    {"genomes", [] { return named(genomes()); }},
    {"topologies", [] { return named(topologies()); }},
};

void print(const std::vector<Named>& entries) {
  std::size_t width = 0;
  for (const auto& [name, help] : entries) width = std::max(width, name.size());
  for (const auto& [name, help] : entries)
    std::cout << "  " << name << std::string(width + 2 - name.size(), ' ') << help << "\n";
}

void print_as_json(const std::vector<ListedKind>& chosen) {
  nlohmann::ordered_json lists = nlohmann::ordered_json::object();
  for (const ListedKind& kind : chosen)
    for (const auto& [name, help] : kind.entries())
      lists[kind.name].push_back({{"name", name}, {"help", help}});
  print_json(lists);
}

}  // namespace

std::vector<std::string> kinds_to_list() {
  std::vector<std::string> names;
  for (const ListedKind& kind : kinds) names.emplace_back(kind.name);
  return names;
}

int list_command(Arguments arguments) {
  CommandLine line("list", concat("[", join(kinds_to_list(), " | "), "]"),
                   "Lists what an experiment can be made of; without a word, everything.");
  line.add_flag("json", "as JSON: for each kind a list of names with their meaning");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& words = line.words(0, 1);
  std::vector<ListedKind> chosen;
  for (const ListedKind& kind : kinds)
    if (words.empty() || words[0] == kind.name) chosen.push_back(kind);
  if (chosen.empty())
    throw UserError(
        concat("moai list: there are no '", words[0], "'.", suggestion(words[0], kinds_to_list())));
  if (line.has("json")) {
    print_as_json(chosen);
    return static_cast<int>(ExitCode::success);
  }
  for (const ListedKind& kind : chosen) {
    if (words.empty()) std::cout << kind.name << "\n";
    print(kind.entries());
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
