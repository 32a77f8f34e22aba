#include "experiment/budget_options.h"

#include <array>

namespace moai {

void describe(OptionVisitor& visitor, BudgetOptions& options) {
  static constexpr std::array<NamedInteger, 1> automatic = {
      NamedInteger{"auto", 0, "as many as `evaluations` pays for; 1000 where that is not given"}};
  static constexpr std::array<NamedInteger, 1> unlimited = {
      NamedInteger{"unlimited", 0, "no limit"}};
  visitor.integer_or_word("generations", options.generations, {1, 100'000'000}, automatic,
                          "generations of a trial; schedules run over this number");
  visitor.integer_or_word("evaluations", options.evaluations, {1, 1'000'000'000'000'000}, unlimited,
                          "a trial ends with the generation that reaches so many evaluations");
  visitor.duration("wall_time", options.wall_time,
                   "a trial ends with the generation that reaches so much run time; 0: no limit. "
                   "What such a trial finds depends on the machine");
  visitor.real("target_score", options.target_score, {0.0, 1e6},
               "a trial ends once its champion's score is as high; 0: no limit");
}

}  // namespace moai
