// If these fail, a number of an experiment file is taken for another one, or what moai writes is a
// text for other readers of YAML.
#include "experiment/scalars.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <regex>

#include "support/random.h"

namespace moai {
namespace {

std::string integer(std::string_view text) {
  const Parsed<std::int64_t> parsed = parse_integer(text);
  return parsed.value ? std::to_string(*parsed.value) : parsed.problem;
}

TEST(Scalars, IntegersAreExactHoweverTheyAreWritten) {
  for (const auto& [text, expected] : {std::pair<const char*, const char*>{"7", "7"},
                                       {"+7", "7"},
                                       {"-0", "0"},
                                       {"007", "7"},
                                       {"12.0", "12"},
                                       {"12.", "12"},
                                       {"1.5e3", "1500"},
                                       {"1500e-2", "15"},
                                       {"0.0e5", "0"},
                                       {"9007199254740993", "9007199254740993"},
                                       {"9007199254740993.0", "9007199254740993"},
                                       {"1e18", "1000000000000000000"},
                                       {"1E+18", "1000000000000000000"},
                                       {"9.223372036854775807e18", "9223372036854775807"},
                                       {"-9223372036854775808.000", "-9223372036854775808"}})
    EXPECT_EQ(integer(text), expected) << text;
}

TEST(Scalars, WhatIsNoIntegerOf64BitsIsRefused) {
  const std::string no_integer = "is not an integer", too_large =
                                                          "is beyond what an integer of 64 "
                                                          "bits can hold";
  for (const char* text : {"", "-", "x", "2.5", "9007199254740993.5", "1e-3", "1500e-3",
                           "1e-999999", "0x10", "1_000", "1e", "1.2.3", "--1", "+-1", "1e5.0"})
    EXPECT_EQ(integer(text), no_integer) << text;
  for (const char* text : {"9223372036854775808", "-9223372036854775809", "1e19", "1e400",
                           "1e99999999999999999999", "9.3e18", "99999999999999999999999"})
    EXPECT_EQ(integer(text), too_large) << text;
  EXPECT_EQ(integer(".nan"), "is not a finite number");
}

TEST(Scalars, NumbersThatAreWrittenAreNumbersInYaml11AndYaml12) {
  // https://yaml.org/type/float.html and int.html as PyYAML reads them; YAML 1.2.2, 10.3.2.
  const std::regex old_float(R"([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?)");
  const std::regex old_integer(R"([-+]?(0|[1-9][0-9_]*))");
  const std::regex new_float(R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)");
  RandomStream random({1, 2}, 0, 0);
  std::vector<double> values = {0.0005,
                                1e-5,
                                1e20,
                                0.1,
                                5.0,
                                -3e-300,
                                1.25e22,
                                -0.0,
                                1e300,
                                5e-324,
                                std::numeric_limits<double>::max()};
  for (int i = 0; i < 2000; ++i)
    values.push_back(
        std::ldexp(random.uniform() - 0.5, static_cast<int>(random.below(2000)) - 1000));
  for (const double value : values) {
    const std::string text = yaml_real(value);
    EXPECT_TRUE(std::regex_match(text, old_float) || std::regex_match(text, old_integer)) << text;
    EXPECT_TRUE(std::regex_match(text, new_float)) << text;
    EXPECT_EQ(parse_real(text).value, value) << text;
  }
  EXPECT_EQ(yaml_real(0.0005), "5.0e-04");
  EXPECT_EQ(yaml_real(100.0), "100");
}

}  // namespace
}  // namespace moai
