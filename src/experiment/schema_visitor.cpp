#include "experiment/schema_visitor.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "experiment/option_words.h"
#include "experiment/scalars.h"
#include "experiment/writing_visitor.h"
#include "support/text.h"

namespace moai {
namespace {

Json as_json(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::list) {
    Json list = Json::array();
    for (const YamlNode& item : node.items) list.push_back(as_json(item));
    return list;
  }
  if (node.kind == YamlNode::Kind::mapping) {
    Json mapping = Json::object();
    for (const YamlEntry& entry : node.entries) mapping[entry.key] = as_json(entry.value);
    return mapping;
  }
  if (node.quoted || node.kind == YamlNode::Kind::null) return node.text;
  if (node.text == "true" || node.text == "false") return node.text == "true";
  if (const auto integer = parse_integer(node.text); integer.value) return *integer.value;
  if (const auto real = parse_real(node.text); real.value) return *real.value;
  return node.text;
}

template <class Range>
Json number(const char* type, Range range) {
  const Range unbounded;
  Json schema{{"type", type}};
  if (range.minimum != unbounded.minimum) schema["minimum"] = range.minimum;
  if (range.maximum != unbounded.maximum) schema["maximum"] = range.maximum;
  return schema;
}

Json one_of(const std::vector<std::string>& words) {
  return {{"enum", words}};
}

Json any_of(std::vector<Json> schemas) {
  return schemas.size() == 1 ? schemas.front() : Json{{"anyOf", std::move(schemas)}};
}

Json list_of(Json items, std::size_t length) {
  Json schema{{"type", "array"}, {"items", std::move(items)}};
  if (length != 0) schema["minItems"] = schema["maxItems"] = length;
  return schema;
}

// Any plain word is a text, also one that looks like a number.
Json any_text() {
  return {{"type", {"string", "number", "boolean"}}};
}

}  // namespace

SchemaVisitor::SchemaVisitor(SchemaPaths& paths, std::string path)
    : paths_(paths), path_(std::move(path)) {}

SchemaVisitor::~SchemaVisitor() = default;

