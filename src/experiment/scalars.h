#pragma once
// Numbers, durations and words as text: strict both ways, independent of the locale.
//
//   parse_integer("1e6").value      // 1000000
//   format_real(0.1)                // "0.1": the shortest text that reads back as the same number
//   yaml_real(0.0005)               // "5.0e-04", where format_real has "5e-04"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace moai {

/// A number, or what is wrong with the text (a phrase that follows the quoted text).
template <class T>
struct Parsed {
  std::optional<T> value;
  std::string problem;
};

/// Decimal digits with an optional sign, or a whole number such as 1e6 or 12.0; always exact.
Parsed<std::int64_t> parse_integer(std::string_view text);
/// A finite decimal number.
Parsed<double> parse_real(std::string_view text);
/// Seconds: a number, or a number and a unit out of s, min, h, d ("5 min"); not negative.
Parsed<double> parse_duration(std::string_view text);

std::string format_real(double value);
/// As format_real, with the point that YAML 1.1 asks of a number with an exponent.
std::string yaml_real(double value);
/// "300 s", "5 min", "2 h": the largest unit that leaves a whole number.
std::string format_duration(double seconds);

/// With small letters for the capitals of ASCII.
std::string in_lower_case(std::string text);

}  // namespace moai
