#include "genome/registry.h"

#include <array>
#include <vector>

namespace moai {

namespace {

constexpr std::array<GenomeEntry, 2> table = {{
    {"cppn", "a network of simple functions of x and y that evolves its structure",
     [](OptionVisitor& v, GenomeOptions& o) { describe(v, o.cppn); }},
    {"real_vector", "real variables in blocks, each between bounds",
     [](OptionVisitor& v, GenomeOptions& o) { describe(v, o.real_vector); }},
}};

}  // namespace

std::span<const GenomeEntry> genomes() {
  return table;
}

void describe(OptionVisitor& visitor, GenomeOptions& options) {
  std::vector<Alternative> alternatives;
  for (const GenomeEntry& entry : table)
    alternatives.push_back(
        {entry.name, entry.help, [&](OptionVisitor& v) { entry.describe(v, options); }});
  visitor.alternatives("genome", options.type, alternatives, "how an individual is represented");
}

}  // namespace moai
