#pragma once
// Where things are in an output folder and in a file, and which values depend on clocks and hosts.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace moai {

/// The number that attribute `moai_schema` of every file holds. README.md says what changed.
inline constexpr std::uint64_t record_schema = 2;

/// A name as one path component: '/', '%', control characters and a leading '.' become %XX, and
/// what is longer than 200 bytes is cut and gets a hash. Different names stay different.
std::string folder_name(std::string_view name);

/// <out>/trials/<condition>/<trial>.h5
std::string trial_file(const std::string& out_dir, std::string_view condition, std::uint64_t trial);

/// A finished trial with a file of its own.
struct TrialPath {
  std::string condition_folder;  ///< the condition's name as a folder
  std::string trial;             ///< its number
  std::string path;
};
/// All of them below <out>/trials, by path.
std::vector<TrialPath> trial_files(const std::string& out_dir);

/// <out>/trials.h5, where packed trials are.
std::string pack_file(const std::string& out_dir);
/// <out>/running/<condition>/<trial>
std::string running_folder(const std::string& out_dir, std::string_view condition,
                           std::uint64_t trial);

/// True for what depends on clocks, hosts or the number of ranks, and so differs between runs of
/// the same trial. `path` is that of a dataset (/history/wall_time) or of an attribute, written
/// behind '@' (/@host, /state@wall_seconds). README.md lists them.
bool is_volatile(std::string_view path);

}  // namespace moai
