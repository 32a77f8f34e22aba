#include "record/layout.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "support/fnv1a.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t longest_name = 200;

constexpr std::array<std::string_view, 20> volatile_paths{
    "/@moai_version",
    "/@created",
    "/@finished",
    "/@host",
    "/@device",
    "/@ranks",
    "/@threads",
    "/@wall_seconds",
    "/history/wall_time",
    "/events/failures/attempts",
    "/events/failures/standard_error",
    "/timing",
    "/timing/phase",
    "/timing/seconds",
    "/timing/ranks",
    "/timing/ranks/rank",
    "/timing/ranks/phase",
    "/timing/ranks/seconds",
    "/summary@wall_seconds",
    "/summary/wall_seconds",
};

}  // namespace

std::string folder_name(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    if (c < 0x20 || c == 0x7f || c == '/' || c == '%' || (c == '.' && i == 0)) {
      char code[4];
      std::snprintf(code, sizeof code, "%%%02X", c);
      result += code;
    } else {
      result += static_cast<char>(c);
    }
  }
  if (result.size() > longest_name) {
    char hash[20];
    std::snprintf(hash, sizeof hash, "%%%016llx", static_cast<unsigned long long>(fnv1a(name)));
    result = result.substr(0, longest_name) + hash;
  }
  return result;
}

std::string trial_file(const std::string& out_dir, std::string_view condition,
                       std::uint64_t trial) {
  return concat(out_dir, "/trials/", folder_name(condition), "/", trial, ".h5");
}

std::vector<TrialPath> trial_files(const std::string& out_dir) {
  namespace fs = std::filesystem;
  std::vector<TrialPath> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(out_dir + "/trials", error), end; !error && it != end;
       it.increment(error))
    if (it.depth() == 1 && it->path().extension() == ".h5")
      files.push_back({it->path().parent_path().filename().string(), it->path().stem().string(),
                       it->path().string()});
  std::sort(files.begin(), files.end(),
            [](const TrialPath& a, const TrialPath& b) { return a.path < b.path; });
  return files;
}

std::string pack_file(const std::string& out_dir) {
  return out_dir + "/trials.h5";
}

std::string running_folder(const std::string& out_dir, std::string_view condition,
                           std::uint64_t trial) {
  return concat(out_dir, "/running/", folder_name(condition), "/", trial);
}

bool is_volatile(std::string_view path) {
  return std::find(volatile_paths.begin(), volatile_paths.end(), path) != volatile_paths.end();
}

}  // namespace moai
