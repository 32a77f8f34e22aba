#include "algorithm/move/vote_kernel.h"

#include <algorithm>
#include <cstring>

namespace moai {
namespace {

// Vectors of the compiler (GCC and Clang), `bytes` long; compilers do not find the registers for
// the sums on their own here, which costs a factor of four.
template <int bytes>
struct Vector {
  typedef double Real __attribute__((vector_size(bytes)));
  typedef std::int64_t Integer __attribute__((vector_size(bytes)));
};

template <class To, class From>
[[gnu::always_inline]] inline void load(To& to, const From* from) {
  std::memcpy(&to, from, sizeof(To));
}

template <int bytes>
[[gnu::always_inline]] inline void mark(std::size_t blocks, const double* thresholds,
                                        const std::int64_t* majority, const double* fitness,
                                        std::size_t objectives, std::uint8_t* marks) {
  using Real = typename Vector<bytes>::Real;
  using Integer = typename Vector<bytes>::Integer;
  constexpr std::size_t width = bytes / sizeof(double), parts = vote_width / width;
  for (std::size_t block = 0; block < blocks; ++block) {
    Integer votes[parts] = {};
    for (std::size_t m = 0; m < objectives; ++m) {
      Real mine, theirs;
      for (std::size_t column = 0; column < width; ++column) mine[column] = fitness[m];
      for (std::size_t part = 0; part < parts; ++part) {
        load(theirs, thresholds + (block * objectives + m) * vote_width + part * width);
        votes[part] -= mine > theirs;  // true is -1
      }
    }
    Integer needed, any_won = {};
    for (std::size_t part = 0; part < parts; ++part) {
      load(needed, majority + block * vote_width + part * width);
      any_won |= votes[part] >= needed;
    }
    std::int64_t won = 0;
    for (std::size_t column = 0; column < width; ++column) won |= any_won[column];
    marks[block] = won != 0;
  }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void mark_avx2(std::size_t blocks, const double* thresholds,
                                       const std::int64_t* majority, const double* fitness,
                                       std::size_t objectives, std::uint8_t* marks) {
  mark<32>(blocks, thresholds, majority, fitness, objectives, marks);
}
#endif

}  // namespace

void mark_blocks(std::size_t blocks, const double* thresholds, const std::int64_t* majority,
                 const double* fitness, std::size_t objectives, std::uint8_t* marks) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2"))
    return mark_avx2(blocks, thresholds, majority, fitness, objectives, marks);
#endif
  mark<16>(blocks, thresholds, majority, fitness, objectives, marks);
}

void count_votes(const double* thresholds, const double* fitness, std::size_t objectives,
                 std::int64_t* votes) {
  std::fill(votes, votes + vote_width, 0);
  for (std::size_t m = 0; m < objectives; ++m)
    for (std::size_t column = 0; column < vote_width; ++column)
      votes[column] += fitness[m] > thresholds[m * vote_width + column];
}

}  // namespace moai
