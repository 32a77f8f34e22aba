#pragma once
// The words of an enum class whose values are 0, 1, 2 ..., written once: for YAML, for files, for
// help. That there is one word for each value is checked when compiling.
//
//   enum class Shape : std::uint8_t { circle, square };
//   inline constexpr auto shape_words = enum_words<Shape::square>({{"circle", "round"},
//                                                                  {"square", "with corners"}});
//   constexpr auto& words_of(Shape) { return shape_words; }
//
//   shape_words.word(Shape::circle)       // "circle"
//   shape_words.find("square")            // Shape::square

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace moai {

/// A word that a key accepts, and what it means.
struct Choice {
  std::string_view name;
  std::string_view help;
};

template <class Enum, std::size_t count>
class EnumWords {
 public:
  explicit constexpr EnumWords(const Choice (&choices)[count]) {
    for (std::size_t i = 0; i < count; ++i) {
      choices_[i] = choices[i];
      names_[i] = choices[i].name;
    }
  }

  constexpr std::span<const Choice> choices() const { return choices_; }
  constexpr std::span<const std::string_view> names() const { return names_; }
  constexpr std::string_view word(Enum value) const {
    return names_.at(static_cast<std::size_t>(value));
  }
  constexpr std::optional<Enum> find(std::string_view word) const {
    for (std::size_t i = 0; i < count; ++i)
      if (names_[i] == word) return static_cast<Enum>(i);
    return std::nullopt;
  }

 private:
  std::array<Choice, count> choices_{};
  std::array<std::string_view, count> names_{};
};

/// `last`: the enum's last value.
template <auto last, std::size_t count>
constexpr EnumWords<decltype(last), count> enum_words(const Choice (&choices)[count]) {
  static_assert(count == static_cast<std::size_t>(last) + 1, "one word for each value of the enum");
  return EnumWords<decltype(last), count>(choices);
}

}  // namespace moai
