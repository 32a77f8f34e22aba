#include "problem/problem.h"

#include "support/option_error.h"

namespace moai {

Refinement Problem::refined(const RefineRequest&) const {
  throw OptionError("algorithm.refine",
                    "this problem has no gradient (only objectives that are differentiable "
                    "have one). Set steps: 0.");
}

std::array<std::int64_t, 2> Problem::picture_size() const {
  constexpr std::int64_t side_without_target = 64;
  const auto picture = target();
  if (!picture) return {side_without_target, side_without_target};
  return {picture->height, picture->width};
}

}  // namespace moai
