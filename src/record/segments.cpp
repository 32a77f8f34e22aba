#include "record/segments.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace fs = std::filesystem;

std::vector<Segment> list_segments(const std::string& folder) {
  std::vector<Segment> segments;
  std::error_code error;
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::uint64_t generation = 0;
    const auto [rest, problem] =
        std::from_chars(name.data(), name.data() + name.size(), generation);
    if (problem == std::errc() && std::string_view(rest) == ".h5")
      segments.push_back({generation, it->path().string()});
  }
  if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory)
    throw file_error("read the folder", folder, error.value());
  std::sort(segments.begin(), segments.end(),
            [](const Segment& a, const Segment& b) { return a.generation < b.generation; });
  return segments;
}

std::string segment_path(const std::string& folder, std::uint64_t generation) {
  return concat(folder, "/", generation, ".h5");
}

void prune_segments(const std::string& folder, std::size_t keep) {
  try {
    std::error_code error;
    const auto segments = list_segments(folder);
    for (std::size_t i = 0; i + keep < segments.size(); ++i) fs::remove(segments[i].path, error);
  } catch (const FileError&) {
    // What is left over is for the next time; the segment that was just written counts.
  }
}

}  // namespace moai
