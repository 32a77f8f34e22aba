#pragma once
// Values with lists of fields (fields.h) as messages between the ranks of a job: structs, and
// vectors, maps, variants and pointers of them.
//
//   ByteWriter out;  put(out, row);
//   ByteReader in(out.bytes());  Row row = get<Row>(in);
//
// A type whose message is to be another one has its own put() and get() in namespace moai.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "support/byte_stream.h"
#include "support/fields.h"

namespace moai {

template <class T>
concept Plain = std::is_trivially_copyable_v<T>;

// Declared before they are defined, for they call one another.
template <Plain T>
void put(ByteWriter& out, const T& value);
template <class T>
requires(Listed<T> && !Plain<T>) void put(ByteWriter& out, const T& value);
template <class T>
void put(ByteWriter& out, const std::vector<T>& values);
template <class T>
void put(ByteWriter& out, const std::shared_ptr<const T>& value);
template <class... Ts>
void put(ByteWriter& out, const std::variant<Ts...>& value);
template <class Key, class T>
void put(ByteWriter& out, const std::map<Key, T>& values);

template <Plain T>
void get(ByteReader& in, T& value);
template <class T>
requires(Listed<T> && !Plain<T>) void get(ByteReader& in, T& value);
template <class T>
void get(ByteReader& in, std::vector<T>& values);
template <class T>
void get(ByteReader& in, std::shared_ptr<const T>& value);
template <class... Ts>
void get(ByteReader& in, std::variant<Ts...>& value);
template <class Key, class T>
void get(ByteReader& in, std::map<Key, T>& values);

template <class T>
T get(ByteReader& in) {
  T value;
  get(in, value);
  return value;
}

inline void put(ByteWriter& out, const std::string& text) {
  out.put_all(std::vector<char>(text.begin(), text.end()));
}
inline void get(ByteReader& in, std::string& text) {
  const auto letters = in.get_all<char>();
  text.assign(letters.begin(), letters.end());
}

template <Plain T>
void put(ByteWriter& out, const T& value) {
  out.put(value);
}
template <Plain T>
void get(ByteReader& in, T& value) {
  value = in.get<T>();
}

template <class T>
requires(Listed<T> && !Plain<T>) void put(ByteWriter& out, const T& value) {
  each_field(T::fields(), [&](const auto& field) { put(out, value.*field.member); });
}
template <class T>
requires(Listed<T> && !Plain<T>) void get(ByteReader& in, T& value) {
  each_field(T::fields(), [&](const auto& field) { get(in, value.*field.member); });
}

template <class T>
void put(ByteWriter& out, const std::vector<T>& values) {
  if constexpr (Plain<T>) {
    out.put_all(values);
  } else {
    out.put<std::uint64_t>(values.size());
    for (const T& value : values) put(out, value);
  }
}
template <class T>
void get(ByteReader& in, std::vector<T>& values) {
  if constexpr (Plain<T>) {
    values = in.get_all<T>();
  } else {
    values.resize(in.get<std::uint64_t>());
    for (T& value : values) get(in, value);
  }
}

template <class T>
void put(ByteWriter& out, const std::shared_ptr<const T>& value) {
  put(out, *value);
}
template <class T>
void get(ByteReader& in, std::shared_ptr<const T>& value) {
  value = std::make_shared<const T>(get<T>(in));
}

template <class... Ts>
void put(ByteWriter& out, const std::variant<Ts...>& value) {
  out.put<std::uint64_t>(value.index());
  std::visit([&](const auto& held) { put(out, held); }, value);
}
template <class... Ts>
void get(ByteReader& in, std::variant<Ts...>& value) {
  const auto index = in.get<std::uint64_t>();
  std::uint64_t k = 0;
  ((k++ == index ? get(in, value.template emplace<Ts>()) : void()), ...);
}

template <class Key, class T>
void put(ByteWriter& out, const std::map<Key, T>& values) {
  out.put<std::uint64_t>(values.size());
  for (const auto& [key, value] : values) {
    put(out, key);
    put(out, value);
  }
}
template <class Key, class T>
void get(ByteReader& in, std::map<Key, T>& values) {
  values.clear();
  for (auto left = in.get<std::uint64_t>(); left > 0; --left) {
    auto key = get<Key>(in);
    values[std::move(key)] = get<T>(in);
  }
}

}  // namespace moai
