#pragma once
// The table of representations: name -> {help, options}. To add one: a folder with a space, its
// options in GenomeOptions, a line in registry.cpp, a paragraph in this folder's README.md, and a
// member of the variant Genome. Spaces are made by problems, which know what a genome stands for
// (bounds of variables, a picture).

#include <cstddef>
#include <span>
#include <string_view>

#include "genome/cppn/cppn_options.h"
#include "genome/real_vector/block_options.h"
#include "support/options.h"

namespace moai {

/// The options of every representation; `type` (an index into genomes()) says which of them counts.
struct GenomeOptions {
  static constexpr std::size_t cppn_type = 0;
  static constexpr std::size_t real_vector_type = 1;

  std::size_t type = cppn_type;
  CppnOptions cppn;
  BlocksOptions real_vector;
};

struct GenomeEntry {
  std::string_view name;
  std::string_view help;
  void (*describe)(OptionVisitor&, GenomeOptions&);
};

std::span<const GenomeEntry> genomes();

/// Visits `genome:` with its `type`.
void describe(OptionVisitor& visitor, GenomeOptions& options);

}  // namespace moai
