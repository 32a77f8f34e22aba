// Latency and bandwidth between two ranks, and what the ranks' meetings cost, with the calls that
// moai makes: the figures from which the cost on thousands of ranks is reckoned (README.md).
//
//   mpirun -n 2 build/release/tests/bench/bench_ping_pong
//
// Medians over rounds, so that a machine shared with others gives much the same as an idle one.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "parallel/mpi_communicator.h"

namespace moai {
namespace {

constexpr int rounds = 200;

template <class Work>
double median_seconds(const Work& work) {
  std::vector<double> seconds;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    seconds.push_back(taken.count());
  }
  std::nth_element(seconds.begin(), seconds.begin() + rounds / 2, seconds.end());
  return seconds[rounds / 2];
}

/// There and back, halved.
double one_way(Post& post, int rank, std::size_t bytes) {
  return 0.5 * median_seconds([&] {
           if (rank == 0) {
             post.send(1, Bytes(bytes));
             post.next(1);
           } else if (rank == 1) {
             post.send(0, post.next(0));
           }
         });
}

void measure(Communicator& world) {
  const int rank = world.rank();
  const auto post = world.open_post();
  const auto print = [&](const char* what, std::size_t bytes, double seconds) {
    if (rank == 0) std::printf("| %s | %zu | %.1f |\n", what, bytes, 1e6 * seconds);
  };
  if (rank == 0) std::printf("| %d ranks | bytes | us |\n| --- | ---: | ---: |\n", world.size());
  for (const std::size_t bytes : {8ul, 1000ul, 9000ul, 36'000ul, 1'000'000ul, 8'000'000ul})
    print("letter, one way", bytes, one_way(*post, rank, bytes));
  std::vector<std::int64_t> numbers(3);
  print("sum over all ranks", 24, median_seconds([&] { world.add_up(numbers); }));
  for (const std::size_t bytes : {1000ul, 1'000'000ul}) {
    const Bytes mine(bytes);
    print("gathered by all ranks", bytes, median_seconds([&] { world.all_gather(mine); }));
  }
  post->close();
}

}  // namespace
}  // namespace moai

int main() {
  const moai::MpiEnvironment mpi;
  const auto world = mpi.world();
  if (world->size() < 2) {
    std::fprintf(stderr, "bench_ping_pong needs two ranks: mpirun -n 2 bench_ping_pong\n");
    return 2;
  }
  moai::measure(*world);
  return 0;
}
