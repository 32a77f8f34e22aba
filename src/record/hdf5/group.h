#pragma once
// A group of an HDF5 file: its attributes, its datasets as columns of numbers, its subgroups.
//
//   Group events = root.at("events", "what happened");
//   events.append<double>("wall_time", values, {}, {"s", "time since the start"});
//   std::vector<double> all = events.read<double>("wall_time");
//
// Datasets are little-endian, chunked, shuffled, deflated and carry a Fletcher32 checksum. Reading
// checks types and never allocates more than the file's size can stand for. Every function throws
// SystemError naming the file. One thread at a time.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "record/hdf5/handle.h"
#include "support/fields.h"

namespace moai::hdf5 {

using Shape = std::vector<std::uint64_t>;

inline constexpr std::size_t text_room = 1000;  // bytes of a text of a growing column

enum class Type : std::uint8_t { u8, i32, u32, i64, u64, f32, f64 };

template <class T>
struct TypeOf;
template <>
struct TypeOf<std::uint8_t> {
  static constexpr Type value = Type::u8;
};
template <>
struct TypeOf<std::int32_t> {
  static constexpr Type value = Type::i32;
};
template <>
struct TypeOf<std::uint32_t> {
  static constexpr Type value = Type::u32;
};
template <>
struct TypeOf<std::int64_t> {
  static constexpr Type value = Type::i64;
};
template <>
struct TypeOf<std::uint64_t> {
  static constexpr Type value = Type::u64;
};
template <>
struct TypeOf<float> {
  static constexpr Type value = Type::f32;
};
template <>
struct TypeOf<double> {
  static constexpr Type value = Type::f64;
};

/// `names` of a u8 column become an HDF5 enumeration (FALSE, TRUE: h5py's bool).
using moai::Note;

class Group {
 public:
  explicit Group(Handle handle) : handle_(std::move(handle)) {}

  /// The subgroup, made if it is not there.
  Group at(const std::string& name, std::string_view meaning);
  Group open(const std::string& name) const;
  bool has(const std::string& name) const;
  /// From the root of the file: /events
  std::string path() const;
  std::vector<std::string> names() const;

  void set(const std::string& attribute, std::string_view value);
  void set(const std::string& attribute, std::uint64_t value);
  void set(const std::string& attribute, double value);
  std::string text(const std::string& attribute) const;
  std::uint64_t integer(const std::string& attribute) const;
  double real(const std::string& attribute) const;

  /// A whole dataset of its final size; the product of `shape` is the number of values.
  template <class T>
  void write(const std::string& name, std::span<const T> values, const Shape& shape,
             const Note& note) {
    write_values(name, TypeOf<T>::value, values.data(), values.size(), shape, note);
  }
  template <class T>
  void write(const std::string& name, const std::vector<T>& values, const Note& note) {
    write<T>(name, std::span<const T>(values), {values.size()}, note);
  }
  /// Rows of shape `row` ({}: numbers) behind those that are there; the first call makes it.
  template <class T>
  void append(const std::string& name, std::span<const T> values, const Shape& row,
              const Note& note) {
    append_values(name, TypeOf<T>::value, values.data(), values.size(), row, note);
  }
  template <class T>
  std::vector<T> read(const std::string& name) const {
    const Shape all = shape(name);
    return rows<T>(name, 0, all.empty() ? 1 : all[0]);
  }
  /// `count` rows from `first` on, which must exist.
  template <class T>
  std::vector<T> rows(const std::string& name, std::uint64_t first, std::uint64_t count) const {
    std::vector<T> values(values_in(name, TypeOf<T>::value, first, count));
    read_values(name, values.data(), first, count);
    return values;
  }
  Shape shape(const std::string& name) const;

  /// UTF-8 of a fixed length, padded with zeros.
  void write_texts(const std::string& name, const std::vector<std::string>& values,
                   const Note& note);
  /// Behind those that are there: each has room for `text_room` bytes, and none may be longer.
  void append_texts(const std::string& name, const std::vector<std::string>& values,
                    const Note& note);
  std::vector<std::string> read_texts(const std::string& name) const;

  /// A copy of everything below `name` of another file, compressed chunks as they are.
  void copy(const Group& from, const std::string& name);
  /// A whole group of another file, its attributes included, as the new subgroup `name`.
  void copy_all(const Group& from, const std::string& name);
  /// Everything in `from` and its attributes, into this group.
  void take_over(const Group& from);
  /// A link to a group of another file; `file` is relative to this file's folder.
  void link_file(const std::string& name, const std::string& file, const std::string& path = "/");

  Id id() const { return handle_.id(); }

 private:
  void write_values(const std::string& name, Type type, const void* values, std::size_t count,
                    const Shape& shape, const Note& note);
  void append_values(const std::string& name, Type type, const void* values, std::size_t count,
                     const Shape& row, const Note& note);
  std::size_t values_in(const std::string& name, Type type, std::uint64_t first,
                        std::uint64_t count) const;
  void read_values(const std::string& name, void* values, std::uint64_t first,
                   std::uint64_t count) const;

  Handle handle_;
};

}  // namespace moai::hdf5
