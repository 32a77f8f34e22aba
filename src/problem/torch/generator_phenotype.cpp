#include "problem/torch/generator_phenotype.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>

#include "genome/real_vector/real_vector_space.h"
#include "objective/torch/script_module.h"
#include "objective/torch/serial_tasks.h"
#include "problem/phenotype.h"
#include "problem/torch/pixels.h"
#include "support/error.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

class GeneratorPhenotype final : public Phenotype {
 public:
  GeneratorPhenotype(const BlocksOptions& blocks, const GeneratorOptions& options,
                     const std::string& device)
      : shapes_(block_shapes(blocks)),
        space_(make_block_space(blocks)),
        batch_(options.batch),
        device_(device),
        generator_(options.script, device) {
    const c10::InferenceMode inference;
    const Genome middle = RealVector{std::vector<double>(space_->variables())};
    const Genome* pointer = &middle;
    pictures({&pointer, 1});  // throws where it cannot be used
  }

  const GenomeSpace& space() const override { return *space_; }

  at::Tensor draw(std::span<const Genome* const> genomes, std::int64_t height,
                  std::int64_t width) const override {
    const auto count = static_cast<std::int64_t>(genomes.size());
    at::Tensor images = at::empty({count, 3, height, width}, at::TensorOptions(device_));
    // Batches of one size, each on one thread: a picture depends neither on the others nor on how
    // many threads there are.
    const auto draw_part = [&](std::int64_t part, at::Tensor&) {
      const std::int64_t first = part * batch_, some = std::min(batch_, count - first);
      const at::Tensor made = pictures(
          genomes.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(some)));
      images.narrow(0, first, some).copy_(scaled(made, height, width).narrow(0, 0, some));
    };
    in_serial_tasks((count + batch_ - 1) / batch_, device_.is_cpu(), draw_part);
    return images;
  }

  void draw_parts(const Genome& genome, std::int64_t height, std::int64_t width,
                  const PixelSink& sink) const override {
    const Genome* pointer = &genome;
    send_pixels(draw({&pointer, 1}, height, width), sink);
  }

 private:
  // (batch,3,H,W) float32, as large as the generator makes them.
  at::Tensor pictures(std::span<const Genome* const> genomes) const {
    const at::Tensor images = generator_(inputs(genomes));
    const bool fits = images.dim() == 4 && images.size(0) == batch_ && images.size(1) == 3 &&
                      images.size(2) > 0 && images.size(3) > 0;
    if (!fits || !images.is_floating_point())
      throw UserError(concat("the generator '", generator_.file(), "' returns a tensor of shape ",
                             images.sizes(), fits ? " and of whole numbers" : "", " for ", batch_,
                             " genomes (pictures are [", batch_,
                             ", 3, H, W] and between 0 and 1). Save a module that returns those."));
    return images.to(device_, at::kFloat);
  }
  // A tensor (batch, shape...) for each block; missing genomes are zeros.
  std::vector<at::Tensor> inputs(std::span<const Genome* const> genomes) const {
    std::vector<at::Tensor> blocks;
    std::size_t first = 0;
    for (std::size_t k = 0; k < shapes_.size(); ++k) {
      std::vector<std::int64_t> shape = shapes_[k];
      shape.insert(shape.begin(), batch_);
      at::Tensor block = at::zeros(shape, at::kFloat);
      const std::size_t length = space_->blocks()[k].lower.size();
      float* next = block.data_ptr<float>();
      for (const Genome* genome : genomes) {
        const double* values = std::get<RealVector>(*genome).values.data() + first;
        next = std::copy(values, values + length, next);
      }
      blocks.push_back(block.to(device_));
      first += length;
    }
    return blocks;
  }
  static at::Tensor scaled(const at::Tensor& images, std::int64_t height, std::int64_t width) {
    const at::Tensor finite = at::nan_to_num(images, 0.0, 1.0, 0.0).clamp(0.0, 1.0);
    if (images.size(2) == height && images.size(3) == width) return finite;
    return at::_upsample_bilinear2d_aa(finite, {height, width}, /*align_corners=*/false);
  }

  std::vector<std::vector<std::int64_t>> shapes_;
  std::unique_ptr<RealVectorSpace> space_;
  std::int64_t batch_;
  at::Device device_;
  ScriptModule generator_;
};

}  // namespace

std::unique_ptr<Phenotype> make_generator_phenotype(const BlocksOptions& blocks,
                                                    const GeneratorOptions& options,
                                                    const std::string& device) {
  try {
    return std::make_unique<GeneratorPhenotype>(blocks, options, device);
  } catch (const UserError& error) {
    const std::string_view what = error.what();
    if (what.starts_with("problem.")) throw;  // of the genome's blocks
    throw OptionError("problem.generator.file", concat(what));
  }
}

}  // namespace moai
