// If these fail, seeds of conditions, names of folders and seals of files are not what they were.
#include "support/fnv1a.h"

#include <gtest/gtest.h>

namespace moai {
namespace {

// Values of the authors' test vectors.
TEST(Fnv1a, GivesThePublishedValues) {
  EXPECT_EQ(fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(fnv1a("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(fnv1a("foobar"), 0x85944171f73967e8u);
}

TEST(Fnv1a, GoesOnFromPartToPart) {
  EXPECT_EQ(fnv1a("bar", fnv1a("foo")), fnv1a("foobar"));
}

}  // namespace
}  // namespace moai
