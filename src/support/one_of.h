#pragma once
// Options of one of several kinds, chosen by `type:`, as a value. What a kind is lies in its own
// folder; a table has one entry for each.
//
//   constexpr std::array<Kind<Shape>, 2> shapes = {circle_kind, square_kind};
//   OneOf<Shape> shape(shapes);
//   shape.describe(visitor, "shape", "what is drawn");
//   double area = shape->area();                       // of the kind that was chosen
//   shape.as<CircleOptions>().radius = 2.0;
//
// `Base` has a virtual describe(OptionVisitor&), which visits the keys beside `type`, and
// clone(), which Cloned gives to those that derive from it.

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "support/options.h"

namespace moai {

/// A line of a table of kinds.
template <class Base>
struct Kind {
  std::string_view name;
  std::string_view help;
  std::unique_ptr<Base> (*make)();  ///< with all defaults
};

/// `Base` with clone() for `Self`, which derives from it.
template <class Self, class Base>
class Cloned : public Base {
 public:
  std::unique_ptr<Base> clone() const override {
    return std::make_unique<Self>(static_cast<const Self&>(*this));
  }
};

template <class Base>
class OneOf {
 public:
  /// The first of `kinds`, which outlive this, with its defaults.
  explicit OneOf(std::span<const Kind<Base>> kinds) : kinds_(kinds), value_(kinds.front().make()) {}
  OneOf(const OneOf& other)
      : kinds_(other.kinds_), type_(other.type_), value_(other.value_->clone()) {}
  // A copy: one that was moved from holds a value.
  // NOLINTNEXTLINE(performance-noexcept-move-constructor): copies may throw
  OneOf(OneOf&& other) : OneOf(std::as_const(other)) {}
  OneOf& operator=(OneOf other) noexcept {
    kinds_ = other.kinds_;
    type_ = other.type_;
    std::swap(value_, other.value_);
    return *this;
  }
  ~OneOf() = default;

  const Base* operator->() const { return value_.get(); }
  Base* operator->() { return value_.get(); }
  std::string_view name() const { return kinds_[type_].name; }

  /// The kind of this name, with its defaults. std::logic_error where there is none.
  void choose(std::string_view name) {
    const auto kind = std::ranges::find(kinds_, name, &Kind<Base>::name);
    if (kind == kinds_.end()) throw std::logic_error("there is no such kind of options");
    type_ = static_cast<std::size_t>(kind - kinds_.begin());
    value_ = kind->make();
  }

  /// The options of the kind that was chosen. std::bad_cast where it is another.
  template <class Options>
  Options& as() {
    return dynamic_cast<Options&>(*value_);
  }
  template <class Options>
  const Options& as() const {
    return dynamic_cast<const Options&>(*value_);
  }

  /// Visits the mapping `key` with its `type`.
  void describe(OptionVisitor& visitor, std::string_view key, std::string_view help) {
    std::vector<std::unique_ptr<Base>> values;
    for (const Kind<Base>& kind : kinds_) values.push_back(kind.make());
    values[type_] = std::move(value_);
    std::vector<Alternative> alternatives;
    for (std::size_t i = 0; i < kinds_.size(); ++i)
      alternatives.push_back({kinds_[i].name, kinds_[i].help,
                              [&values, i](OptionVisitor& v) { values[i]->describe(v); }});
    visitor.alternatives(key, type_, alternatives, help);
    value_ = std::move(values[type_]);
  }

 private:
  std::span<const Kind<Base>> kinds_;
  std::size_t type_ = 0;
  std::unique_ptr<Base> value_;
};

}  // namespace moai
