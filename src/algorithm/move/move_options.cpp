#include "algorithm/move/move_options.h"

#include <array>

namespace moai {
namespace {

constexpr std::array<NamedInteger, 3> jump_words{{
    {"none", 0, "a child may take its parent's cell only"},
    {"one", 1, "a child takes the one cell that it wins by the largest margin of votes"},
    {"unlimited", MoveOptions::unlimited_jumps, "a child takes every cell that it wins"},
}};
constexpr auto replacement_choices = enum_words<MoveReplacement::mean>(
    {{"vote", "more than half of the cell's objectives are higher than the elite's"},
     {"mean", "the mean of the cell's normalised objectives is higher than the elite's"}});
constexpr auto mode_words = enum_words<MoveMode::steady_state>(
    {{"generational", "every cell makes a child in every generation (the paper)"},
     {"steady_state", "after generation 0, one child of a random cell in every generation"}});
constexpr auto map_words = enum_words<MoveMap::per_island>(
    {{"shared", "all islands of a trial vote with the same subsets"},
     {"per_island", "every island draws subsets of its own"}});

}  // namespace

void describe(OptionVisitor& visitor, MoveOptions& options) {
  visitor.held_by(Holder::trial, [&](OptionVisitor& v) {
    v.integer("cells", options.cells, {1, 1'000'000},
              "cells of the map, each with one elite; generation 0 has as many children");
  });
  visitor.integer(
      "functions_per_cell", options.functions_per_cell, {1, 9'999},
      "objectives that a cell votes with: odd, and no more than there are objectives; 1 "
      "(all that two objectives allow) seeks the ends of a front, not its middle");
  visitor.texts("subsets", options.subsets, {},
                "objectives of the first cells, each an odd number of names joined by '+' "
                "(mse+ssim+gmsd); the other cells draw distinct subsets at random");
  visitor.integer_or_word("jumps", options.jumps, {1, 1'000'000}, jump_words,
                          "cells that one child may take: those it wins by the largest margin, of "
                          "equals the one with the lowest number");
  visitor.enumeration("replacement", options.replacement, replacement_choices,
                      "what lets a child take a cell");
  visitor.held_by(Holder::trial, [&](OptionVisitor& v) {
    v.enumeration("mode", options.mode, mode_words, "who makes children when");
  });
  visitor.enumeration("map", options.map, map_words,
                      "whose objective subsets an island votes with");
  describe_variation(visitor, options.variation);
}

std::size_t children(const MoveOptions& options, std::uint64_t generation) {
  const bool one = options.mode == MoveMode::steady_state && generation > 0;
  return one ? 1 : static_cast<std::size_t>(options.cells);
}

}  // namespace moai
