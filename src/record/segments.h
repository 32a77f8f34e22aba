#pragma once
// The segment files of a trial's folder: <generation>.h5.

#include <cstdint>
#include <string>
#include <vector>

namespace moai {

struct Segment {
  std::uint64_t generation = 0;
  std::string path;
};

/// The oldest first; other files are passed over. A folder that is not there has none. Throws
/// FileError (support/file.h) where there is one that cannot be read.
std::vector<Segment> list_segments(const std::string& folder);

/// <folder>/<generation>.h5
std::string segment_path(const std::string& folder, std::uint64_t generation);

/// Removes all but the last `keep` segments, as far as it can.
void prune_segments(const std::string& folder, std::size_t keep);

}  // namespace moai
