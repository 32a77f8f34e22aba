#pragma once
// Random numbers that depend on what they are for, never on who draws them when.
//
//   RandomSource source{seed, trial, island};
//   RandomStream rng = source.stream(Purpose::mutation, generation, child);
//   if (rng.uniform() < 0.15) ...
//
// A stream is a Philox4x32-10 sequence whose key is (experiment seed, trial, island, purpose) and
// whose counter starts at (generation, index). Nothing has to be saved to resume a run. Not for
// cryptography. std:: distributions are not used: their output differs between standard libraries.

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace moai {

/// What a draw is for. The numbers are part of the file format: append, never renumber.
enum class Purpose : std::uint32_t {
  initial_genome = 0,  ///< index: the individual
  cells = 1,           ///< the subsets of a MOVE map
  mutation = 2,        ///< index: the child
  crossover = 3,       ///< index: the mating
  selection = 4,
  insertion_order = 5,  ///< the order in which children compete
  calibration = 6,
  survival = 7,  ///< ties
  migration = 8,
  topology = 9,
  features = 10,  ///< Fourier features of a run
  problem = 11,
  shared_genome = 12,  ///< what the first genomes of a trial have in common
};

/// A sequence of random numbers. Cheap to make; copying it repeats it.
class RandomStream {
 public:
  RandomStream(std::array<std::uint32_t, 2> key, std::uint32_t generation, std::uint32_t index)
      : key_(key), counter_{0, 0, generation, index} {}

  std::uint32_t bits();  ///< 32 uniform bits
  double uniform();      ///< in [0,1), 53 bits
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  double normal();  ///< N(0,1), Box-Muller (two uniforms a number)
  bool coin(double probability) { return uniform() < probability; }
  /// An integer in [0,n), unbiased (D. Lemire, TOMACS 29(1), 2019). n > 0.
  std::uint32_t below(std::uint32_t n);
  /// 0..n-1 in random order (Fisher-Yates).
  std::vector<std::uint32_t> permutation(std::uint32_t n);
  template <class T>
  void shuffle(std::span<T> items) {
    for (std::size_t i = items.size(); i > 1; --i)
      std::swap(items[i - 1], items[below(static_cast<std::uint32_t>(i))]);
  }

 private:
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;  // [0], [1]: the block within the stream
  std::array<std::uint32_t, 4> block_{};
  unsigned used_ = 4;
};

/// Makes the streams of one island of one trial. A plain value.
struct RandomSource {
  std::uint64_t seed = 0;  ///< of the experiment
  std::uint32_t trial = 0;
  std::uint32_t island = 0;

  RandomStream stream(Purpose purpose, std::uint64_t generation = 0, std::uint64_t index = 0) const;
};

}  // namespace moai
