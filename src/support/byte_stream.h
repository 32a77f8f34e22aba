#pragma once
// Plain values to bytes and back, for messages between ranks of one job (same program, same
// machine type). Not a file format.
//
//   ByteWriter out;  out.put(3.5);  out.put_all(std::span(numbers));
//   ByteReader in(out.bytes());  auto x = in.get<double>();

#include <cstring>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "support/bytes.h"

namespace moai {

class ByteWriter {
 public:
  template <class T>
  void put(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::memcpy(room_for(sizeof(T)), &value, sizeof(T));
  }
  template <class T>
  void put_all(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    put<std::uint64_t>(values.size());
    if (!values.empty())
      std::memcpy(room_for(values.size() * sizeof(T)), values.data(), values.size() * sizeof(T));
  }
  const Bytes& bytes() const { return bytes_; }
  Bytes take() { return std::move(bytes_); }

 private:
  std::byte* room_for(std::size_t count) {
    bytes_.resize(bytes_.size() + count);
    return bytes_.data() + (bytes_.size() - count);
  }

  Bytes bytes_;
};

/// Reads what a ByteWriter wrote. Throws std::logic_error past the end.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  T get() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value;
    std::memcpy(&value, next(sizeof(T)), sizeof(T));
    return value;
  }
  template <class T>
  std::vector<T> get_all() {
    const auto count = get<std::uint64_t>();
    if (count > bytes_.size() / sizeof(T)) throw std::logic_error("ByteReader: past the end");
    std::vector<T> values(count);
    if (count > 0) std::memcpy(values.data(), next(count * sizeof(T)), count * sizeof(T));
    return values;
  }
  bool at_end() const { return position_ == bytes_.size(); }

 private:
  const std::byte* next(std::size_t count) {
    if (count > bytes_.size() - position_) throw std::logic_error("ByteReader: past the end");
    const std::byte* from = bytes_.data() + position_;
    position_ += count;
    return from;
  }

  std::span<const std::byte> bytes_;
  std::size_t position_ = 0;
};

}  // namespace moai
