// If these fail, what users are told of an option is not what the reader does with it.
#include "experiment/explain.h"

#include <gtest/gtest.h>

#include "support/error.h"
#include "tests/unit/experiment/sample_options.h"

namespace moai {
namespace {

OptionTable sample_table() {
  return rows_of([](OptionVisitor& visitor) {
    SampleOptions options;
    describe(visitor, options);
  });
}

TEST(Explain, TellsMeaningBoundsAndDefault) {
  EXPECT_EQ(explain("cells", sample_table()),
            "cells\n  how many cells\n  accepts: an integer from 1 to 1000\n  default: 100\n");
  EXPECT_EQ(explain("size", sample_table()),
            "size\n  height and width\n  accepts: a list of 2 integers from 8 to 512\n"
            "  default: [33, 33]\n");
  EXPECT_EQ(explain("jumps", sample_table()),
            "jumps\n  how many jumps\n  accepts: an integer from 1 to 100, or a word\n"
            "  default: unlimited\n    none       no jumps\n    unlimited  any number\n");
  EXPECT_EQ(explain("every", sample_table()),
            "every\n  how often\n  accepts: seconds, or a number with s, min, h or d\n"
            "  default: 5 min\n");
}

TEST(Explain, ListsTheKeysBelow) {
  EXPECT_EQ(explain("network", sample_table()),
            "network\n  what is drawn\n  accepts: a mapping, or a value for its hidden\n"
            "  network.hidden  hidden nodes (default 3)\n"
            "  network.spread  of weights (default 1)\n");
  EXPECT_EQ(explain("search", sample_table()),
            "search\n  how to search\n  accepts: a type, or a mapping with type and its options\n"
            "  default: climb\n    climb  one parent\n    breed  many parents\n"
            "  search.parents (breed)  how many parents (default 7)\n");
}

TEST(Explain, FindsKeysByTheirLastPartAndInsideLists) {
  EXPECT_EQ(explain("window", sample_table()),
            "objectives[].window (ssim)\n  pixels\n  accepts: a number from 1 to 99\n"
            "  default: 3\n");
  EXPECT_EQ(explain("objectives.window", sample_table()), explain("window", sample_table()));
}

TEST(Explain, SuggestsTheNearestKey) {
  try {
    explain("netwrk.hidden", sample_table());
    FAIL();
  } catch (const UserError& error) {
    EXPECT_STREQ(error.what(), "'netwrk.hidden' is no option. Did you mean 'network.hidden'?");
  }
}

TEST(Explain, LeavesTheStructAsItWas) {
  SampleOptions options;
  rows_of([&options](OptionVisitor& visitor) { describe(visitor, options); });
  EXPECT_EQ(options, SampleOptions{});
}

TEST(Reference, HasARowForEveryOptionAndASectionForEveryMapping) {
  const OptionTable table = sample_table();
  const std::string page = reference_markdown(table);
  for (const OptionRow& row : table)
    EXPECT_NE(page.find("| `" + row.path + "`"), std::string::npos) << row.path;
  EXPECT_NE(page.find("### `network`\n"), std::string::npos);
  EXPECT_NE(page.find("| `jumps` | an integer from 1 to 100, or a word | `unlimited` | how many "
                      "jumps<br>`none`: no jumps<br>`unlimited`: any number |\n"),
            std::string::npos);
}

}  // namespace
}  // namespace moai
