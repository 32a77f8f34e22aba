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

/// The files that `extends` names: one, or a list of them; errors for anything else.
std::vector<const YamlNode*> named_files(const YamlNode& extends, YamlErrors& errors) {
  std::vector<const YamlNode*> files;
  if (extends.kind == YamlNode::Kind::list)
    for (const YamlNode& item : extends.items) files.push_back(&item);
  else
    files.push_back(&extends);
  for (const YamlNode* file : files)
    if (file->kind != YamlNode::Kind::scalar || file->text.empty()) {
      errors.add(
          file->place, "extends",
          concat("is ", kind_name(*file), " (a file's path is expected, or a list of them)."));
      return {};
    }
  return files;
}

/// `chain`: the files that led here, each of which extends the next.
YamlNode load(const std::string& path, std::vector<std::string>& chain, YamlErrors& errors);

YamlNode load_named(const YamlNode& name, const std::filesystem::path& folder,
                    std::vector<std::string>& chain, YamlErrors& errors) {
  // `..` behind a link to a folder leads where the system says, not where the text says.
  const auto written = folder / name.text, normal = written.lexically_normal();
  const std::string other =
      (identity(written.string()) == identity(normal.string()) ? normal : written).string();
  if (std::ranges::find(chain, identity(other)) != chain.end())
    throw UserError(concat(name.place.text(), ": extends: '", name.text,
                           "' leads back to a file that extends this one. Break the circle."));
  if (chain.size() >= max_files)
    throw UserError(concat(name.place.text(), ": extends: more than ", max_files,
                           " files extend one another. Merge some."));
  try {
    YamlNode tree = load(other, chain, errors);
    tree.remove("name");
    return tree;
  } catch (const UserError& error) {
    // A file that was opened names its own place; one that could not be is pointed at from here.
    if (std::string_view(error.what()).starts_with("cannot read"))
      throw UserError(concat(name.place.text(), ": extends: ", error.what()));
    throw;
  }
}

YamlNode load(const std::string& path, std::vector<std::string>& chain, YamlErrors& errors) {
  YamlNode tree = parse_yaml(path, errors);
  if (tree.kind != YamlNode::Kind::mapping)
    throw UserError(concat(tree.place.file ? tree.place.text() : path, ": the file holds ",
                           kind_name(tree), " (an experiment is a mapping of keys: 'seed: 1')."));
  const YamlNode* extends = tree.find("extends");
  if (extends == nullptr) return tree;
  YamlNode base = YamlNode::mapping();
  chain.push_back(identity(path));
  const std::filesystem::path file(path);
  const auto folder =
      (std::filesystem::is_symlink(file) ? std::filesystem::canonical(file) : file).parent_path();
  for (const YamlNode* name : named_files(*extends, errors))
    merge(base, load_named(*name, folder, chain, errors));
  chain.pop_back();
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
