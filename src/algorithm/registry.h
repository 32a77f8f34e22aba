#pragma once
// The table of algorithms. To add one: a folder with an algorithm and its description, a test, a
// line in registry.cpp, a paragraph in this folder's README.md.

#include <span>

#include "algorithm/algorithm_description.h"

namespace moai {

std::span<const AlgorithmKind> algorithms();

/// The options of one algorithm: the first, unless told otherwise.
class AlgorithmOptions final : public OneOf<AlgorithmDescription> {
 public:
  AlgorithmOptions() : OneOf(algorithms()) {}
};

/// Visits `algorithm:` with its `type`.
void describe(OptionVisitor& visitor, AlgorithmOptions& options);

}  // namespace moai
