#pragma once
// Work that is split over threads by task, never inside a tensor operation.
//
//   in_serial_tasks(groups, cpu, [&](std::int64_t group, at::Tensor& scratch) { ... });
//
// LibTorch's own threads would cut an operation anywhere, and numbers at a cut may be rounded
// otherwise than in the middle of a vector: the result would depend on the number of threads.

#include <cstdint>
#include <functional>

namespace at {
class Tensor;
}

namespace moai {

/// Runs task(0) ... task(count-1), on as many threads as LibTorch has where `cpu` is set, on the
/// calling one otherwise. Each task's operations stay on its thread and record no gradients.
/// `scratch`, undefined at first, is handed from task to task of a thread. Rethrows an exception.
void in_serial_tasks(std::int64_t count, bool cpu,
                     const std::function<void(std::int64_t, at::Tensor& scratch)>& task);

}  // namespace moai
