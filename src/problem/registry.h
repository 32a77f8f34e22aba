#pragma once
// The table of problems. To add one: a folder with a problem and its description, a test, a line in
// registry.cpp, a paragraph in this folder's README.md.

#include <span>

#include "problem/problem_description.h"

namespace moai {

std::span<const ProblemKind> problems();

/// The options of one problem: the first, unless told otherwise.
class ProblemOptions final : public OneOf<ProblemDescription> {
 public:
  ProblemOptions() : OneOf(problems()) {}
};

/// Visits `problem:` with its `type`.
void describe(OptionVisitor& visitor, ProblemOptions& options);

}  // namespace moai
