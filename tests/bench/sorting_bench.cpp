// Non-dominated sorting of uniform random points: milliseconds of processor time (the median of
// several calls), so that a busy machine tells the same as an idle one, and how many times faster
// than pagmo in the same run, whose ranks must be the same.
// usage: bench_sorting [largest N = 50000]. pagmo is left out above N = 10,000.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "algorithm/pareto/crowding.h"
#include "algorithm/pareto/sorting.h"
#include "support/random.h"

#ifdef MOAI_WITH_PAGMO
#include <pagmo/utils/multi_objective.hpp>
#endif

namespace {

using moai::Matrix;

/// Of this process, which has one thread.
double processor_milliseconds() {
  std::timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// The median of at least five calls, and of some 300 ms of them.
template <class Call>
double milliseconds(Call call) {
  std::vector<double> times;
  double total = 0.0;
  while (times.size() < 1000 && total < 1500.0 && (times.size() < 5 || total < 300.0)) {
    const double start = processor_milliseconds();
    call();
    times.push_back(processor_milliseconds() - start);
    total += times.back();
  }
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
  return times[times.size() / 2];
}

Matrix random_points(std::size_t rows, std::size_t columns) {
  auto rng = moai::RandomSource{1, 0, 0}.stream(moai::Purpose::problem, rows, columns);
  Matrix f(rows, columns);
  for (double& value : f.values()) value = rng.uniform();
  return f;
}

#ifdef MOAI_WITH_PAGMO
void print_pagmo(const Matrix& f, double ours) {
  if (f.rows() > 10000) return;
  std::vector<pagmo::vector_double> points;
  for (std::size_t i = 0; i < f.rows(); ++i) {
    points.emplace_back(f.row(i).begin(), f.row(i).end());
    for (double& value : points.back()) value = -value;
  }
  const auto expected = std::get<3>(pagmo::fast_non_dominated_sorting(points));
  const auto rank = moai::non_dominated_sort(f).rank;
  if (!std::equal(rank.begin(), rank.end(), expected.begin(), expected.end())) {
    std::printf("\nranks differ from pagmo's\n");
    std::exit(1);
  }
  const double theirs = milliseconds([&] { pagmo::fast_non_dominated_sorting(points); });
  std::printf(" %10.3f %8.0f", theirs, theirs / ours);
}
#else
void print_pagmo(const Matrix&, double) {}
#endif

}  // namespace

int main(int argc, char** argv) {
  const std::size_t largest = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 50000;
  std::printf("%3s %7s %6s %10s %10s %10s %10s %8s\n", "M", "N", "fronts", "sort ms", "loose ms",
              "crowd ms", "pagmo ms", "ratio");
  for (const std::size_t columns : {2u, 3u, 9u, 14u})
    for (const std::size_t rows : {100u, 1000u, 10000u, 50000u, 100000u}) {
      if (rows > largest) continue;
      const Matrix f = random_points(rows, columns);
      const auto fronts = moai::non_dominated_sort(f);
      const double plain = milliseconds([&] { moai::non_dominated_sort(f); });
      const double loose = milliseconds([&] { moai::loose_non_dominated_sort(f, 0.001); });
      const double crowding = milliseconds([&] {
        for (const auto& front : fronts.members) moai::crowding_distance(f, front);
      });
      std::printf("%3zu %7zu %6zu %10.3f %10.3f %10.3f", columns, rows, fronts.members.size(),
                  plain, loose, crowding);
      print_pagmo(f, plain);
      std::printf("\n");
      std::fflush(stdout);
    }
  return 0;
}
