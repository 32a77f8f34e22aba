// moai export: all that individuals of a trial stand for, as files: spectrograms, masks, sounds.

#include <filesystem>
#include <iostream>
#include <memory>

#include "app/chosen_individuals.h"
#include "app/trial_operand.h"
#include "experiment/recorded_options.h"
#include "media/image_file.h"
#include "media/sound_file.h"
#include "problem/compute.h"
#include "problem/registry.h"
#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
using boost::program_options::value;

std::unique_ptr<Problem> problem_of(const TrialView& view, const std::string& device) {
  ProblemContext context;
  context.device = device;
  context.seed = view.identity.seed;
  context.trial = static_cast<std::uint32_t>(view.identity.trial);
  context.read_image = read_image;
  context.read_sound = read_sound;
  return recorded_options(view.config, view.source.path).problem->make(context);
}

// What an exhibit is written as.
std::string write(const fs::path& stem, const Exhibit& exhibit) {
  if (const auto* image = std::get_if<Image>(&exhibit.content)) {
    const std::string path = concat(stem.string(), "-", exhibit.label, ".png");
    write_png(path, *image);
    return path;
  }
  const std::string path = concat(stem.string(), "-", exhibit.label, ".wav");
  write_wav(path, std::get<Sound>(exhibit.content));
  return path;
}

}  // namespace

int export_command(Arguments arguments) {
  CommandLine line(
      "export", trial_operand,
      "Writes all that individuals of a trial stand for, at full size: of a spectrogram "
      "blend its sound (WAV),\nits spectrogram and its mask (PNG). The champion's, "
      "unless told otherwise. What the problem was made\nof, a picture and a sound, has "
      "to be where it was.");
  add_trial_options(line);
  add_choice_options(line);
  line.add("out", value<std::string>()->default_value("."), "a folder");
  line.add("device", value<std::string>()->default_value("cpu"), "auto, cpu, cuda or cuda:N");
  line.add("threads", value<int>()->default_value(0), "0: all cores");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);

  const TrialView view = trial_of(line);
  const auto chosen = chosen_individuals(line, view);
  const Compute compute =
      set_up_compute({line.get<std::string>("device"), line.get<int>("threads")});
  const auto problem = problem_of(view, compute.device);
  const fs::path folder = line.get<std::string>("out");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw file_error("create folder", folder.string(), error.value());

  std::cout << in_words(view) << "\n";
  for (const ChosenIndividual& one : chosen) {
    const Individual& individual = *view.individuals[one.individual];
    const std::vector<Exhibit> exhibits = problem->exhibits(individual.genome);
    if (exhibits.empty())
      throw UserError(
          concat("'", view.source.path,
                 "': its problem has nothing to export (there is no more than pictures to an "
                 "individual). 'moai render' draws those."));
    std::vector<std::string> files;
    for (const Exhibit& exhibit : exhibits) files.push_back(write(folder / one.name, exhibit));
    std::cout << "individual " << individual.id.value();
    for (std::size_t m = 0; m < view.objectives.size(); ++m)
      std::cout << ", " << view.objectives[m] << " " << individual.fitness.at(m);
    std::cout << ": " << join(files) << "\n";
  }
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
