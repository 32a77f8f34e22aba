#include "experiment/resolved.h"

#include <algorithm>

#include "experiment/island_overrides.h"
#include "experiment/writing_visitor.h"
#include "experiment/yaml_writer.h"
#include "support/text.h"

namespace moai {
namespace {

bool equal(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (!equal(a.items[i], b.items[i])) return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    if (a.entries[i].key != b.entries[i].key || !equal(a.entries[i].value, b.entries[i].value))
      return false;
  return true;
}

/// Mappings of the same type have the same keys, so they can be compared key by key.
bool same_keys(const YamlNode& a, const YamlNode& b) {
  if (a.kind != YamlNode::Kind::mapping || b.kind != YamlNode::Kind::mapping ||
      a.entries.size() != b.entries.size())
    return false;
  for (std::size_t i = 0; i < a.entries.size(); ++i)
    if (a.entries[i].key != b.entries[i].key) return false;
  const YamlNode* type = a.find("type");
  return type == nullptr || equal(*type, *b.find("type"));
}

void add_difference(const YamlNode& base, const YamlNode& changed, const std::string& path,
                    YamlNode& result) {
  if (equal(base, changed)) return;
  if (!same_keys(base, changed)) {
    result.add(path, changed);
    return;
  }
  for (std::size_t i = 0; i < base.entries.size(); ++i)
    add_difference(base.entries[i].value, changed.entries[i].value,
                   concat(path, path.empty() ? "" : ".", base.entries[i].key), result);
}

bool has_variants(const Condition& condition) {
  return !condition.variants.empty();
}

YamlNode with_overrides(YamlNode tree, YamlNode list) {
  tree.find("islands")->add("overrides", std::move(list));
  return tree;
}

/// The keys of the experiment, those of a trial, and what is planned, if anything is.
YamlNode whole_tree(const Experiment& experiment, YamlNode options) {
  ExperimentOptions header = experiment;
  WritingVisitor writer;
  describe(writer, header);
  YamlNode tree = writer.take();
  for (YamlEntry& entry : options.entries) tree.entries.push_back(std::move(entry));
  if (header.analysis.compare.empty()) return tree;
  WritingVisitor last;
  describe(last, header.analysis);
  for (YamlEntry& entry : last.take().entries) tree.entries.push_back(std::move(entry));
  return tree;
}

YamlNode named(const Condition& condition) {
  YamlNode item = YamlNode::mapping();
  item.add("name", YamlNode::scalar(condition.name, true));
  return item;
}

bool is_default(const Condition& condition) {
  return condition.name == "default";
}

/// With the overrides of islands, where there are any.
YamlNode tree_of(const Condition& condition) {
  YamlNode options = options_tree(condition.options);
  if (!has_variants(condition)) return options;
  return with_overrides(std::move(options),
                        island_overrides(condition.options, condition.variants));
}

}  // namespace

YamlNode options_tree(TrialOptions options) {
  WritingVisitor writer;
  describe(writer, options);
  return writer.take();
}

YamlNode difference(const YamlNode& base, const YamlNode& changed) {
  YamlNode result = YamlNode::mapping();
  add_difference(base, changed, "", result);
  return result;
}

std::string resolved_yaml(const Experiment& experiment, const TrialOptions& base) {
  YamlNode base_tree = options_tree(base);
  const bool differ = std::ranges::any_of(experiment.conditions, has_variants);
  if (differ) base_tree = with_overrides(std::move(base_tree), YamlNode::list());
  YamlNode tree = whole_tree(experiment, base_tree);
  YamlNode list = YamlNode::list();
  for (const Condition& condition : experiment.conditions) {
    YamlNode item = named(condition);
    YamlNode options = options_tree(condition.options);
    if (differ)
      options = with_overrides(std::move(options),
                               island_overrides(condition.options, condition.variants));
    YamlNode overrides = difference(base_tree, options);
    if (!overrides.entries.empty()) item.add("overrides", std::move(overrides));
    list.items.push_back(std::move(item));
  }
  const bool alone = list.items.size() == 1 && is_default(experiment.conditions[0]) &&
                     list.items[0].entries.size() == 1;
  if (!alone) tree.add("conditions", std::move(list));
  return yaml_text(tree);
}

std::string options_yaml(const Condition& condition) {
  return yaml_text(tree_of(condition));
}

std::string config_yaml(const Experiment& experiment, const Condition& condition) {
  YamlNode tree = whole_tree(experiment, tree_of(condition));
  if (!is_default(condition)) {
    YamlNode list = YamlNode::list();
    list.items.push_back(named(condition));
    tree.add("conditions", std::move(list));
  }
  return yaml_text(tree);
}

}  // namespace moai
