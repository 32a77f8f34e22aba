#include "experiment/yaml_node.h"

#include <algorithm>

#include "support/text.h"

namespace moai {

std::string Place::text() const {
  return concat(file ? *file : "", ":", line, ":", column);
}

YamlNode YamlNode::scalar(std::string text, bool quoted) {
  YamlNode node;
  node.kind = Kind::scalar;
  node.text = std::move(text);
  node.quoted = quoted;
  return node;
}

YamlNode YamlNode::list() {
  YamlNode node;
  node.kind = Kind::list;
  return node;
}

YamlNode YamlNode::mapping() {
  YamlNode node;
  node.kind = Kind::mapping;
  return node;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto entry = std::ranges::find(entries, key, &YamlEntry::key);
  return entry == entries.end() ? nullptr : &entry->value;
}

YamlNode* YamlNode::find(std::string_view key) {
  const auto entry = std::ranges::find(entries, key, &YamlEntry::key);
  return entry == entries.end() ? nullptr : &entry->value;
}

YamlNode& YamlNode::add(std::string key, YamlNode value) {
  entries.push_back({std::move(key), value.place, std::move(value)});
  return entries.back().value;
}

void YamlNode::remove(std::string_view key) {
  std::erase_if(entries, [key](const YamlEntry& entry) { return entry.key == key; });
}

std::string_view kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::scalar:
      return node.quoted ? "a text in quotes" : "a single value";
    case YamlNode::Kind::list:
      return "a list";
    case YamlNode::Kind::mapping:
      return "a mapping";
  }
  return "nothing";
}

}  // namespace moai
