#pragma once
// What a trial computes on: the `compute:` section. It says where, not what: results on one type of
// device agree whatever is written here.

#include <cstdint>
#include <string>

#include "support/options.h"

namespace moai {

struct ComputeOptions {
  std::string device = "auto";  ///< auto (a GPU where there is one), cpu, cuda, cuda:N
  std::int64_t threads = 1;     ///< of one rank; 0: the processors it may use, shared by the ranks

  bool operator==(const ComputeOptions&) const = default;
};

/// Visits the keys of `compute:`.
void describe(OptionVisitor& visitor, ComputeOptions& options);

/// Throws UserError where `device` is none of auto, cpu, cuda, cuda:N.
void check(const ComputeOptions& options);

}  // namespace moai
