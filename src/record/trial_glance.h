#pragma once
// What an onlooker wants of a trial: how far it is, its best score, and how that came about. Reads
// a few attributes and rows, no genomes.
//
//   if (auto glance = glance_at(out_dir, "fns=3", 0, 32)) std::cout << glance->score;

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace moai {

struct TrialGlance {
  bool finished = false;  ///< false: what its last commit says
  std::uint64_t generations = 0;
  double score = 0.0;  ///< the best there is now
  std::vector<double>
      curve;  ///< best scores, evenly spread over the generations, the last included
};

/// `points`: the most that `curve` may have. Nothing for a trial that has not committed. Throws
/// SystemError where its file is damaged.
std::optional<TrialGlance> glance_at(const std::string& out_dir, const std::string& condition,
                                     std::uint64_t trial, std::size_t points);

}  // namespace moai
