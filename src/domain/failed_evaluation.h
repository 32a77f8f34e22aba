#pragma once
// A genome that could not be evaluated, whosever fault it was.

#include <cstddef>
#include <cstdint>
#include <string>

namespace moai {

struct FailedEvaluation {
  std::size_t row = 0;         ///< of the batch
  std::string reason;          ///< in words
  std::string standard_error;  ///< the end of what the user's program wrote there
  std::uint32_t attempts = 1;
};

}  // namespace moai
