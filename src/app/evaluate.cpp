// moai evaluate: the objectives of pictures against a target.

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <sstream>

#include "app/command_line.h"
#include "app/pictures.h"
#include "objective/evaluate_pictures.h"
#include "objective/registry.h"
#include "problem/compute.h"
#include "support/error.h"
#include "support/text.h"

namespace moai {
namespace {

using boost::program_options::value;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// "ssim,vsi" -> their options; "all" or nothing: all fourteen.
std::vector<ObjectiveOptions> chosen_objectives(const std::string& text, ParameterSet parameters) {
  std::vector<ObjectiveOptions> chosen =
      text == "all" ? all_objectives() : std::vector<ObjectiveOptions>{};
  std::vector<std::string> known;
  for (const ObjectiveEntry& entry : objectives().first(torchscript_index()))
    known.emplace_back(entry.name);
  for (const std::string& name : text == "all" ? std::vector<std::string>{} : split(text, ',')) {
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end())
      throw UserError(concat("--objectives: there is no '", name, "'.", suggestion(name, known)));
    ObjectiveOptions options;
    options.type = static_cast<std::size_t>(found - known.begin());
    chosen.push_back(options);
  }
  for (ObjectiveOptions& options : chosen) options.parameters = parameters;
  if (chosen.empty())
    throw UserError("--objectives: names none. Give some, or leave it out for all.");
  return chosen;
}

ParameterSet parameter_set(const std::string& word) {
  if (const auto set = parameter_set_words.find(word)) return *set;
  throw UserError(concat("--parameters: '", word, "' is not known. Choose move or piq."));
}

// "lpips=DIR,dists=DIR,vgg16=FILE"
WeightOptions weights(const std::string& text) {
  WeightOptions options;
  for (const std::string& part : split(text, ',')) {
    const auto equals = part.find('=');
    const std::string key = part.substr(0, equals);
    if (equals == std::string::npos || (key != "vgg16" && key != "lpips" && key != "dists"))
      throw UserError(concat("--weights: '", part,
                             "' is not understood. Write vgg16=FILE, "
                             "lpips=DIR and dists=DIR, with commas between them."));
    (key == "vgg16"   ? options.vgg16
     : key == "lpips" ? options.lpips
                      : options.dists) = part.substr(equals + 1);
  }
  return options;
}

void print_csv(const std::vector<NamedImage>& pictures, const PictureScores& scores) {
  std::cout << "picture";
  for (const ObjectiveInfo& info : scores.objectives) std::cout << ',' << info.name;
  std::cout << std::setprecision(9) << '\n';
  for (std::size_t row = 0; row < scores.values.rows(); ++row) {
    std::cout << std::quoted(pictures[row].name, '"', '"');
    for (const double cell : scores.values.row(row)) std::cout << ',' << cell;
    std::cout << '\n';
  }
}

void print_table(const std::vector<NamedImage>& pictures, const PictureScores& scores) {
  std::size_t width = std::string("picture").size();
  for (const NamedImage& picture : pictures) width = std::max(width, picture.name.size());
  std::cout << std::left << std::setw(static_cast<int>(width)) << "picture" << std::right;
  for (const ObjectiveInfo& info : scores.objectives)
    std::cout << std::setw(std::max(11, static_cast<int>(info.name.size()) + 1)) << info.name;
  std::cout << std::fixed << std::setprecision(6) << '\n';
  for (std::size_t row = 0; row < scores.values.rows(); ++row) {
    std::cout << std::left << std::setw(static_cast<int>(width)) << pictures[row].name
              << std::right;
    for (std::size_t k = 0; k < scores.values.columns(); ++k)
      std::cout << std::setw(std::max(11, static_cast<int>(scores.objectives[k].name.size()) + 1))
                << scores.values(row, k);
    std::cout << '\n';
  }
  for (const ObjectiveInfo& info : scores.objectives)
    if (info.note.find("VGG16") != std::string::npos)
      std::cout << info.name << ": " << info.note << '\n';
}

}  // namespace

int evaluate_command(Arguments arguments) {
  CommandLine line(
      "evaluate", "--target PICTURE PICTURE...",
      "Prints the image-quality objectives of pictures against a target, larger is "
      "better. Pictures are PNG,\nJPEG, TIFF or .npy files, these of float32 or float64 in [0,1], "
      "(3,H,W) or (N,3,H,W).");
  line.add("target", value<std::string>()->default_value(""),
           "what the pictures are compared with");
  line.add("objectives", value<std::string>()->default_value("all"), "names with commas, or all");
  line.add("parameters", value<std::string>()->default_value("move"), "move or piq");
  line.add("weights", value<std::string>()->default_value(""), "lpips=DIR,dists=DIR,vgg16=FILE");
  line.add("device", value<std::string>()->default_value("auto"), "auto, cpu, cuda or cuda:N");
  line.add("precision", value<std::string>()->default_value("float32"),
           "of VGG16: float32, tf32 or bf16");
  line.add("threads", value<int>()->default_value(0), "0: all cores");
  line.add_flag("resize", "bring pictures of another size to the target's");
  line.add_flag("csv", "print comma-separated values with nine digits");
  if (!line.parse(arguments)) return static_cast<int>(ExitCode::success);
  const auto& files = line.words(1, 1'000'000);
  const std::string& target_file = line.get<std::string>("target");
  if (target_file.empty())
    throw UserError("moai evaluate: there is no target. Give one with --target PICTURE.");

  const Image target = read_target(target_file);
  const auto pictures = read_pictures(files, target.height, target.width, line.has("resize"));
  const auto chosen = chosen_objectives(line.get<std::string>("objectives"),
                                        parameter_set(line.get<std::string>("parameters")));
  const Compute compute =
      set_up_compute({line.get<std::string>("device"), line.get<int>("threads")});
  std::vector<Image> images;
  for (const NamedImage& picture : pictures) images.push_back(picture.image);
  const PictureScores scores =
      evaluate_pictures(target, images, chosen, weights(line.get<std::string>("weights")),
                        compute.device, line.get<std::string>("precision"));
  (line.has("csv") ? print_csv : print_table)(pictures, scores);
  return static_cast<int>(ExitCode::success);
}

}  // namespace moai
