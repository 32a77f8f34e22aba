#include "experiment/island_overrides.h"

#include <algorithm>
#include <set>

#include "experiment/option_table.h"
#include "experiment/reading_visitor.h"
#include "experiment/resolved.h"
#include "experiment/yaml_merge.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::string_view list_path = "islands.overrides";

void refuse(const YamlEntry& entry, const std::string& path, const std::string& key,
            YamlErrors& errors) {
  errors.add(
      entry.place, path,
      concat("'", key,
             "' is the same on all islands. Override options of the algorithm (but not its "
             "type and its number of children), or how problem.genome is drawn and varies."));
}

/// Refuses what the islands of a trial share; unknown keys are left to whoever reads the options.
/// `inside`: the dotted key of the mapping that has these entries.
void check_keys(const YamlNode& changes, const std::string& inside, const OptionTable& table,
                const std::string& path, YamlErrors& errors) {
  for (const YamlEntry& entry : changes.entries) {
    const std::string key = concat(inside, inside.empty() ? "" : ".", entry.key);
    const auto is_it = [&](const OptionRow& row) { return row.path == key; };
    const auto is_shared = [&](const OptionRow& row) {
      return is_it(row) && row.holder == Holder::trial;
    };
    const bool is_known = std::ranges::any_of(table, is_it);
    if (entry.key != "type" && is_known && std::ranges::none_of(table, is_shared)) continue;
    const bool has_keys = std::ranges::any_of(
        table, [&](const OptionRow& row) { return row.path.starts_with(key + "."); });
    if (has_keys && entry.value.kind == YamlNode::Kind::mapping)
      check_keys(entry.value, key, table, path, errors);
    else if (is_known || entry.key == "type")
      refuse(entry, path, key, errors);
  }
}

/// The islands of one item; `seen`: those of the items before it.
std::vector<std::uint32_t> read_islands(const YamlNode& item, const std::string& path,
                                        std::int64_t count, std::set<std::int64_t>& seen,
                                        YamlErrors& errors) {
  std::vector<std::int64_t> numbers;
  ReadingVisitor reader(item, path, errors);
  reader.integers("islands", numbers, 0, {0, count - 1}, "");
  reader.expect("overrides");
  reader.finish();
  if (item.find("islands") == nullptr || item.find("overrides") == nullptr)
    errors.add(item.place, path, "needs both 'islands' and 'overrides'.");
  std::vector<std::uint32_t> islands;
  for (const std::int64_t number : numbers) {
    if (!seen.insert(number).second)
      errors.add(item.place, path,
                 concat("island ", number, " is listed twice. Put its overrides together."));
    islands.push_back(static_cast<std::uint32_t>(number));
  }
  return islands;
}

}  // namespace

YamlNode take_island_overrides(YamlNode& tree) {
  YamlNode* islands = tree.find("islands");
  YamlNode* list = islands == nullptr || islands->kind != YamlNode::Kind::mapping
                       ? nullptr
                       : islands->find("overrides");
  if (list == nullptr) return {};
  YamlNode taken = std::move(*list);
  islands->remove("overrides");
  return taken;
}

std::vector<IslandVariant> read_island_variants(
    const YamlNode& list, const YamlNode& tree, const TrialOptions& options, YamlErrors& errors,
    const std::function<TrialOptions(const YamlNode&)>& read) {
  std::vector<IslandVariant> variants;
  if (list.kind == YamlNode::Kind::null) return variants;
  if (list.kind != YamlNode::Kind::list) {
    errors.add(list.place, std::string(list_path),
               concat("is ", kind_name(list),
                      " (a list of {islands: [...], overrides: {path: value}} is expected)."));
    return variants;
  }
  std::set<std::int64_t> seen;
  const OptionTable table = option_table();
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const YamlNode& item = list.items[i];
    const std::string path = concat(list_path, "[", i, "]");
    if (item.kind != YamlNode::Kind::mapping) {
      errors.add(item.place, path, concat("is ", kind_name(item), " (a mapping is expected)."));
      continue;
    }
    IslandVariant variant;
    variant.islands = read_islands(item, path, options.islands.count, seen, errors);
    const YamlNode* overrides = item.find("overrides");
    if (overrides == nullptr || overrides->kind != YamlNode::Kind::mapping) {
      errors.add(item.place, path, "'overrides' has to be a mapping from paths to values.");
      continue;
    }
    const YamlNode changes = overrides_tree(*overrides, errors, path + ".overrides");
    check_keys(changes, "", table, path + ".overrides", errors);
    YamlNode merged = tree;
    merge(merged, changes);
    variant.options = read(merged);
    if (variant.options.algorithm->needs_descriptors() && !options.algorithm->needs_descriptors())
      errors.add(item.place, path,
                 "measures distances between genomes (the other islands do not). Let all islands "
                 "measure them.");
    variants.push_back(std::move(variant));
  }
  return variants;
}

YamlNode island_overrides(const TrialOptions& options, const std::vector<IslandVariant>& variants) {
  YamlNode list = YamlNode::list();
  for (const IslandVariant& variant : variants) {
    YamlNode numbers = YamlNode::list();
    for (const std::uint32_t island : variant.islands)
      numbers.items.push_back(YamlNode::scalar(concat(island)));
    YamlNode item = YamlNode::mapping();
    item.add("islands", std::move(numbers));
    item.add("overrides", difference(options_tree(options), options_tree(variant.options)));
    list.items.push_back(std::move(item));
  }
  return list;
}

}  // namespace moai
