#pragma once
// Identity of an individual: 64 bits, unique in its trial, derived from where and when it was made,
// so that ranks need not share a counter.

#include <compare>
#include <cstdint>
#include <functional>

namespace moai {

/// (island, generation, index) packed into 16 + 28 + 20 bits. `none()` stands for "nobody":
/// the parent of a random individual, the elite of an empty cell.
class IndividualId {
 public:
  static constexpr std::uint64_t index_bits = 20;
  static constexpr std::uint64_t generation_bits = 28;
  static constexpr std::uint64_t max_index = (1ull << index_bits) - 1;
  static constexpr std::uint64_t max_generation = (1ull << generation_bits) - 1;
  static constexpr std::uint64_t max_island = (1ull << 16) - 2;

  constexpr IndividualId() = default;
  constexpr explicit IndividualId(std::uint64_t value) : value_(value) {}
  constexpr IndividualId(std::uint64_t island, std::uint64_t generation, std::uint64_t index)
      : value_(island << (index_bits + generation_bits) | generation << index_bits | index) {}
  static constexpr IndividualId none() { return IndividualId(); }

  constexpr std::uint64_t value() const { return value_; }
  constexpr std::uint64_t island() const { return value_ >> (index_bits + generation_bits); }
  constexpr std::uint64_t generation() const { return value_ >> index_bits & max_generation; }
  constexpr std::uint64_t index() const { return value_ & max_index; }
  constexpr bool is_none() const { return value_ == ~0ull; }
  constexpr auto operator<=>(const IndividualId&) const = default;

 private:
  std::uint64_t value_ = ~0ull;
};

}  // namespace moai
