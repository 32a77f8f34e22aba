#include "runner/folder_plan.h"

#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {

Growth growth_in(const std::string& out, const std::string& yaml, const Experiment& experiment) {
  Growth growth = growth_between(read_experiment(yaml), experiment);
  if (growth.conflicts.empty()) return growth;
  std::string differences;
  for (const std::string& conflict : growth.conflicts) differences += conflict;
  throw UserError(concat("the output folder '", out,
                         "' belongs to a different experiment (- this one, + the folder's):\n",
                         differences,
                         "Its trials would be others. Choose another --out, run the folder's own '",
                         yaml, "', or add conditions and trials instead of changing them."));
}

void require_nothing_left_aside(const std::string& out, const Growth& growth) {
  if (growth.shrinks())
    throw UserError(concat("the output folder '", out, "' has more than this experiment (",
                           left_aside_words(growth),
                           "). Keep them in the file, or give --leave-aside to `moai run` to go on "
                           "without them; nothing is deleted."));
}

void accept_growth(const std::string& out, const std::string& yaml, const Experiment& experiment,
                   bool leave_aside) {
  const Growth growth = growth_in(out, yaml, experiment);
  if (!leave_aside) require_nothing_left_aside(out, growth);
  if (growth.shrinks()) log_info(concat("left aside: ", left_aside_words(growth)));
  if (growth.grows()) log_info(concat("the folder grows by ", grown_words(growth)));
}

}  // namespace moai
