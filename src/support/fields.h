#pragma once
// The fields of a struct, listed once: name, member, unit and meaning. Messages between ranks,
// columns of files, their documentation, and sums are made from the list.
//
//   struct Step {
//     std::uint64_t number = 0;
//     double length = 0.0;
//     static constexpr auto fields() {
//       return std::tuple(field("number", &Step::number, "1", "counted from 0"),
//                         field("length", &Step::length, "m", "of the way"));
//     }
//   };
//   each_field(Step::fields(), [&](const auto& field) { print(field.name, step.*field.member); });

#include <span>
#include <string_view>
#include <tuple>

namespace moai {

/// Becomes attributes of a dataset, so that `h5dump -A` explains it. `names`: what the numbers
/// 0, 1, ... of an enum stand for.
struct Note {
  std::string_view unit;
  std::string_view meaning;
  std::span<const std::string_view> names = {};
};

template <class Row, class Value>
struct Field {
  std::string_view name;  ///< empty: it is no column by itself
  Value Row::*member;
  Note note;
};

template <class Row, class Value>
constexpr Field<Row, Value> field(std::string_view name, Value Row::*member, std::string_view unit,
                                  std::string_view meaning) {
  return {name, member, {unit, meaning}};
}

/// A member that travels in messages, and has fields itself or is stored in a way of its own.
template <class Row, class Value>
constexpr Field<Row, Value> part(Value Row::*member) {
  return {{}, member, {}};
}

/// Has a list of its fields.
template <class Row>
concept Listed = requires {
  Row::fields();
};

template <class... Fields, class Visit>
constexpr void each_field(const std::tuple<Fields...>& fields, const Visit& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); }, fields);
}

/// Adds every field of `from`, a struct of counts, to that of `to`.
template <Listed Row>
constexpr void add_up(Row& to, const Row& from) {
  each_field(Row::fields(), [&](const auto& field) { to.*field.member += from.*field.member; });
}

}  // namespace moai
