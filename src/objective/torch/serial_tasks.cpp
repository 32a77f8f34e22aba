#include "objective/torch/serial_tasks.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace moai {

void in_serial_tasks(std::int64_t count, bool cpu,
                     const std::function<void(std::int64_t, at::Tensor&)>& task) {
  const int threads = at::get_num_threads();
  const auto workers = cpu ? std::clamp<std::int64_t>(count, 1, threads) : 1;
  const bool inference = c10::InferenceMode::is_enabled();  // threads do not inherit it
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(workers));
  const auto work = [&](std::int64_t worker) {
    try {
      const c10::InferenceMode mode(inference);
      const c10::NoGradGuard no_gradients;
      at::Tensor scratch;
      for (std::int64_t i = worker; i < count; i += workers) task(i, scratch);
    } catch (...) {
      failures[static_cast<std::size_t>(worker)] = std::current_exception();
    }
  };
  // New threads take over the number that is set here.
  if (cpu) at::set_num_threads(1);
  {
    std::vector<std::jthread> others;
    for (std::int64_t w = 1; w < workers; ++w) others.emplace_back(work, w);
    work(0);
  }
  if (cpu) at::set_num_threads(threads);
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace moai
