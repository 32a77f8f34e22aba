#pragma once
// The table of representations. To add one: a folder with its value, options, space and
// description, a line in registry.cpp, a paragraph in this folder's README.md, and a member of the
// variant Genome. Spaces are made by problems, which know what a genome stands for (bounds of
// variables, a picture).

#include <span>

#include "genome/genome_description.h"

namespace moai {

std::span<const GenomeKind> genomes();

/// The options of one representation, networks unless told otherwise.
class GenomeOptions final : public OneOf<GenomeDescription> {
 public:
  GenomeOptions() : OneOf(genomes()) {}
};

/// Visits `genome:` with its `type`.
void describe(OptionVisitor& visitor, GenomeOptions& options);

}  // namespace moai
