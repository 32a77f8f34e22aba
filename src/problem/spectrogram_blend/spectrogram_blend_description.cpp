#include "problem/spectrogram_blend/spectrogram_blend_description.h"

#include "genome/real_vector/real_vector_space.h"
#include "problem/spectrogram_blend/blend_sound.h"
#include "support/torch_module.h"

namespace moai {
namespace {

// Of a sound of eight seconds.
constexpr double stored_mask_bytes = 8.0 * 64 * 32;
constexpr double thumbnail_bytes = 3.0 * 64 * 128 * 0.7;

class SpectrogramBlendDescription final
    : public Cloned<SpectrogramBlendDescription, ProblemDescription>,
      public SpectrogramBlendOptions {
 public:
  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<SpectrogramBlendOptions&>(*this));
  }
  std::vector<std::string> objective_names() const override {
    return {blend_objectives.begin(), blend_objectives.end()};
  }
  bool needs_libtorch() const override { return true; }
  void check(const ProblemContext& readers) const override {
    moai::check(*this);
    read_for("problem.picture", [&] { readers.read_image(picture); });
    read_for("problem.sound", [&] { moai::check(readers.read_sound(sound, blend_rate)); });
  }
  void check_refinement(const RefineOptions& refine) const override {
    const auto names = objective_names();
    moai::check(refine, names, names);
  }
  IndividualSize individual_size() const override {
    // Hardly two members of a population are equal.
    return {.stored_bytes = stored_mask_bytes + thumbnail_bytes, .distinct = 1.0};
  }
  std::unique_ptr<Problem> make(const ProblemContext& context) const override {
    moai::check(*this);
    return torch_function<decltype(moai_make_spectrogram_blend)>("moai_make_spectrogram_blend")(
        *this, context, context.read_image(picture), context.read_sound(sound, blend_rate));
  }
  std::unique_ptr<GenomeSpace> make_space(const Problem& problem) const override {
    auto blocks = dynamic_cast<const RealVectorSpace&>(problem.genome_space()).blocks();
    for (RealVectorBlock& block : blocks) block.options = genome;
    return std::make_unique<RealVectorSpace>(std::move(blocks));
  }
};

}  // namespace

std::unique_ptr<ProblemDescription> describe_spectrogram_blend() {
  return std::make_unique<SpectrogramBlendDescription>();
}

}  // namespace moai
