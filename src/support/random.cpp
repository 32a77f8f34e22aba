#include "support/random.h"

#include <cmath>
#include <numbers>
#include <numeric>

#include "support/philox.h"

namespace moai {

std::uint32_t RandomStream::bits() {
  if (used_ == 4) {
    block_ = philox_block(counter_, key_);
    if (++counter_[0] == 0) ++counter_[1];
    used_ = 0;
  }
  return block_[used_++];
}

double RandomStream::uniform() {
  const std::uint64_t high = bits();
  const std::uint64_t low = bits();
  return static_cast<double>((high << 32 | low) >> 11) * 0x1.0p-53;
}

double RandomStream::normal() {
  const double u = 1.0 - uniform();  // in (0,1]: the logarithm is finite
  const double v = uniform();
  return std::sqrt(-2.0 * std::log(u)) * std::cos(2.0 * std::numbers::pi * v);
}

std::uint32_t RandomStream::below(std::uint32_t n) {
  std::uint64_t product = static_cast<std::uint64_t>(bits()) * n;
  if (static_cast<std::uint32_t>(product) < n) {
    const std::uint32_t threshold = -n % n;
    while (static_cast<std::uint32_t>(product) < threshold)
      product = static_cast<std::uint64_t>(bits()) * n;
  }
  return static_cast<std::uint32_t>(product >> 32);
}

std::vector<std::uint32_t> RandomStream::permutation(std::uint32_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  shuffle(std::span<std::uint32_t>(order));
  return order;
}

RandomStream RandomSource::stream(Purpose purpose, std::uint64_t generation,
                                  std::uint64_t index) const {
  // The five numbers of the name do not fit the 64-bit key, so they are hashed into it by Philox
  // itself: a bijection of (trial, island, purpose) for each seed, folded to 64 bits.
  const auto hash =
      philox_block({trial, island, static_cast<std::uint32_t>(purpose),
                    static_cast<std::uint32_t>(generation >> 32)},
                   {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return RandomStream({hash[0], hash[1]}, static_cast<std::uint32_t>(generation),
                      static_cast<std::uint32_t>(index));
}

}  // namespace moai
