// moai render: individuals of a trial as pictures of any size.

#include <charconv>
#include <filesystem>
#include <iostream>

#include "app/chosen_individuals.h"
#include "app/trial_operand.h"
#include "experiment/recorded_options.h"
#include "media/image_file.h"
#include "media/png_writer.h"
#include "problem/compute.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
using boost::program_options::value;

struct Size {
  std::int64_t height, width;
};

// "512" or "1080x1920".
Size size_of(const std::string& text) {
  std::vector<std::int64_t> sides;
  const char* next = text.data();
  const char* const end = next + text.size();
  while (true) {
    std::int64_t side = 0;
    const auto [rest, error] = std::from_chars(next, end, side);
    if (error != std::errc() || side < 1) break;
    sides.push_back(side);
    if (rest == end && sides.size() == 1) return {side, side};
    if (rest == end && sides.size() == 2) return {sides[0], side};
    if (*rest != 'x') break;
    next = rest + 1;
  }
  throw UserError(
      concat("--size: '", text, "' is no size. Write 512, or height x width: 1080x1920."));
}

// What the trial drew: a problem may have pictures of one size only.
Size recorded_size(const TrialView& view) {
  const hdf5::Group& root = view.source.root;
  for (const auto& [group, name] : {std::pair("target", "image"), std::pair("snapshots", "image")})
    if (root.has(group) && root.open(group).has(name)) {
      const auto shape = root.open(group).shape(name);
      return {static_cast<std::int64_t>(shape.at(2)), static_cast<std::int64_t>(shape.at(3))};
    }
  return {256, 256};
}

std::unique_ptr<Phenotype> phenotype_of(const TrialView& view, const std::string& device) {
  const TrialOptions options = recorded_options(view.config, view.source.path);
  ProblemContext context;
  context.device = device;
  context.seed = view.identity.seed;
  context.trial = static_cast<std::uint32_t>(view.identity.trial);
  context.read_image = read_image;
  auto phenotype = options.problem->make_phenotype(context);
  if (!phenotype)
    throw UserError(concat("the problem of this trial, ", options.problem.name(),
                           ", draws no pictures of its genomes (", view.source.path, ")."));
  return phenotype;
}

}  // namespace

int render_command(Arguments arguments) {
  CommandLine line(
      "render", trial_operand,
      "Draws individuals of a trial as PNG files: the champion, unless told otherwise. "
      "The trial may be finished, packed\nor still running (its last commit). Memory "
      "does not grow with the size of the pictures of networks.");
  add_trial_options(line);
  line.add("size", value<std::string>(), "side, or height x width in pixels; default: as recorded");
  add_choice_options(line);
  line.add("out", value<std::string>()->default_value("."),
           "a folder, or the PNG file of a single picture");
  line.add("device", value<std::string>()->default_value("cpu"), "auto, cpu, cuda or cuda:N");
  line.add("threads", value<int>()->default_value(0), "0: all cores");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);

  const TrialView view = trial_of(line);
  const Size size = line.has("size") ? size_of(line.get<std::string>("size")) : recorded_size(view);
  const std::vector<ChosenIndividual> chosen = chosen_individuals(line, view);
  const fs::path out = line.get<std::string>("out");
  const bool one_file = out.extension() == ".png";
  if (one_file && chosen.size() > 1)
    throw UserError(concat("--out: '", out.string(), "' is one file (", chosen.size(),
                           " pictures were asked for). Give a folder."));
  const Compute compute =
      set_up_compute({line.get<std::string>("device"), line.get<int>("threads")});
  const auto phenotype = phenotype_of(view, compute.device);
  const fs::path folder = one_file ? out.parent_path() : out;
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) throw file_error("create folder", folder.string(), error.value());

  std::cout << in_words(view) << "\n";
  for (const ChosenIndividual& one : chosen) {
    const std::string path = one_file ? out.string() : (out / (one.name + ".png")).string();
    const Individual& individual = *view.individuals[one.individual];
    PngWriter png(path, size.height, size.width);
    phenotype->draw_parts(individual.genome, size.height, size.width,
                          [&png](std::span<const float> planes) { png.write(planes); });
    png.finish();
    std::cout << path << ": individual " << individual.id.value() << ", score "
              << view.normalisation.score(individual.fitness) << ", " << size.height << "x"
              << size.width << "\n";
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
