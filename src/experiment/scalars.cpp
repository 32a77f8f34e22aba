#include "experiment/scalars.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

namespace moai {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};
constexpr std::array<Unit, 12> units = {{{"d", 86400},
                                         {"day", 86400},
                                         {"days", 86400},
                                         {"h", 3600},
                                         {"hour", 3600},
                                         {"hours", 3600},
                                         {"min", 60},
                                         {"minute", 60},
                                         {"minutes", 60},
                                         {"s", 1},
                                         {"second", 1},
                                         {"seconds", 1}}};

std::string_view without_plus(std::string_view text) {
  return text.size() > 1 && text[0] == '+' && text[1] != '-' ? text.substr(1) : text;
}

bool is_not_finite_word(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  if (!text.empty() && text[0] == '.') text.remove_prefix(1);
  for (const std::string_view word : {"nan", "NaN", "NAN", "inf", "Inf", "INF", "infinity"})
    if (text == word) return true;
  return false;
}

/// The digits of a decimal number with its exponent carried out ("1.5e3": "1500"), so that no
/// double rounds it; empty where it is not whole. More digits than any integer has stay uncounted.
std::string whole_digits(std::string_view number) {
  const std::size_t e = std::min(number.find_first_of("eE"), number.size());
  std::string digits(number.substr(0, e));
  std::int64_t shift = 0;
  if (e < number.size()) {
    const std::string_view exponent = without_plus(number.substr(e + 1));
    const auto [end, error] =
        std::from_chars(exponent.data(), exponent.data() + exponent.size(), shift);
    if (error != std::errc()) shift = exponent.starts_with('-') ? -1'000'000 : 1'000'000;
  }
  const std::string sign = digits.starts_with('-') ? "-" : "";
  digits.erase(0, sign.size());
  if (const std::size_t point = digits.find('.'); point != digits.npos) {
    shift -= static_cast<std::int64_t>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  for (; shift < 0 && digits.back() == '0'; ++shift) digits.pop_back();
  if (shift < 0) return "";
  constexpr std::int64_t enough = 20;  // digits: beyond 64 bits
  return sign + digits + std::string(static_cast<std::size_t>(std::min(shift, enough)), '0');
}

}  // namespace

Parsed<double> parse_real(std::string_view text) {
  if (is_not_finite_word(text)) return {{}, "is not a finite number"};
  const std::string_view digits = without_plus(text);
  double value = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || end != digits.data() + digits.size()) return {{}, "is not a number"};
  if (error == std::errc::result_out_of_range || !std::isfinite(value))
    return {{}, "is beyond what a number of double precision can hold"};
  if (error != std::errc()) return {{}, "is not a number"};
  return {value, ""};
}

Parsed<std::int64_t> parse_integer(std::string_view text) {
  const std::string_view number = without_plus(text);
  const Parsed<double> real = parse_real(text);
  if (!real.value && real.problem == "is not a number") return {{}, "is not an integer"};
  if (!real.value && is_not_finite_word(text)) return {{}, real.problem};
  const std::string digits = whole_digits(number);
  if (digits.empty()) return {{}, "is not an integer"};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc() && end == digits.data() + digits.size()) return {value, ""};
  return {{}, "is beyond what an integer of 64 bits can hold"};
}

Parsed<double> parse_duration(std::string_view text) {
  constexpr std::string_view problem = "is not a duration";
  const std::size_t letters = text.find_last_not_of("abcdefghijklmnopqrstuvwxyz");
  const std::string_view unit = letters == text.npos ? text : text.substr(letters + 1);
  std::string_view number = text.substr(0, text.size() - unit.size());
  while (!number.empty() && number.back() == ' ') number.remove_suffix(1);
  double scale = unit.empty() ? 1.0 : 0.0;
  for (const Unit& known : units)
    if (unit == known.name) scale = known.seconds;
  const Parsed<double> count = parse_real(number);
  if (scale == 0.0 || !count.value) return {{}, std::string(problem)};
  if (*count.value < 0.0) return {{}, "is a negative duration"};
  if (*count.value * scale > 1e10) return {{}, "is longer than three hundred years"};
  return {*count.value * scale, ""};
}

std::string format_real(double value) {
  std::array<char, 32> text{};
  const auto result = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), result.ptr};
}

std::string in_lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::string yaml_real(double value) {
  std::string text = format_real(value);
  const std::size_t e = text.find('e');
  if (e != text.npos && text.find('.') == text.npos) text.insert(e, ".0");
  return text;
}

std::string format_duration(double seconds) {
  for (const Unit& unit : {units[0], units[3], units[6]}) {
    const double count = seconds / unit.seconds;
    if (count >= 1.0 && count == std::floor(count) && count * unit.seconds == seconds)
      return format_real(count) + " " + std::string(unit.name);
  }
  return format_real(seconds) + " s";
}

}  // namespace moai
