#include "algorithm/pareto/wfg.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <vector>

namespace moai {
namespace {

using Corner = const double*;
using Corners = std::vector<Corner>;

/// Area of the union of rectangles given by the first two coordinates.
double area(Corners& corners) {
  std::sort(corners.begin(), corners.end(), [](Corner a, Corner b) { return a[0] > b[0]; });
  double total = 0.0, height = 0.0;
  for (const Corner corner : corners) {
    if (corner[1] <= height) continue;
    total += corner[0] * (corner[1] - height);
    height = corner[1];
  }
  return total;
}

/// Volume in three coordinates: a sweep down the third over the staircase of the other two.
double sweep(Corners& corners) {
  std::sort(corners.begin(), corners.end(), [](Corner a, Corner b) { return a[2] > b[2]; });
  Corners stairs;  // widths rising, heights falling
  double total = 0.0, covered = 0.0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Corner corner = corners[i];
    const auto wider = std::lower_bound(stairs.begin(), stairs.end(), corner[0],
                                        [](Corner stair, double x) { return stair[0] < x; });
    double floor = wider == stairs.end() ? 0.0 : (*wider)[1];
    if (corner[1] > floor) {
      // Stairs that the new one hides, from the widest down, and the area that it adds over each.
      auto hidden = wider;
      double width = corner[0];
      while (hidden != stairs.begin() && (*(hidden - 1))[1] <= corner[1]) {
        --hidden;
        covered += (width - (*hidden)[0]) * (corner[1] - floor);
        width = (*hidden)[0];
        floor = (*hidden)[1];
      }
      const double narrower = hidden == stairs.begin() ? 0.0 : (*(hidden - 1))[0];
      covered += (width - narrower) * (corner[1] - floor);
      // A stair of the same width is hidden too.
      const auto end = wider != stairs.end() && (*wider)[0] == corner[0] ? wider + 1 : wider;
      stairs.insert(stairs.erase(hidden, end), corner);
    }
    const double next = i + 1 < corners.size() ? corners[i + 1][2] : 0.0;
    total += covered * (corner[2] - next);
  }
  return total;
}

double product(Corner corner, std::size_t dimensions) {
  return std::accumulate(corner, corner + dimensions, 1.0, std::multiplies<>());
}

/// True if a is at least b in the leading coordinates.
bool covers(Corner a, Corner b, std::size_t dimensions) {
  for (std::size_t d = 0; d < dimensions; ++d)
    if (a[d] < b[d]) return false;
  return true;
}

/// WFG with its buffers: a recursion step goes one dimension down, so each dimension has its own.
class Wfg {
 public:
  explicit Wfg(std::size_t dimensions) : levels_(dimensions + 1) {}

  /// Volume of the union in the leading coordinates. `corners` is reordered.
  double volume(Corners& corners, std::size_t dimensions) {
    if (corners.empty()) return 0.0;
    if (corners.size() == 1) return product(corners[0], dimensions);
    if (dimensions == 1)
      return (*std::max_element(corners.begin(), corners.end(),
                                [](Corner a, Corner b) { return a[0] < b[0]; }))[0];
    if (dimensions == 2) return area(corners);
    if (dimensions == 3) return sweep(corners);
    // In ascending order of the last coordinate each corner alone covers, of what later ones do
    // not, a prism of its own last coordinate's height.
    const std::size_t last = dimensions - 1;
    std::sort(corners.begin(), corners.end(),
              [=](Corner a, Corner b) { return a[last] < b[last]; });
    double total = 0.0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
      const auto later = std::span<const Corner>(corners).subspan(i + 1);
      total += corners[i][last] * (product(corners[i], last) - shared(corners[i], later, last));
    }
    return total;
  }

 private:
  struct Level {
    std::vector<double> limited;  // (others,dimensions)
    Corners kept;                 // those of them that no other covers
  };

  /// Volume in the leading coordinates that `corner` covers together with `others`.
  double shared(Corner corner, std::span<const Corner> others, std::size_t dimensions) {
    auto& [limited, kept] = levels_[dimensions];
    limited.resize(std::max(limited.size(), others.size() * dimensions));
    kept.clear();
    double* candidate = limited.data();
    for (std::size_t i = 0; i < others.size(); ++i, candidate += dimensions) {
      for (std::size_t d = 0; d < dimensions; ++d) candidate[d] = std::min(corner[d], others[i][d]);
      if (std::any_of(kept.begin(), kept.end(),
                      [&](Corner other) { return covers(other, candidate, dimensions); }))
        continue;
      std::erase_if(kept, [&](Corner other) { return covers(candidate, other, dimensions); });
      kept.push_back(candidate);
    }
    return volume(kept, dimensions);
  }

  std::vector<Level> levels_;
};

}  // namespace

double volume_above_origin(const Matrix& heights) {
  // Sorting rows first makes the sum's rounding independent of their order.
  Corners corners;
  for (std::size_t i = 0; i < heights.rows(); ++i) corners.push_back(heights.row(i).data());
  const std::size_t dimensions = heights.columns();
  std::sort(corners.begin(), corners.end(), [=](Corner a, Corner b) {
    return std::lexicographical_compare(a, a + dimensions, b, b + dimensions);
  });
  return Wfg(dimensions).volume(corners, dimensions);
}

}  // namespace moai
