#include "experiment/extends.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "experiment/yaml_merge.h"
#include "experiment/yaml_parser.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t max_files = 16;

/// The same for every way to write a path, symbolic links included.
std::string identity(const std::string& path) {
  std::error_code failure;
  const auto canonical = std::filesystem::canonical(path, failure);
  return failure ? path : canonical.string();
}

YamlNode load(const std::string& path, std::vector<std::string>& chain, YamlErrors& errors) {
  chain.push_back(identity(path));
  YamlNode tree = parse_yaml(path, errors);
  if (tree.kind != YamlNode::Kind::mapping)
    throw UserError(concat(tree.place.file ? tree.place.text() : path, ": the file holds ",
                           kind_name(tree), " (an experiment is a mapping of keys: 'seed: 1')."));
  const YamlNode* extends = tree.find("extends");
  if (extends == nullptr) return tree;
  const Place place = extends->place;
  if (extends->kind != YamlNode::Kind::scalar || extends->text.empty()) {
    errors.add(place, "extends",
               concat("is ", kind_name(*extends), " (a file's path is expected)."));
    tree.remove("extends");
    return tree;
  }
  const auto folder = std::filesystem::path(path).parent_path();
  const std::string other = (folder / extends->text).lexically_normal().string();
  if (std::ranges::find(chain, identity(other)) != chain.end())
    throw UserError(concat(place.text(), ": extends: '", extends->text,
                           "' leads back to a file that extends this one. Break the circle."));
  if (chain.size() >= max_files)
    throw UserError(concat(place.text(), ": extends: more than ", max_files,
                           " files extend one another. Merge some."));
  YamlNode base = YamlNode::mapping();
  try {
    base = load(other, chain, errors);
  } catch (const UserError& error) {
    // A file that was opened names its own place; one that could not be is pointed at from here.
    if (std::string_view(error.what()).starts_with("cannot read"))
      throw UserError(concat(place.text(), ": extends: ", error.what()));
    throw;
  }
  base.remove("name");
  tree.remove("extends");
  merge(base, tree);
  base.place = tree.place;
  return base;
}

}  // namespace

YamlNode load_with_extends(const std::string& path, YamlErrors& errors) {
  std::vector<std::string> chain;
  return load(path, chain, errors);
}

}  // namespace moai