Json SchemaVisitor::take() const {
  Json properties = Json::object();
  for (const auto& [key, schema] : properties_) properties[key] = schema;
  return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

std::string SchemaVisitor::path_of(Key key) const {
  if (path_.empty() || key.empty()) return concat(path_, key);
  return concat(path_, ".", key);
}

void SchemaVisitor::add(Key key, const Json& schema, Help help) {
  Json described{{"description", help}};
  described.update(schema);
  std::vector<Json>& known = paths_[path_of(key)];
  if (std::ranges::find(known, described) == known.end()) known.push_back(described);
  properties_.emplace_back(key, std::move(described));
}

template <class Visit>
void SchemaVisitor::add_value(Key key, Json schema, Help help, const Visit& visit) {
  WritingVisitor writer;
  visit(writer);
  schema["default"] = as_json(writer.take().entries.front().value);
  add(key, schema, help);
}

void SchemaVisitor::flag(Key key, bool& value, Help help) {
  add_value(key, {{"type", "boolean"}}, help, [&](auto& v) { v.flag(key, value, help); });
}
void SchemaVisitor::integer(Key key, std::int64_t& value, IntegerRange range, Help help) {
  add_value(key, number("integer", range), help,
            [&](auto& v) { v.integer(key, value, range, help); });
}
void SchemaVisitor::integer_or_word(Key key, std::int64_t& value, IntegerRange range,
                                    std::span<const NamedInteger> words, Help help) {
  add_value(key, any_of({number("integer", range), one_of(names_of(words))}), help,
            [&](auto& v) { v.integer_or_word(key, value, range, words, help); });
}
void SchemaVisitor::real(Key key, double& value, RealRange range, Help help) {
  add_value(key, number("number", range), help, [&](auto& v) { v.real(key, value, range, help); });
}
void SchemaVisitor::scheduled(Key key, Schedule& value, RealRange range, Help help) {
  const Json end = number("number", range);
  const Json shape = one_of(names_of(schedule_shapes()));
  const Json schedule{{"type", "object"},
                      {"properties", {{"from", end}, {"to", end}, {"schedule", shape}}},
                      {"required", {"from", "to"}},
                      {"additionalProperties", false}};
  add_value(key, any_of({end, schedule}), help,
            [&](auto& v) { v.scheduled(key, value, range, help); });
  for (const auto& [part, schema] : schedule["properties"].items())
    paths_[concat(path_of(key), ".", part)] = {schema};
}
void SchemaVisitor::duration(Key key, double& seconds, Help help) {
  const Json words{{"type", "string"}, {"pattern", "^[0-9.eE+]+ ?(s|min|h|d)?$"}};
  add_value(key, any_of({{{"type", "number"}, {"minimum", 0}}, words}), help,
            [&](auto& v) { v.duration(key, seconds, help); });
}
void SchemaVisitor::text(Key key, std::string& value, Help help) {
  add_value(key, any_text(), help, [&](auto& v) { v.text(key, value, help); });
}
void SchemaVisitor::file(Key key, std::string& value, Help help) {
  add_value(key, any_text(), help, [&](auto& v) { v.file(key, value, help); });
}
void SchemaVisitor::folder(Key key, std::string& value, Help help) {
  add_value(key, any_text(), help, [&](auto& v) { v.folder(key, value, help); });
}
void SchemaVisitor::path_or_word(Key key, std::string& value, std::span<const Choice> words,
                                 Help help) {
  add_value(key, any_of({one_of(names_of(words)), any_text()}), help,
            [&](auto& v) { v.path_or_word(key, value, words, help); });
}
void SchemaVisitor::choice(Key key, std::size_t& value, std::span<const Choice> choices,
                           Help help) {
  add_value(key, one_of(names_of(choices)), help,
            [&](auto& v) { v.choice(key, value, choices, help); });
}
void SchemaVisitor::integers(Key key, std::vector<std::int64_t>& value, std::size_t length,
                             IntegerRange range, Help help) {
  add_value(key, list_of(number("integer", range), length), help,
            [&](auto& v) { v.integers(key, value, length, range, help); });
}
void SchemaVisitor::reals(Key key, std::vector<double>& value, std::size_t length, RealRange range,
                          Help help) {
  add_value(key, list_of(number("number", range), length), help,
            [&](auto& v) { v.reals(key, value, length, range, help); });
}
void SchemaVisitor::texts(Key key, std::vector<std::string>& value, std::span<const Choice> allowed,
                          Help help) {
  add_value(key, list_of(allowed.empty() ? any_text() : one_of(names_of(allowed)), 0), help,
            [&](auto& v) { v.texts(key, value, allowed, help); });
}
void SchemaVisitor::command(Key key, std::vector<std::string>& words, Help help) {
  add_value(key, list_of(any_text(), 0), help, [&](auto& v) { v.command(key, words, help); });
}
void SchemaVisitor::real_map(Key key, std::map<std::string, double>& value, Help help) {
  add_value(key, {{"type", "object"}, {"additionalProperties", {{"type", "number"}}}}, help,
            [&](auto& v) { v.real_map(key, value, help); });
  paths_[concat(path_of(key), ".*")] = {{{"type", "number"}}};
}

void SchemaVisitor::group(Key key, const Describe& describe, Help help, Key shorthand) {
  SchemaVisitor inner(paths_, path_of(key));
  describe(inner);
  const Json mapping = inner.take();
  if (shorthand.empty()) return add(key, mapping, help);
  add(key, any_of({mapping, mapping["properties"][std::string(shorthand)]}), help);
}

// Keys alone do not need `type`: it may stand in a file that this one extends.
void SchemaVisitor::alternatives(Key key, std::size_t&, std::span<const Alternative> alternatives,
                                 Help help) {
  const Json word = one_of(names_of(alternatives));
  if (!key.empty()) paths_[concat(path_of(key), ".type")] = {word};
  std::vector<Json> schemas{word};
  for (const Alternative& alternative : alternatives) {
    SchemaVisitor inner(paths_, path_of(key));
    inner.properties_.emplace_back(
        "type", Json{{"description", alternative.help}, {"const", alternative.name}});
    alternative.describe(inner);
    Json mapping = inner.take();
    if (key.empty()) mapping["required"] = {"type"};
    schemas.push_back(std::move(mapping));
  }
  add(key, any_of(std::move(schemas)), help);
}

void SchemaVisitor::list(Key key, const ListBinding& binding, Key all_word, Help help) {
  const std::size_t size = binding.size();
  if (size == 0) binding.resize(1);
  SchemaPaths of_items;  // a condition changes a list as a whole
  SchemaVisitor inner(of_items, "");
  binding.describe(0, inner);
  if (size == 0) binding.resize(0);
  Json schema = list_of(inner.properties_.front().second, 0);
  if (!all_word.empty()) {
    schema["minItems"] = 1;
    schema = any_of({schema, {{"const", all_word}}});
  }
  add_value(key, schema, help, [&](auto& v) { v.list(key, binding, all_word, help); });
}

}  // namespace moai
