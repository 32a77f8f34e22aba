#pragma once
// Draws CPPNs: a whole population in one batch, at any resolution, on any device.
//
//   CppnRenderer renderer(options, "cpu", RandomSource{seed, trial, 0});
//   at::Tensor images = renderer.draw(genomes, 33, 33);            // (B,3,33,33)
//
//   CppnDrawing drawing = renderer.prepare(genomes);               // to change weights by gradient
//   at::Tensor weights = drawing.weights();                        // (W)
//   weights.requires_grad_(true);
//   loss(renderer.draw(drawing, weights, 33, 33)).backward();
//   std::vector<CppnGenome> better = drawing.with_weights(weights);
//
// The number of tensor operations grows with the depth of the networks and their largest number of
// sources, not with their number. A picture is the same bits whatever the batch and the number of
// threads.

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "genome/cppn/cppn_genome.h"
#include "genome/cppn/cppn_options.h"
#include "support/random.h"

namespace at {
class Tensor;
}

namespace moai {

/// Networks that are ready to be drawn, in groups that fit the processor's cache.
class CppnDrawing {
 public:
  struct State;
  explicit CppnDrawing(std::shared_ptr<const State> state) : state_(std::move(state)) {}

  /// (W) the weights that pictures depend on: enabled connections on a way from an input to an
  /// output, genome by genome, as the genomes have them. A fresh tensor each time.
  at::Tensor weights() const;
  /// Which genome each weight belongs to: entries [first(g), first(g+1)).
  const std::vector<std::int64_t>& first_weight() const;

 private:
  friend class CppnRenderer;
  std::shared_ptr<const State> state_;
};

class CppnRenderer {
 public:
  /// Fourier features are drawn from source.stream(Purpose::features). Throws UserError as
  /// check(options) does.
  CppnRenderer(CppnOptions options, std::string device, const RandomSource& source);
  ~CppnRenderer();
  CppnRenderer(CppnRenderer&&) noexcept;

  /// (B,3,height,width) float32 in [0,1] on the device. The pictures are not differentiable.
  at::Tensor draw(std::span<const CppnGenome* const> genomes, std::int64_t height,
                  std::int64_t width) const;

  /// One picture of any size in parts, so that memory does not grow with it: calls sink(part) with
  /// the next (3,n) pixels, in reading order, until all have come. Same bits as draw().
  void draw_parts(const CppnGenome& genome, std::int64_t height, std::int64_t width,
                  const std::function<void(const at::Tensor& part)>& sink) const;

  CppnDrawing prepare(std::span<const CppnGenome* const> genomes) const;

  /// The same with `weights`, (W), in place of the genomes'; differentiable with respect to them if
  /// they require gradients.
  at::Tensor draw(const CppnDrawing& drawing, const at::Tensor& weights, std::int64_t height,
                  std::int64_t width) const;

  /// (inputs, height*width) what the input nodes see, pixel by pixel, row by row.
  at::Tensor coordinates(std::int64_t height, std::int64_t width) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace moai
