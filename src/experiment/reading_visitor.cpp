#include "experiment/reading_visitor.h"

#include <algorithm>

#include "experiment/option_table.h"
#include "experiment/option_words.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr std::size_t most_hints = 50;  // later errors are not shown, and looking takes time

/// A mapping that a single value was merged into, or stands for, has that value under `key`.
YamlNode expanded(const YamlNode& node, std::string_view key) {
  YamlNode mapping = node;
  if (node.kind == YamlNode::Kind::scalar) {
    mapping = YamlNode::mapping();
    mapping.place = node.place;
    mapping.add(std::string(key), node);
  } else if (mapping.find(key) != nullptr) {
    mapping.remove(shorthand_key);
  } else {
    const auto entry = std::ranges::find(mapping.entries, shorthand_key, &YamlEntry::key);
    if (entry != mapping.entries.end()) entry->key = std::string(key);
  }
  return mapping;
}

/// "'nsga2' or 'omni'": the alternatives that have a key.
std::string types_with(const std::string& key, std::span<const Alternative> alternatives) {
  std::string types;
  for (const Alternative& alternative : alternatives)
    for (const OptionRow& row : rows_of(alternative.describe))
      if (row.path == key) types += concat(types.empty() ? "'" : " or '", alternative.name, "'");
  return types;
}

template <class T>
void assign(T& target, const std::optional<T>& value) {
  if (value) target = *value;
}

}  // namespace

ReadingVisitor::ReadingVisitor(const YamlNode& mapping, std::string path, YamlErrors& errors,
                               KeyHint hint, Paths paths)
    : mapping_(mapping),
      path_(std::move(path)),
      errors_(errors),
      hint_(std::move(hint)),
      paths_(paths) {}

std::string ReadingVisitor::path_of(std::string_view key) const {
  if (path_.empty() || key.empty()) return concat(path_, key);
  return concat(path_, ".", key);
}

std::optional<ValueReader> ReadingVisitor::take(Key key) {
  known_.emplace_back(key);
  const auto entry = std::ranges::find(mapping_.entries, key, &YamlEntry::key);
  if (entry == mapping_.entries.end()) return {};
  if (entry->value.kind == YamlNode::Kind::null) {
    errors_.add(entry->place, path_of(key), "has no value. Give it one, or remove the key.");
    return {};
  }
  return ValueReader{entry->value, path_of(key), errors_};
}

void ReadingVisitor::finish() const {
  for (const YamlEntry& entry : mapping_.entries) {
    if (std::ranges::find(known_, entry.key) != known_.end()) continue;
    if (entry.key == shorthand_key) {
      errors_.add(entry.value.place, path_,
                  concat("'", entry.value.text, "' stands where a mapping is expected.",
                         suggestion("", known_)));
    } else {
      const bool is_slip = !nearest_name(entry.key, known_).empty();
      const bool wants_hint = hint_ && !is_slip && errors_.size() < most_hints;
      const std::string hint = wants_hint ? hint_(entry.key) : "";
      errors_.add(entry.place, path_of(entry.key),
                  concat("this key is not known here.",
                         hint.empty() ? suggestion(entry.key, known_) : " " + hint));
    }
  }
}

void ReadingVisitor::flag(Key key, bool& value, Help) {
  if (const auto reader = take(key)) assign(value, reader->flag());
}
void ReadingVisitor::integer(Key key, std::int64_t& value, IntegerRange range, Help) {
  if (const auto reader = take(key)) assign(value, reader->integer(range));
}
void ReadingVisitor::integer_or_word(Key key, std::int64_t& value, IntegerRange range,
                                     std::span<const NamedInteger> words, Help) {
  if (const auto reader = take(key)) assign(value, reader->integer_or_word(range, words));
}
void ReadingVisitor::real(Key key, double& value, RealRange range, Help) {
  if (const auto reader = take(key)) assign(value, reader->real(range));
}
void ReadingVisitor::scheduled(Key key, Schedule& value, RealRange range, Help) {
  if (const auto reader = take(key)) assign(value, reader->scheduled(range));
}
void ReadingVisitor::duration(Key key, double& value, Help) {
  if (const auto reader = take(key)) assign(value, reader->duration());
}
void ReadingVisitor::text(Key key, std::string& value, Help) {
  if (const auto reader = take(key)) assign(value, reader->text());
}
void ReadingVisitor::file(Key key, std::string& value, Help) {
  if (const auto reader = take(key))
    assign(value, paths_ == Paths::as_written ? reader->text() : reader->file());
}
void ReadingVisitor::folder(Key key, std::string& value, Help) {
  if (const auto reader = take(key))
    assign(value, paths_ == Paths::as_written ? reader->text() : reader->folder());
}
void ReadingVisitor::path_or_word(Key key, std::string& value, std::span<const Choice> words,
                                  Help) {
  if (const auto reader = take(key))
    assign(value,
           paths_ == Paths::as_written ? reader->text() : reader->path_or_word(names_of(words)));
}
void ReadingVisitor::choice(Key key, std::size_t& value, std::span<const Choice> choices, Help) {
  if (const auto reader = take(key)) assign(value, reader->word(names_of(choices)));
}

bool ReadingVisitor::each(const ValueReader& value, std::size_t length, const std::string& items,
                          const std::function<bool(const ValueReader&)>& read) {
  if (value.node.kind != YamlNode::Kind::list) {
    value.complain_of_kind(expected_list(length, items));
    return false;
  }
  const std::size_t given = value.node.items.size();
  if (length != 0 && given != length) {
    value.complain(concat("has ", given, given == 1 ? " item (" : " items (",
                          expected_list(length, items), " is expected)."));
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < given; ++i)
    good = read({value.node.items[i], concat(value.path, "[", i, "]"), errors_}) && good;
  return good;
}

