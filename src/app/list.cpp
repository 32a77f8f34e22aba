// moai list: what there is to choose from.

#include <algorithm>
#include <iostream>

#include "algorithm/registry.h"
#include "app/command_line.h"
#include "genome/registry.h"
#include "island/topology.h"
#include "objective/registry.h"
#include "problem/registry.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

template <class Entry>
void print(std::span<const Entry> entries) {
  std::size_t width = 0;
  for (const Entry& entry : entries) width = std::max(width, entry.name.size());
  for (const Entry& entry : entries)
    std::cout << "  " << entry.name << std::string(width + 2 - entry.name.size(), ' ') << entry.help
              << "\n";
}

struct Kind {
  std::string_view name;
  void (*print)();
};

constexpr Kind kinds[] = {
    {"algorithms", [] { print(algorithms()); }}, {"problems", [] { print(problems()); }},
    {"objectives", [] { print(objectives()); }}, {"genomes", [] { print(genomes()); }},
    {"topologies", [] { print(topologies()); }},
};

}  // namespace

int list_command(Arguments arguments) {
  CommandLine line("list", "[algorithms | problems | objectives | genomes | topologies]",
                   "Lists what an experiment can be made of; without a word, everything.");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& words = line.words(0, 1);
  std::vector<std::string> names;
  bool found = false;
  for (const Kind& kind : kinds) {
    names.emplace_back(kind.name);
    if (!words.empty() && words[0] != kind.name) continue;
    if (words.empty()) std::cout << kind.name << "\n";
    kind.print();
    found = true;
  }
  if (!found)
    throw UserError(
        concat("moai list: there are no '", words[0], "'.", suggestion(words[0], names)));
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
