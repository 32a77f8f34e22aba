#pragma once
// Points that can be taken away, and the nearest of those that are left: a k-d tree (Bentley, CACM
// 18(9), 1975) whose answers are exactly those of looking at everyone, ties included.
//
//   NeighbourTree tree(points);                // (N,D)
//   tree.take(0);
//   std::uint32_t nearest = tree.nearest(0);   // of rows 1..N-1
//
// Few leaves are looked at in few dimensions, all of them in many; a leaf's 64 points are measured
// together by vector instructions, whose width does not change a result.

#include <cstdint>
#include <span>
#include <vector>

#include "support/matrix.h"

namespace moai {

class NeighbourTree {
 public:
  /// points: (N,D), N >= 1, D >= 1, of magnitudes up to 1e150.
  explicit NeighbourTree(const Matrix& points);

  bool has(std::uint32_t row) const { return slot_of_[row] != nowhere; }
  /// Removes a row that is still there.
  void take(std::uint32_t row);
  /// The row that is left with the smallest Euclidean distance to `row` (which may be gone itself
  /// and counts if it is not), the lowest one among equals. At least one must be left.
  std::uint32_t nearest(std::uint32_t row) const;

 private:
  static constexpr std::uint32_t nowhere = ~0u;
  struct Node {
    std::uint32_t begin = 0;  // slot of its first point
    std::uint32_t left = 0;   // points; a leaf's stand in its first slots
    std::uint32_t parent = nowhere;
    std::uint32_t children = nowhere;  // the first of two; nowhere: a leaf
    std::uint32_t column = 0;
    double split = 0.0;  // the first child's points are not above it, the second's not below
  };
  struct Best {
    double distance;
    std::uint32_t row;
  };

  void divide(std::uint32_t node, std::uint32_t begin, std::uint32_t end);
  void search(const Node& node, std::span<const double> center, Best& best) const;
  void search_leaf(const Node& leaf, std::span<const double> center, Best& best) const;
  double& coordinate(std::uint32_t slot, std::size_t column);

  Matrix points_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> rows_;     // by slot
  std::vector<std::uint32_t> slot_of_;  // by row; nowhere: taken
  std::vector<std::uint32_t> leaf_of_;  // by row
  std::vector<double> leaves_;          // (leaves,D,64); far away where no point stands
};

}  // namespace moai
