#include "experiment/writing_visitor.h"

#include "experiment/option_words.h"
#include "experiment/scalars.h"

namespace moai {
namespace {

YamlNode text_node(const std::string& text) {
  return YamlNode::scalar(text, true);
}
YamlNode word_node(std::string_view word) {
  return YamlNode::scalar(std::string(word), true);
}
YamlNode real_node(double value) {
  return YamlNode::scalar(yaml_real(value));
}
YamlNode integer_node(std::int64_t value) {
  return YamlNode::scalar(std::to_string(value));
}

}  // namespace

void WritingVisitor::flag(Key key, bool& value, Help) {
  put(key, YamlNode::scalar(value ? "true" : "false"));
}
void WritingVisitor::integer(Key key, std::int64_t& value, IntegerRange, Help) {
  put(key, integer_node(value));
}
void WritingVisitor::integer_or_word(Key key, std::int64_t& value, IntegerRange range,
                                     std::span<const NamedInteger> words, Help) {
  for (const NamedInteger& word : words)
    if (word.value == value) return put(key, word_node(word.name));
  put(key, integer_node(value));
}
void WritingVisitor::real(Key key, double& value, RealRange, Help) {
  put(key, real_node(value));
}

void WritingVisitor::scheduled(Key key, Schedule& value, RealRange, Help) {
  if (value.shape == Schedule::Shape::constant) return put(key, real_node(value.from));
  YamlNode mapping = YamlNode::mapping();
  mapping.add("from", real_node(value.from));
  mapping.add("to", real_node(value.to));
  mapping.add("schedule", word_node(schedule_shapes()[static_cast<std::size_t>(value.shape)].name));
  put(key, std::move(mapping));
}

void WritingVisitor::duration(Key key, double& seconds, Help) {
  put(key, YamlNode::scalar(format_duration(seconds)));
}
void WritingVisitor::text(Key key, std::string& value, Help) {
  put(key, text_node(value));
}
void WritingVisitor::file(Key key, std::string& path, Help) {
  put(key, text_node(path));
}
void WritingVisitor::folder(Key key, std::string& path, Help) {
  put(key, text_node(path));
}
void WritingVisitor::path_or_word(Key key, std::string& value, std::span<const Choice>, Help) {
  put(key, text_node(value));
}
void WritingVisitor::choice(Key key, std::size_t& index, std::span<const Choice> choices, Help) {
  put(key, word_node(choices[index].name));
}

void WritingVisitor::integers(Key key, std::vector<std::int64_t>& values, std::size_t, IntegerRange,
                              Help) {
  YamlNode list = YamlNode::list();
  for (const std::int64_t value : values) list.items.push_back(integer_node(value));
  put(key, std::move(list));
}

void WritingVisitor::reals(Key key, std::vector<double>& values, std::size_t, RealRange, Help) {
  YamlNode list = YamlNode::list();
  for (const double value : values) list.items.push_back(real_node(value));
  put(key, std::move(list));
}

void WritingVisitor::texts(Key key, std::vector<std::string>& values, std::span<const Choice>,
                           Help) {
  YamlNode list = YamlNode::list();
  for (const std::string& value : values) list.items.push_back(text_node(value));
  put(key, std::move(list));
}

void WritingVisitor::command(Key key, std::vector<std::string>& words, Help help) {
  texts(key, words, {}, help);
}

void WritingVisitor::real_map(Key key, std::map<std::string, double>& values, Help) {
  YamlNode mapping = YamlNode::mapping();
  for (const auto& [name, value] : values) mapping.add(name, real_node(value));
  put(key, std::move(mapping));
}

void WritingVisitor::group(Key key, const Describe& describe, Help, Key) {
  WritingVisitor inner;
  describe(inner);
  put(key, inner.take());
}

void WritingVisitor::alternatives(Key key, std::size_t& index,
                                  std::span<const Alternative> alternatives, Help) {
  WritingVisitor inner;
  inner.put("type", word_node(alternatives[index].name));
  alternatives[index].describe(inner);
  put(key, inner.take());
}

void WritingVisitor::list(Key key, const ListBinding& binding, Key all_word, Help) {
  const std::size_t size = binding.size();
  if (size == 0 && !all_word.empty()) return put(key, word_node(all_word));
  YamlNode list = YamlNode::list();
  for (std::size_t i = 0; i < size; ++i) {
    WritingVisitor item;
    binding.describe(i, item);
    list.items.push_back(std::move(item.mapping_.entries.front().value));
  }
  put(key, std::move(list));
}

}  // namespace moai