void ReadingVisitor::integers(Key key, std::vector<std::int64_t>& value, std::size_t length,
                              IntegerRange range, Help) {
  const auto reader = take(key);
  std::vector<std::int64_t> numbers;
  if (reader && each(*reader, length, with_range("integers", range_words(range)), [&](auto item) {
        const auto number = item.integer(range);
        if (number) numbers.push_back(*number);
        return number.has_value();
      }))
    value = numbers;
}

void ReadingVisitor::reals(Key key, std::vector<double>& value, std::size_t length, RealRange range,
                           Help) {
  const auto reader = take(key);
  std::vector<double> numbers;
  if (reader && each(*reader, length, with_range("numbers", range_words(range)), [&](auto item) {
        const auto number = item.real(range);
        if (number) numbers.push_back(*number);
        return number.has_value();
      }))
    value = numbers;
}

void ReadingVisitor::texts(Key key, std::vector<std::string>& value,
                           std::span<const Choice> allowed, Help) {
  const auto reader = take(key);
  const std::vector<std::string> names = names_of(allowed);
  std::vector<std::string> words;
  if (reader && each(*reader, 0, "words", [&](auto item) {
        if (!names.empty() && !item.word(names)) return false;
        const auto word = item.text();
        if (word) words.push_back(*word);
        return word.has_value();
      }))
    value = words;
}

void ReadingVisitor::command(Key key, std::vector<std::string>& value, Help) {
  const auto reader = take(key);
  std::vector<std::string> words;
  if (reader && each(*reader, 0, "words", [&](auto item) {
        const auto word = paths_ == Paths::as_written ? item.text() : item.file_or_word();
        if (word) words.push_back(*word);
        return word.has_value();
      }))
    value = words;
}

void ReadingVisitor::real_map(Key key, std::map<std::string, double>& value, Help) {
  const auto reader = take(key);
  if (!reader) return;
  if (reader->node.kind != YamlNode::Kind::mapping) {
    reader->complain_of_kind("a mapping from names to numbers");
    return;
  }
  std::map<std::string, double> numbers;
  for (const YamlEntry& entry : reader->node.entries)
    if (const auto number =
            ValueReader{entry.value, concat(reader->path, ".", entry.key), errors_}.real({}))
      numbers[entry.key] = *number;
  value = numbers;
}

void ReadingVisitor::group(Key key, const Describe& describe, Help, Key shorthand) {
  const auto reader = take(key);
  if (!reader) return;
  const bool short_form = reader->node.kind == YamlNode::Kind::scalar && !shorthand.empty();
  if (reader->node.kind != YamlNode::Kind::mapping && !short_form) {
    reader->complain_of_kind("a mapping of keys");
    return;
  }
  const YamlNode mapping = shorthand.empty() ? reader->node : expanded(reader->node, shorthand);
  ReadingVisitor inner(mapping, reader->path, errors_, hint_, paths_);
  describe(inner);
  inner.finish();
}

void ReadingVisitor::alternatives(Key key, std::size_t& index,
                                  std::span<const Alternative> alternatives, Help) {
  const auto reader = take(key);
  if (!reader) return;
  if (reader->node.kind == YamlNode::Kind::list) {
    reader->complain_of_kind("a mapping with 'type'");
    return;
  }
  const std::vector<std::string> names = names_of(alternatives);
  const YamlNode mapping = expanded(reader->node, "type");
  const YamlNode* type = mapping.find("type");
  if (type == nullptr && key.empty()) {
    reader->complain(concat("lacks 'type'. Known: ", join(names), "."));
    return;
  }
  if (type != nullptr) {
    const bool short_form = reader->node.kind == YamlNode::Kind::scalar;
    const auto chosen =
        ValueReader{*type, short_form ? reader->path : concat(reader->path, ".type"), errors_}.word(
            names);
    if (!chosen) return;
    index = *chosen;
  }
  const auto hint = [&](const std::string& unknown) {
    const std::string types = types_with(unknown, alternatives);
    if (!types.empty()) return concat("It belongs to type ", types, ".");
    return hint_ ? hint_(unknown) : "";
  };
  ReadingVisitor inner(mapping, reader->path, errors_, hint, paths_);
  inner.expect("type");
  alternatives[index].describe(inner);
  inner.finish();
}

void ReadingVisitor::list(Key key, const ListBinding& binding, Key all_word, Help) {
  const auto reader = take(key);
  if (!reader) return;
  const std::string all = all_word.empty() ? "" : concat(", or '", all_word, "'");
  if (reader->node.kind == YamlNode::Kind::scalar && !all_word.empty() &&
      reader->node.text == all_word) {
    binding.resize(0);
    return;
  }
  if (reader->node.kind != YamlNode::Kind::list) {
    reader->complain_of_kind("a list" + all);
    return;
  }
  const auto& items = reader->node.items;
  if (items.empty() && !all_word.empty()) {
    reader->complain(concat("is an empty list (a list with items", all, " is expected)."));
    return;
  }
  // Twice, so that every item starts from the defaults whatever was in the list before.
  binding.resize(0);
  binding.resize(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    YamlNode wrapper = YamlNode::mapping();
    wrapper.add("", items[i]);
    ReadingVisitor inner(wrapper, concat(reader->path, "[", i, "]"), errors_, hint_, paths_);
    binding.describe(i, inner);
  }
}

}  // namespace moai
