#pragma once
// What an ObjectiveSet is made of, for its own sources: objective_set.cpp (making it, values) and
// objective_ascent.cpp (gradients).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "objective/torch/metrics/metrics.h"
#include "objective/torch/objective_ascent.h"
#include "objective/torch/objective_set.h"
#include "objective/torch/vgg16.h"

namespace moai {

struct Column {
  std::unique_ptr<Objective> objective;
  std::int64_t width = 1;
  double worst = 0.0;
};

struct ObjectiveSet::State {
  /// The first image of a chunk and how many there are of it.
  using ChunkWork = std::function<void(std::int64_t first, std::int64_t count)>;

  at::Device device = at::kCPU;
  std::int64_t height = 0, width = 0, chunk = 1;
  std::vector<ObjectiveInfo> infos;
  std::vector<Column> columns;
  std::unique_ptr<Vgg16> backbone;  // where a deep objective is asked for

  /// The columns of the next objective; `names` are those of all.
  void add(const ObjectiveOptions& options, const ObjectiveContext& context,
           const std::vector<std::string>& names);

  /// (B,3,H,W): finite, and for all but a user's scorers at least 32x32, as in MOVE.
  ImageAnalysis analysed(const at::Tensor& images) const;
  /// (b,...), b at most a chunk -> (chunk,...), filled up with zeros.
  at::Tensor filled(const at::Tensor& x) const;
  /// (chunk,width), finite.
  at::Tensor values(const Column& column, ImageAnalysis& images) const;
  /// (b,3,H,W), b at most a chunk -> (b,K).
  at::Tensor evaluate_chunk(const at::Tensor& images) const;

  /// ObjectiveSet::ascent of at most a chunk.
  Ascent ascend_chunk(const at::Tensor& images, const at::Tensor& weights,
                      const Normalisation& ranges, bool wants_gradient) const;
  at::Tensor weighted_sum(const at::Tensor& images, const at::Tensor& weights,
                          const Normalisation& ranges) const;

  /// Works on all chunks of a batch, on several threads.
  void for_chunks(std::int64_t batch, const ChunkWork& work) const;
};

}  // namespace moai
