#include "experiment/trial_options.h"

namespace moai {

void describe(OptionVisitor& visitor, TrialOptions& options) {
  describe(visitor, options.problem);
  describe(visitor, options.algorithm);
  visitor.group(
      "budget", [&](OptionVisitor& inner) { describe(inner, options.budget); },
      "when a trial ends: at whichever limit is met first");
  visitor.group(
      "islands", [&](OptionVisitor& inner) { describe(inner, options.islands); },
      "populations of a trial and what they exchange");
  visitor.group(
      "record", [&](OptionVisitor& inner) { describe(inner, options.record); },
      "how often and how much of a trial is recorded");
  visitor.group(
      "compute", [&](OptionVisitor& inner) { describe(inner, options.compute); },
      "what a trial computes on");
}

}  // namespace moai
