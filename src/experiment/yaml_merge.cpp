#include "experiment/yaml_merge.h"

#include <map>

#include "support/text.h"

namespace moai {
namespace {

/// The word of `type`, whichever way it is written; empty where there is none.
std::string type_of(const YamlNode& node) {
  for (const std::string_view key : {std::string_view("type"), shorthand_key}) {
    const YamlNode* type = node.find(key);
    if (type != nullptr && type->kind == YamlNode::Kind::scalar) return type->text;
  }
  return "";
}

bool types_differ(const YamlNode& base, const YamlNode& change) {
  const std::string before = type_of(base), after = type_of(change);
  return !before.empty() && !after.empty() && before != after;
}

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> parts(1);
  for (const char c : path) {
    if (c == '.')
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

bool is_well_formed(const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    if (part.empty()) return false;
  return parts.size() <= 16;
}

}  // namespace

void merge(YamlNode& base, const YamlNode& change) {
  if (change.kind != YamlNode::Kind::mapping) {
    base = change;
    return;
  }
  if (base.kind == YamlNode::Kind::scalar) {
    YamlNode mapping = YamlNode::mapping();
    mapping.place = base.place;
    mapping.add(std::string(shorthand_key), std::move(base));
    base = std::move(mapping);
  }
  if (base.kind != YamlNode::Kind::mapping || types_differ(base, change)) {
    base = change;
    return;
  }
  std::map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < base.entries.size(); ++i) known.emplace(base.entries[i].key, i);
  for (const YamlEntry& entry : change.entries) {
    const auto same = known.find(entry.key);
    if (same == known.end()) {
      base.entries.push_back(entry);
    } else {
      base.entries[same->second].place = entry.place;
      merge(base.entries[same->second].value, entry.value);
    }
  }
}

YamlNode overrides_tree(const YamlNode& overrides, YamlErrors& errors, const std::string& section) {
  YamlNode root = YamlNode::mapping();
  root.place = overrides.place;
  for (const YamlEntry& entry : overrides.entries) {
    const auto parts = split(entry.key);
    if (!is_well_formed(parts)) {
      errors.add(entry.place, section,
                 concat("'", entry.key, "' is no path (keys joined by single dots are)."));
      continue;
    }
    YamlNode* at = &root;
    bool free = true;
    for (std::size_t i = 0; free && i + 1 < parts.size(); ++i) {
      YamlNode* next = at->find(parts[i]);
      if (next == nullptr) {
        next = &at->add(parts[i], YamlNode::mapping());
        next->place = entry.place;
        at->entries.back().place = entry.place;
      }
      at = next;
      free = at->kind == YamlNode::Kind::mapping;
    }
    if (!free || at->find(parts.back()) != nullptr) {
      errors.add(entry.place, section,
                 concat("'", entry.key, "' is set by another path too. Remove one of the two."));
      continue;
    }
    at->add(parts.back(), entry.value);
    at->entries.back().place = entry.place;
  }
  return root;
}

}  // namespace moai
