#include "experiment/explaining_visitor.h"

#include <utility>

#include "experiment/option_words.h"
#include "experiment/writing_visitor.h"
#include "experiment/yaml_writer.h"
#include "support/text.h"

namespace moai {
namespace {

template <class Word>
std::vector<OptionWord> words_of(std::span<const Word> words) {
  std::vector<OptionWord> result;
  for (const Word& word : words) result.push_back({std::string(word.name), std::string(word.help)});
  return result;
}

}  // namespace

std::string ExplainingVisitor::path_of(Key key) const {
  if (path_.empty() || key.empty()) return concat(path_, key);
  return concat(path_, ".", key);
}

OptionRow& ExplainingVisitor::add(Key key, std::string accepts, Help help) {
  rows_.push_back({path_of(key), type_, std::move(accepts), "", std::string(help), {}, holder_});
  return rows_.back();
}

template <class Visit>
OptionRow& ExplainingVisitor::add_value(Key key, std::string accepts, Help help,
                                        const Visit& visit) {
  WritingVisitor writer;
  visit(writer);
  OptionRow& row = add(key, std::move(accepts), help);
  row.default_value = yaml_line(writer.take().entries.front().value);
  return row;
}

void ExplainingVisitor::flag(Key key, bool& value, Help help) {
  add_value(key, "true or false", help, [&](auto& v) { v.flag(key, value, help); });
}
void ExplainingVisitor::integer(Key key, std::int64_t& value, IntegerRange range, Help help) {
  add_value(key, expected_integer(range), help,
            [&](auto& v) { v.integer(key, value, range, help); });
}
void ExplainingVisitor::integer_or_word(Key key, std::int64_t& value, IntegerRange range,
                                        std::span<const NamedInteger> words, Help help) {
  add_value(key, concat(expected_integer(range), ", or a word"), help, [&](auto& v) {
    v.integer_or_word(key, value, range, words, help);
  }).words = words_of(words);
}
void ExplainingVisitor::real(Key key, double& value, RealRange range, Help help) {
  add_value(key, expected_real(range), help, [&](auto& v) { v.real(key, value, range, help); });
}
void ExplainingVisitor::scheduled(Key key, Schedule& value, RealRange range, Help help) {
  add_value(key, concat(expected_real(range), ", or a schedule"), help,
            [&](auto& v) { v.scheduled(key, value, range, help); });
}
void ExplainingVisitor::duration(Key key, double& seconds, Help help) {
  add_value(key, expected_duration(), help, [&](auto& v) { v.duration(key, seconds, help); });
}
void ExplainingVisitor::text(Key key, std::string& value, Help help) {
  add_value(key, "a text", help, [&](auto& v) { v.text(key, value, help); });
}
void ExplainingVisitor::file(Key key, std::string& value, Help help) {
  add_value(key, "a file, relative to the one that names it", help,
            [&](auto& v) { v.file(key, value, help); });
}
void ExplainingVisitor::folder(Key key, std::string& value, Help help) {
  add_value(key, "a folder, relative to the file that names it", help,
            [&](auto& v) { v.folder(key, value, help); });
}
void ExplainingVisitor::path_or_word(Key key, std::string& value, std::span<const Choice> words,
                                     Help help) {
  add_value(key, "a word, or a path relative to the file that names it", help, [&](auto& v) {
    v.path_or_word(key, value, words, help);
  }).words = words_of(words);
}
void ExplainingVisitor::choice(Key key, std::size_t& value, std::span<const Choice> choices,
                               Help help) {
  add_value(key, "a word", help, [&](auto& v) { v.choice(key, value, choices, help); }).words =
      words_of(choices);
}
void ExplainingVisitor::integers(Key key, std::vector<std::int64_t>& value, std::size_t length,
                                 IntegerRange range, Help help) {
  add_value(key, expected_list(length, with_range("integers", range_words(range))), help,
            [&](auto& v) { v.integers(key, value, length, range, help); });
}
void ExplainingVisitor::reals(Key key, std::vector<double>& value, std::size_t length,
                              RealRange range, Help help) {
  add_value(key, expected_list(length, with_range("numbers", range_words(range))), help,
            [&](auto& v) { v.reals(key, value, length, range, help); });
}
void ExplainingVisitor::texts(Key key, std::vector<std::string>& value,
                              std::span<const Choice> allowed, Help help) {
  add_value(key, "a list of words", help, [&](auto& v) {
    v.texts(key, value, allowed, help);
  }).words = words_of(allowed);
}
void ExplainingVisitor::command(Key key, std::vector<std::string>& words, Help help) {
  add_value(key, "a list of words; those that are files beside the one that names them are paths",
            help, [&](auto& v) { v.command(key, words, help); });
}
void ExplainingVisitor::real_map(Key key, std::map<std::string, double>& value, Help help) {
  add_value(key, "a mapping from names to numbers", help,
            [&](auto& v) { v.real_map(key, value, help); });
}

void ExplainingVisitor::group(Key key, const Describe& describe, Help help, Key shorthand) {
  add(key, shorthand.empty() ? "a mapping" : concat("a mapping, or a value for its ", shorthand),
      help);
  ExplainingVisitor inner(rows_, path_of(key), type_, holder_);
  describe(inner);
}

void ExplainingVisitor::alternatives(Key key, std::size_t& index,
                                     std::span<const Alternative> alternatives, Help help) {
  OptionRow& row = add(key, "a type, or a mapping with type and its options", help);
  row.words = words_of(alternatives);
  if (!key.empty()) row.default_value = alternatives[index].name;
  // Options that several types share become one row.
  for (const Alternative& alternative : alternatives) {
    OptionTable own;
    ExplainingVisitor inner(own, path_of(key), std::string(alternative.name), holder_);
    alternative.describe(inner);
    for (OptionRow& option : own) {
      bool known = false;
      for (OptionRow& other : rows_) {
        if (other.path != option.path || other.help != option.help ||
            other.accepts != option.accepts || other.default_value != option.default_value ||
            other.holder != option.holder)
          continue;
        if (other.type != option.type) other.type += ", " + option.type;
        known = true;
      }
      if (!known) rows_.push_back(std::move(option));
    }
  }
}

void ExplainingVisitor::list(Key key, const ListBinding& binding, Key all_word, Help help) {
  const std::string all = all_word.empty() ? "" : concat(", or ", all_word);
  add_value(key, "a list" + all, help, [&](auto& v) { v.list(key, binding, all_word, help); });
  const std::size_t size = binding.size();
  if (size == 0) binding.resize(1);
  ExplainingVisitor inner(rows_, path_of(key) + "[]", type_, holder_);
  binding.describe(0, inner);
  if (size == 0) binding.resize(0);
}

void ExplainingVisitor::held_by(Holder holder, const Describe& describe) {
  const Holder outer = std::exchange(holder_, holder);
  describe(*this);
  holder_ = outer;
}

OptionTable rows_of(const Describe& describe, const std::string& path) {
  OptionTable rows;
  ExplainingVisitor visitor(rows, path, "");
  describe(visitor);
  return rows;
}

}  // namespace moai
