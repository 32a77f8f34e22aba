#include "objective/objective_options.h"

#include <algorithm>
#include <array>

#include "objective/registry.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

void describe_built_in(OptionVisitor& visitor, ObjectiveOptions& options) {
  visitor.enumeration("parameters", options.parameters, parameter_set_words,
                      "constants and scaling of the objective");
}

void describe_torchscript(OptionVisitor& visitor, ObjectiveOptions& options) {
  describe(visitor, options.script,
           "TorchScript module: images (B,3,H,W) in [0,1], H and W as problem.size says -> (B,K), "
           "larger is better");
  visitor.texts("outputs", options.outputs, {}, "names of its K columns");
}

void describe_objective(OptionVisitor& visitor, ObjectiveOptions& options) {
  std::vector<Alternative> alternatives;
  for (std::size_t i = 0; i < objectives().size(); ++i) {
    const auto visit = i == torchscript_index() ? describe_torchscript : describe_built_in;
    alternatives.push_back({objectives()[i].name, objectives()[i].help,
                            [&options, visit](OptionVisitor& v) { visit(v, options); }});
  }
  visitor.alternatives("", options.type, alternatives, "an image-quality objective");
}

}  // namespace

void describe(OptionVisitor& visitor, WeightOptions& options) {
  static constexpr std::array seeded = {Choice{"seeded", "random, not pretrained"}};
  static constexpr std::array linear = {
      Choice{"auto", "those of the vgg16 file where it has them, else equal"},
      Choice{"equal", "all channels alike"}};
  visitor.path_or_word("vgg16", options.vgg16, seeded,
                       "weights of the network behind the deep objectives: a word, or a file made "
                       "by analysis/export_weights.py");
  visitor.integer("vgg16_seed", options.vgg16_seed, {0, 2'147'483'647}, "seed of seeded weights");
  visitor.path_or_word("lpips", options.lpips, linear,
                       "linear weights of LPIPS: a word, a folder with lpips_vgg_lin0.npy to "
                       "lin4.npy, or an exported file");
  visitor.path_or_word("dists", options.dists, linear,
                       "alpha and beta of DISTS: a word, a folder with dists_alpha.npy and "
                       "dists_beta.npy, or an exported file");
}

void describe_objectives(OptionVisitor& visitor, std::vector<ObjectiveOptions>& options) {
  const ListBinding binding{
      [&options] { return options.size(); }, [&options](std::size_t n) { options.resize(n); },
      [&options](std::size_t i, OptionVisitor& v) { describe_objective(v, options[i]); }};
  visitor.list("objectives", binding, "all", "what an image is scored by, larger is better");
}

std::vector<ObjectiveOptions> all_objectives() {
  std::vector<ObjectiveOptions> all(torchscript_index());
  for (std::size_t i = 0; i < all.size(); ++i) all[i].type = i;
  return all;
}

std::vector<std::size_t> objective_items(const std::vector<ObjectiveOptions>& options) {
  std::vector<std::size_t> items;
  const auto list = options.empty() ? all_objectives() : options;
  for (std::size_t i = 0; i < list.size(); ++i)
    items.insert(items.end(), list[i].type == torchscript_index() ? list[i].outputs.size() : 1, i);
  return items;
}

std::vector<std::string> objective_names(const std::vector<ObjectiveOptions>& options) {
  std::vector<std::string> names;
  for (const ObjectiveOptions& o : options.empty() ? all_objectives() : options) {
    if (o.type == torchscript_index()) {
      if (o.outputs.empty())
        throw OptionError(
            "objectives",
            concat("the torchscript objective '", o.script.file,
                   "' has no outputs (its columns need names). Add outputs: [NAME]."));
      names.insert(names.end(), o.outputs.begin(), o.outputs.end());
    } else {
      const std::string name(objectives()[o.type].name);
      names.push_back(o.parameters == ParameterSet::piq ? name + "_piq" : name);
    }
  }
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) != name)
      throw OptionError("objectives", concat("'", *name,
                                             "' appears twice (columns are told apart by "
                                             "name). Remove one of them."));
  return names;
}

}  // namespace moai
