#pragma once
// What a user says of the objectives: which ones, with which parameters, and with which weights.
//
//   objectives: [ssim, {type: vsi, parameters: piq}, {type: torchscript, file: s.pt, outputs: [a]}]
//   weights: {vgg16: seeded, lpips: weights/, dists: weights/}
//
// It reads no file and makes no tensor; ObjectiveSet does.

#include <cstdint>
#include <string>
#include <vector>

#include "objective/script_options.h"
#include "support/options.h"

namespace moai {

/// `move`: as the MOVE study used them (PSNR/50, 1 - LPIPS, ...). `piq`: as published, negated
/// where smaller is better.
enum class ParameterSet : std::uint8_t { move, piq };
inline constexpr auto parameter_set_words =
    enum_words<ParameterSet::piq>({{"move", "as the MOVE study used them"},
                                   {"piq", "as published; negated where smaller is better"}});

struct ObjectiveOptions {
  std::size_t type = 0;  ///< index into objectives() of registry.h
  ParameterSet parameters = ParameterSet::move;
  ScriptOptions script;              ///< torchscript: the scorer
  std::vector<std::string> outputs;  ///< torchscript: names of its columns
};

struct WeightOptions {
  std::string vgg16 = "seeded";  ///< seeded, or a file made by analysis/export_weights.py
  std::int64_t vgg16_seed = 0;
  std::string lpips = "auto";  ///< auto, equal, or a folder of .npy files or an exported file
  std::string dists = "auto";  ///< likewise
};

/// Visits the keys of `weights:`; a scalar in its place is the key `vgg16`.
void describe(OptionVisitor& visitor, WeightOptions& options);

/// Visits `objectives:`, a list of tagged items or `all`; empty = all fourteen.
void describe_objectives(OptionVisitor& visitor, std::vector<ObjectiveOptions>& options);

/// The names of the columns, in order: `ssim`, `ssim_piq` for the other parameter set, the outputs
/// of a TorchScript file. Throws UserError where two are the same or a scorer has no outputs.
std::vector<std::string> objective_names(const std::vector<ObjectiveOptions>& options);

/// Which item of the list each of objective_names() comes from.
std::vector<std::size_t> objective_items(const std::vector<ObjectiveOptions>& options);

/// The list that stands for an empty one: all fourteen.
std::vector<ObjectiveOptions> all_objectives();

}  // namespace moai
