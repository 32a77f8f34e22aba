// If these fail, a rank receives other rows, states or counts than another one sent.
#include "support/field_stream.h"

#include <gtest/gtest.h>

namespace moai {
namespace {

struct Point {
  std::vector<double> values;

  bool operator==(const Point&) const = default;
  static constexpr auto fields() { return std::tuple(part(&Point::values)); }
};

struct Everything {
  int number = 0;
  std::string text;
  std::vector<Point> points;
  std::map<std::string, double> times;
  std::variant<int, Point> either;
  std::shared_ptr<const Point> shared;

  static constexpr auto fields() {
    using E = Everything;
    return std::tuple(part(&E::number), part(&E::text), part(&E::points), part(&E::times),
                      part(&E::either), part(&E::shared));
  }
};

TEST(FieldStream, ReturnsWhatWasPut) {
  const Everything sent{3,
                        "three",
                        {{{1.0, 2.0}}, {}},
                        {{"vote", 0.5}, {"vary", 2.0}},
                        Point{{7.0}},
                        std::make_shared<const Point>(Point{{8.0, 9.0}})};
  ByteWriter out;
  put(out, sent);
  ByteReader in(out.bytes());
  const auto received = get<Everything>(in);
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(received.number, sent.number);
  EXPECT_EQ(received.text, sent.text);
  EXPECT_EQ(received.points, sent.points);
  EXPECT_EQ(received.times, sent.times);
  EXPECT_EQ(received.either, sent.either);
  EXPECT_EQ(*received.shared, *sent.shared);
}

TEST(FieldStream, RefusesAMessageThatWasCutShort) {
  ByteWriter out;
  put(out, Point{{1.0, 2.0, 3.0}});
  const Bytes& all = out.bytes();
  const Bytes cut(all.begin(), all.end() - 1);
  ByteReader in(cut);
  EXPECT_THROW(get<Point>(in), std::logic_error);
}

struct Counts {
  std::uint64_t apples = 0;
  std::uint64_t pears = 0;
  static constexpr auto fields() {
    return std::tuple(field("apples", &Counts::apples, "1", ""),
                      field("pears", &Counts::pears, "1", ""));
  }
};

TEST(Fields, AddUpOneByOne) {
  Counts sum{1, 2};
  add_up(sum, Counts{10, 20});
  EXPECT_EQ(sum.apples, 11u);
  EXPECT_EQ(sum.pears, 22u);
}

}  // namespace
}  // namespace moai
