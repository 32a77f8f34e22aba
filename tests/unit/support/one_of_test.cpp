// If these fail, options of one of several kinds lose what was chosen when they are copied, or one
// kind is taken for another.
#include "support/one_of.h"

#include <gtest/gtest.h>

#include <array>
#include <typeinfo>

namespace moai {
namespace {

class Shape {
 public:
  virtual ~Shape() = default;
  virtual std::unique_ptr<Shape> clone() const = 0;
  virtual void describe(OptionVisitor&) = 0;
  virtual double area() const = 0;
};

struct SquareOptions {
  double side = 1.0;
};
struct OblongOptions {
  double height = 2.0, width = 3.0;
};

struct Square final : Cloned<Square, Shape>, SquareOptions {
  void describe(OptionVisitor&) override {}
  double area() const override { return side * side; }
};
struct Oblong final : Cloned<Oblong, Shape>, OblongOptions {
  void describe(OptionVisitor&) override {}
  double area() const override { return height * width; }
};

constexpr std::array<Kind<Shape>, 2> shapes = {{
    {"square", "as high as wide",
     []() -> std::unique_ptr<Shape> { return std::make_unique<Square>(); }},
    {"oblong", "otherwise", []() -> std::unique_ptr<Shape> { return std::make_unique<Oblong>(); }},
}};

TEST(OneOf, StartsWithTheFirstKindAndKnowsItsOptions) {
  OneOf<Shape> shape(shapes);
  EXPECT_EQ(shape.name(), "square");
  shape.as<SquareOptions>().side = 3.0;
  EXPECT_EQ(shape->area(), 9.0);
  EXPECT_THROW(shape.as<OblongOptions>(), std::bad_cast);
}

TEST(OneOf, IsAValue) {
  OneOf<Shape> shape(shapes);
  shape.choose("oblong");
  shape.as<OblongOptions>().width = 5.0;
  OneOf<Shape> copy = shape;
  shape.as<OblongOptions>().width = 7.0;
  EXPECT_EQ(copy->area(), 10.0);
  copy = shape;
  EXPECT_EQ(copy->area(), 14.0);
  const OneOf<Shape> moved = std::move(copy);
  EXPECT_EQ(moved->area(), 14.0);
  EXPECT_EQ(moved.name(), "oblong");
}

TEST(OneOf, ChoosesByName) {
  OneOf<Shape> shape(shapes);
  shape.choose("oblong");
  EXPECT_EQ(shape->area(), 6.0);
  EXPECT_THROW(shape.choose("circle"), std::logic_error);
}

}  // namespace
}  // namespace moai
