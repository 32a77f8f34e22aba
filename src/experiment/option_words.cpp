#include "experiment/option_words.h"

#include <array>
#include <limits>

#include "experiment/scalars.h"
#include "support/text.h"

namespace moai {
namespace {

std::string between(bool low, const std::string& minimum, bool high, const std::string& maximum) {
  if (low && high) return concat("from ", minimum, " to ", maximum);
  if (low) return "at least " + minimum;
  if (high) return "at most " + maximum;
  return "";
}

template <class Item>
std::vector<std::string> names(std::span<const Item> items) {
  std::vector<std::string> result;
  for (const Item& item : items) result.emplace_back(item.name);
  return result;
}

}  // namespace

std::string with_range(const std::string& noun, const std::string& range) {
  if (range.empty()) return noun;
  return noun + (range.starts_with("from") ? " " : " of ") + range;
}

std::string range_words(IntegerRange range) {
  using Limits = std::numeric_limits<std::int64_t>;
  return between(range.minimum != Limits::min(), std::to_string(range.minimum),
                 range.maximum != Limits::max(), std::to_string(range.maximum));
}

std::string range_words(RealRange range) {
  using Limits = std::numeric_limits<double>;
  return between(range.minimum > -Limits::max(), format_real(range.minimum),
                 range.maximum < Limits::max(), format_real(range.maximum));
}

std::string expected_integer(IntegerRange range) {
  return with_range("an integer", range_words(range));
}

std::string expected_real(RealRange range) {
  return with_range("a number", range_words(range));
}

std::string expected_duration() {
  return "seconds, or a number with s, min, h or d";
}

std::string expected_list(std::size_t length, const std::string& items) {
  return length == 0 ? concat("a list of ", items) : concat("a list of ", length, " ", items);
}

std::vector<std::string> names_of(std::span<const Choice> choices) {
  return names(choices);
}
std::vector<std::string> names_of(std::span<const NamedInteger> words) {
  return names(words);
}
std::vector<std::string> names_of(std::span<const Alternative> alternatives) {
  return names(alternatives);
}

std::span<const Choice> schedule_shapes() {
  static constexpr std::array<Choice, 5> shapes = {
      Choice{"constant", "`from` all along"}, Choice{"linear", "a straight line"},
      Choice{"geometric", "the same factor every generation"},
      Choice{"cosine", "half a cosine wave, flat at both ends"},
      Choice{"step", "`from` in the first half of the run, `to` in the second"}};
  return shapes;
}

}  // namespace moai
