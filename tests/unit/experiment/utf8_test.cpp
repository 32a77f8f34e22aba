// If these fail, moai takes a text that its readers cannot decode, or writes one.
#include "experiment/utf8.h"

#include <gtest/gtest.h>

#include "experiment/yaml_parser.h"
#include "experiment/yaml_writer.h"
#include "support/error.h"

namespace moai {
namespace {

TEST(Utf8, WellFormedTextHasNoBadByte) {
  for (const char* text : {"", "plain", "gr\xc3\xbc\xc3\x9f", "\xe2\x82\xac", "\xf0\x9f\x90\x9f",
                           "\xef\xbb\xbfmark", "\xf4\x8f\xbf\xbf"})
    EXPECT_FALSE(first_not_utf8(text).has_value()) << text;
}

TEST(Utf8, TheFirstBadByteIsFound) {
  for (const auto& [text, offset] : {std::pair<const char*, std::size_t>{"gr\xfc\xdf", 2},
                                     {"ab\xc3", 2},                    // cut short
                                     {"a\x80", 1},                     // a continuation alone
                                     {"\xc0\xaf", 0},                  // overlong
                                     {"x\xed\xa0\x80", 1},             // a surrogate
                                     {"\xc3\xbc\xf4\x90\x80\x80", 2},  // beyond U+10FFFF
                                     {"\xe2\x82g", 0}})
    EXPECT_EQ(first_not_utf8(text), offset) << text;
}

TEST(Utf8, AnExperimentFileOfAnotherEncodingIsRefusedWithItsPlace) {
  YamlErrors errors;
  try {
    parse_yaml_text("seed: 1\nname: gr\xfc\xdf\n", "a.yaml", errors);
    ADD_FAILURE() << "was read";
  } catch (const UserError& error) {
    EXPECT_STREQ(error.what(),
                 "a.yaml:2:9: this is no UTF-8 (the byte 252 stands in the line, perhaps of "
                 "Latin-1). Save the file as UTF-8.");
  }
}

TEST(Utf8, WhatIsWrittenIsReadAgainWhateverItHolds) {
  for (const std::string& text :
       {std::string("a\x01\x1f\x7f\"\\\n\tb"), std::string("\xc2\x80 \xc2\x85 \xc2\x9f \xc2\xa0"),
        std::string("\xe2\x80\xa8\xe2\x80\xa9"),
        std::string("\xef\xbb\xbf\xef\xbf\xbe\xef\xbf\xbf"),
        std::string("gr\xc3\xbc\xc3\x9f \xf0\x9f\x90\x9f")}) {
    YamlNode mapping = YamlNode::mapping();
    mapping.add("text", YamlNode::scalar(text, true));
    const std::string written = yaml_text(mapping);
    for_each_code_point(written, [&](std::uint32_t point, std::string_view) {
      EXPECT_TRUE(point == '\n' || (point >= 0x20 && point < 0x7f) || (point >= 0xa0)) << written;
      EXPECT_TRUE(point != 0x2028 && point != 0x2029 && point != 0xfeff && point < 0x110000)
          << written;
    });
    YamlErrors errors;
    EXPECT_EQ(parse_yaml_text(written, "a.yaml", errors).find("text")->text, text) << written;
  }
}

}  // namespace
}  // namespace moai
