#include "problem/image_match/image_match_description.h"

#include "support/text.h"
#include "support/torch_module.h"

namespace moai {
namespace {

class ImageMatchDescription final : public Cloned<ImageMatchDescription, ProblemDescription>,
                                    public ImageMatchOptions {
 public:
  explicit ImageMatchDescription(ImageMatchOptions options)
      : ImageMatchOptions(std::move(options)) {}

  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<ImageMatchOptions&>(*this));
  }
  std::vector<std::string> objective_names() const override {
    return moai::objective_names(objectives);
  }
  std::vector<std::string> objective_keys() const override {
    std::vector<std::string> keys;
    for (const std::size_t item : objective_items(objectives))
      keys.push_back(concat("problem.objectives[", item, "]"));
    return keys;
  }
  bool needs_libtorch() const override { return true; }
  bool depends_on_trial() const override { return genome->depends_on_trial(); }
  void check(const ProblemContext& readers) const override {
    moai::check(*this);
    read_target(readers);
  }
  void check_refinement(const RefineOptions& refine) const override {
    if (!genome->draws_itself())
      throw OptionError(
          "algorithm.refine",
          "only networks have a gradient here (refinement descends one). Set steps: 0, or use "
          "genome: cppn.");
    const auto names = objective_names();
    moai::check(refine, names, names);
  }
  IndividualSize individual_size() const override {
    const double pixels = static_cast<double>(size.at(0)) * static_cast<double>(size.at(1));
    IndividualSize result;
    result.pixels = pixels;
    result.stored_bytes += 3.0 * pixels;
    return result;
  }
  std::unique_ptr<Problem> make(const ProblemContext& context) const override {
    moai::check(*this);
    return torch_function<decltype(moai_make_image_match)>("moai_make_image_match")(
        *this, context, read_target(context));
  }
  std::unique_ptr<GenomeSpace> make_space(const Problem&) const override {
    return genome->make_space();
  }
  std::unique_ptr<Phenotype> make_phenotype(const ProblemContext& context) const override {
    return moai::make_phenotype(genome, generator, context.device,
                                RandomSource{context.seed, context.trial, 0});
  }

 private:
  std::optional<Image> read_target(const ProblemContext& readers) const {
    if (target.empty()) return std::nullopt;
    return read_for("problem.target", [&] { return readers.read_image(target); });
  }
};

}  // namespace

std::unique_ptr<ProblemDescription> describe_image_match() {
  return std::make_unique<ImageMatchDescription>(ImageMatchOptions{});
}

std::unique_ptr<ProblemDescription> describe_torchscript() {
  return std::make_unique<ImageMatchDescription>(torchscript_defaults());
}

}  // namespace moai
