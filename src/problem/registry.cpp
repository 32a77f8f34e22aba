#include "problem/registry.h"

#include <array>

#include "problem/image_match/image_match.h"
#include "support/error.h"

namespace moai {

namespace {

std::unique_ptr<Problem> make_image_match(const ProblemOptions& options,
                                          const ProblemContext& context) {
  const std::string& target = options.image_match.target;
  if (target.empty())
    throw UserError(
        "problem.target: not given (there is nothing to match) name a PNG or JPEG file");
  return std::make_unique<ImageMatch>(options.image_match, context, context.read_image(target));
}

constexpr std::array<ProblemEntry, 1> table = {{
    {"image_match", "pictures that come close to a target picture in the eyes of many objectives",
     [](OptionVisitor& v, ProblemOptions& o) { describe(v, o.image_match); },
     [](const ProblemOptions& o) { return objective_names(o.image_match.objectives); },
     make_image_match},
}};

}  // namespace

std::span<const ProblemEntry> problems() {
  return table;
}

void describe(OptionVisitor& visitor, ProblemOptions& options) {
  std::vector<Alternative> alternatives;
  for (const ProblemEntry& entry : table)
    alternatives.push_back({entry.name, entry.help,
                            [&entry, &options](OptionVisitor& v) { entry.describe(v, options); }});
  visitor.alternatives("problem", options.type, alternatives, "what is to be solved");
}

std::unique_ptr<Problem> make_problem(const ProblemOptions& options,
                                      const ProblemContext& context) {
  return table.at(options.type).make(options, context);
}

}  // namespace moai
