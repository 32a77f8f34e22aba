#include "experiment/input_files.h"

#include <filesystem>
#include <map>

#include "experiment/path_visitor.h"
#include "support/sha256.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

/// Remembers what it has read.
class Digests {
 public:
  void add(const std::string& path, std::map<std::string, InputFile>& files) {
    if (!fs::is_directory(path)) {
      files.emplace(path, of(path));
      return;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(path))
      if (entry.is_regular_file()) files.emplace(entry.path().string(), of(entry.path().string()));
  }

 private:
  const InputFile& of(const std::string& path) {
    const auto [known, is_new] = known_.try_emplace(path);
    if (is_new) {
      const FileDigest digest = sha256_of_file(path);
      known->second = {path, digest.sha256, digest.bytes};
    }
    return known->second;
  }

  std::map<std::string, InputFile> known_;
};

void add_files(TrialOptions options, Digests& digests, std::map<std::string, InputFile>& files) {
  PathVisitor visitor;
  describe(visitor, options);
  for (const std::string& path : visitor.paths()) digests.add(path, files);
}

}  // namespace

std::vector<std::vector<InputFile>> input_files(const Experiment& experiment) {
  Digests digests;
  std::vector<std::vector<InputFile>> result;
  for (const Condition& condition : experiment.conditions) {
    std::map<std::string, InputFile> files;
    add_files(condition.options, digests, files);
    for (const IslandVariant& variant : condition.variants)
      add_files(variant.options, digests, files);
    std::vector<InputFile>& list = result.emplace_back();
    for (auto& [path, file] : files) list.push_back(std::move(file));
  }
  return result;
}

std::vector<InputFile> distinct(const std::vector<std::vector<InputFile>>& by_condition) {
  std::map<std::string, InputFile> files;
  for (const auto& list : by_condition)
    for (const InputFile& file : list) files.emplace(file.path, file);
  std::vector<InputFile> result;
  for (auto& [path, file] : files) result.push_back(std::move(file));
  return result;
}

}  // namespace moai
