#pragma once
// Rows of a struct as columns of a group, and back, by the struct's list of fields.
//
//   append_columns(group, rows, Migration::fields());     // behind those that are there
//   write_columns(group, births, Birth::fields());        // a whole table
//   auto rows = read_columns<Birth>(group, Birth::fields());
//
// Ids are stored as 64 bits, enums and bools as bytes with their words, vectors of numbers as
// matrices (N,M). Members without a name are left out, but the fields of one that has a list of
// its own are columns, too.

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/ids.h"
#include "record/hdf5/group.h"
#include "support/error.h"
#include "support/fields.h"
#include "support/text.h"

namespace moai {

inline constexpr std::array<std::string_view, 2> truth_names{"FALSE", "TRUE"};

template <class T>
concept ByteStored = std::is_enum_v<T> || std::is_same_v<T, bool>;

/// As a number of the kind that files hold.
template <class T>
auto stored(const T& value) {
  if constexpr (std::is_same_v<T, IndividualId>)
    return value.value();
  else if constexpr (ByteStored<T>)
    return static_cast<std::uint8_t>(value);
  else
    return value;
}
template <class T>
using Stored = decltype(stored(std::declval<const T&>()));

/// With the words of the column's type.
template <class T>
Note full_note(const Note& note) {
  if constexpr (std::is_same_v<T, bool>)
    return {note.unit, note.meaning, truth_names};
  else if constexpr (std::is_enum_v<T>)
    return {note.unit, note.meaning, words_of(T{}).names()};
  else
    return note;
}

template <class Row>
const Row& row_of(const Row& row) {
  return row;
}
template <class Row>
const Row& row_of(const std::shared_ptr<const Row>& row) {
  return *row;
}
template <class Row>
const Row& row_of(const Row* row) {
  return *row;
}

/// Calls visit(name, note, value_of_row) for each column of the fields, those of parts included.
template <class Fields, class Visit, class Outer = std::identity>
void each_column(const Fields& fields, const Visit& visit, const Outer& outer = {}) {
  each_field(fields, [&]<class Row, class Value>(const Field<Row, Value>& field) {
    const auto value = [outer, member = field.member](const auto& row) -> const Value& {
      return outer(row).*member;
    };
    if constexpr (Listed<Value>)
      each_column(Value::fields(), visit, value);
    else if (!field.name.empty())
      visit(std::string(field.name), field.note, value);
  });
}

/// How one column is stored: in the whole, or behind the rows that are there.
enum class Storing : std::uint8_t { whole, appended };

/// `row`: the shape of one row, {} for numbers; `width`: of the vectors, where rows have any.
template <class Rows, class Fields>
void store_columns(hdf5::Group& group, const Rows& rows, const Fields& fields, std::uint64_t width,
                   const hdf5::Shape& row, Storing storing, std::string_view prefix = {}) {
  const auto store = [&]<class T>(const std::string& name, const std::vector<T>& values,
                                  hdf5::Shape shape, const Note& note) {
    if (storing == Storing::appended) {
      group.append<T>(name, values, shape, note);
    } else {
      shape.insert(shape.begin(), rows.size());
      group.write<T>(name, values, shape, note);
    }
  };
  each_column(fields, [&](const std::string& name, const Note& note, const auto& value) {
    using Value = std::decay_t<decltype(value(row_of(*std::begin(rows))))>;
    const std::string meaning = concat(prefix, note.meaning);
    const Note said{note.unit, meaning};
    if constexpr (std::is_same_v<Value, std::string>) {
      std::vector<std::string> texts;
      for (const auto& each : rows) texts.push_back(value(row_of(each)));
      if (storing == Storing::appended)
        group.append_texts(name, texts, said);
      else
        group.write_texts(name, texts, said);
    } else if constexpr (requires(Value v) { v.push_back(typename Value::value_type{}); }) {
      std::vector<typename Value::value_type> values;
      for (const auto& each : rows) {
        const auto& own = value(row_of(each));
        if (own.size() != width)
          throw std::logic_error(concat("record: a row of another width in column ", name));
        values.insert(values.end(), own.begin(), own.end());
      }
      hdf5::Shape shape = row;
      shape.push_back(width);
      store(name, values, shape, said);
    } else {
      std::vector<Stored<Value>> values;
      values.reserve(rows.size());
      for (const auto& each : rows) values.push_back(stored(value(row_of(each))));
      store(name, values, row, full_note<Value>(said));
    }
  });
}

template <class Rows, class Fields>
void append_columns(hdf5::Group& group, const Rows& rows, const Fields& fields,
                    std::uint64_t width = 0) {
  store_columns(group, rows, fields, width, {}, Storing::appended);
}

template <class Rows, class Fields>
void write_columns(hdf5::Group& group, const Rows& rows, const Fields& fields,
                   std::uint64_t width = 0) {
  store_columns(group, rows, fields, width, {}, Storing::whole);
}

/// What write_columns wrote. Throws SystemError where columns differ in length.
template <class Row, class Fields>
std::vector<Row> read_columns(const hdf5::Group& group, const Fields& fields) {
  std::vector<Row> rows;
  bool first = true;
  const auto fit = [&](std::uint64_t length) {
    if (std::exchange(first, false)) rows.resize(length);
    if (rows.size() != length)
      throw SystemError(
          concat("the group ", group.path(), " is damaged (its columns differ in length)."));
  };
  each_column(fields, [&](const std::string& name, const Note&, const auto& value) {
    using Value = std::decay_t<decltype(value(std::declval<const Row&>()))>;
    // The rows are this function's own.
    const auto place = [&](std::size_t k) -> Value& { return const_cast<Value&>(value(rows[k])); };
    if constexpr (std::is_same_v<Value, std::string>) {
      auto texts = group.read_texts(name);
      fit(texts.size());
      for (std::size_t k = 0; k < texts.size(); ++k) place(k) = std::move(texts[k]);
    } else if constexpr (requires(Value v) { v.push_back(typename Value::value_type{}); }) {
      const auto shape = group.shape(name);
      const auto values = group.read<typename Value::value_type>(name);
      fit(shape.size() == 2 ? shape[0] : ~std::uint64_t{0});
      for (std::size_t k = 0; k < rows.size(); ++k) {
        const auto begin = values.begin() + static_cast<std::ptrdiff_t>(k * shape[1]);
        place(k).assign(begin, begin + static_cast<std::ptrdiff_t>(shape[1]));
      }
    } else {
      const auto values = group.read<Stored<Value>>(name);
      fit(values.size());
      for (std::size_t k = 0; k < values.size(); ++k) {
        if constexpr (std::is_enum_v<Value>)
          if (values[k] >= words_of(Value{}).names().size())
            throw SystemError(
                concat("the group ", group.path(), " is damaged (an unknown ", name, ")."));
        place(k) = static_cast<Value>(values[k]);
      }
    }
  });
  return rows;
}

/// Rows of different lengths behind one another: where each begins, and the end.
template <class Row>
struct Ragged {
  std::vector<Row> values;
  std::vector<std::uint64_t> offsets{0};

  void add(const std::vector<Row>& part) {
    values.insert(values.end(), part.begin(), part.end());
    offsets.push_back(values.size());
  }
  std::size_t parts() const { return offsets.size() - 1; }
  std::vector<Row> part(std::size_t k) const {
    return std::vector<Row>(values.begin() + static_cast<std::ptrdiff_t>(offsets[k]),
                            values.begin() + static_cast<std::ptrdiff_t>(offsets[k + 1]));
  }
  /// Offsets start at 0, never fall, and end at the number of rows.
  bool is_sound() const {
    return !offsets.empty() && offsets.front() == 0 && offsets.back() == values.size() &&
           std::is_sorted(offsets.begin(), offsets.end());
  }
  bool is_sound(std::size_t parts) const { return offsets.size() == parts + 1 && is_sound(); }
};

}  // namespace moai
