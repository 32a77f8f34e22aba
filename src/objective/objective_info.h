#pragma once
// What is recorded of an objective.

#include <string>

namespace moai {

struct ObjectiveInfo {
  std::string name;             ///< `ssim`; unique within a problem
  std::string note;             ///< unit, range and direction, in words
  bool differentiable = false;  ///< whether it takes part in gradient refinement
};

}  // namespace moai
