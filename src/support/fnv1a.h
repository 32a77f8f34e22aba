#pragma once
// FNV-1a with 64 bits (G. Fowler, L. Noll, K.-P. Vo, http://www.isthe.com/chongo/tech/comp/fnv/):
// the same on every machine. Each step is one-to-one, so that a change of a single byte always
// changes the result. No protection against anybody who wants a collision.
//
//   fnv1a("functions=3")
//   hash = fnv1a(next_part, hash);    // of a text that comes in parts

#include <cstdint>
#include <string_view>

namespace moai {

inline constexpr std::uint64_t fnv1a_start = 0xcbf29ce484222325;

constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = fnv1a_start) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace moai
