#pragma once
// The seam between genomes and pictures: what a genome looks like. A problem that scores pictures
// works with any phenotype.
//
//   auto phenotype = make_phenotype(options.genome, {}, "cpu", RandomSource{seed, trial, 0});
//   at::Tensor images = phenotype->draw(genomes, 33, 33);   // (B,3,33,33)

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "genome/genome_space.h"
#include "genome/registry.h"
#include "problem/generator_options.h"

namespace at {
class Tensor;
}

namespace moai {

/// Genomes that are ready to be drawn with other parameters than their own.
class TrainableDrawing {
 public:
  virtual ~TrainableDrawing() = default;

  /// What can be trained of each genome, as it is.
  virtual std::vector<std::vector<float>> parameters() const = 0;

  /// As Phenotype::draw, differentiable with respect to `parameters`: (W) float32 on the CPU, those
  /// of all genomes one after the other.
  virtual at::Tensor draw(const at::Tensor& parameters, std::int64_t height,
                          std::int64_t width) const = 0;
};

class Phenotype {
 public:
  virtual ~Phenotype() = default;

  virtual const GenomeSpace& space() const = 0;

  /// (B,3,height,width) float32 in [0,1] on the device. A picture depends on its genome alone.
  virtual at::Tensor draw(std::span<const Genome* const> genomes, std::int64_t height,
                          std::int64_t width) const = 0;

  /// The next n pixels of a picture in reading order: n reds, n greens, n blues.
  using PixelSink = std::function<void(std::span<const float> planes)>;
  /// One picture in parts, whose memory need not grow with its size; the same pixels as draw().
  virtual void draw_parts(const Genome& genome, std::int64_t height, std::int64_t width,
                          const PixelSink& sink) const = 0;

  /// Throws UserError: pictures of this kind have no gradient.
  virtual std::unique_ptr<TrainableDrawing> trainable(std::span<const Genome* const> genomes) const;

  /// The genome with these parameters in place of those that TrainableDrawing says it has. `prune`:
  /// weights of networks below it are taken out (RefineOptions).
  virtual Genome with_parameters(const Genome& genome, std::span<const float> parameters,
                                 double prune) const;
};

/// `generator`: what makes pictures of real variables; unused by networks, which draw themselves.
/// `source`: what is random of a phenotype itself (Fourier features). Throws UserError for options
/// that do not fit together, or a genome that has no picture.
std::unique_ptr<Phenotype> make_phenotype(const GenomeOptions& options,
                                          const GeneratorOptions& generator,
                                          const std::string& device, const RandomSource& source);

}  // namespace moai

/// Its part that needs LibTorch.
extern "C" std::unique_ptr<moai::Phenotype> moai_make_phenotype(
    const moai::GenomeOptions& options, const moai::GeneratorOptions& generator,
    const std::string& device, const moai::RandomSource& source);
