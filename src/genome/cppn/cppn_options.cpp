#include "genome/cppn/cppn_options.h"

#include <array>

#include "genome/cppn/activation.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {

namespace {

constexpr RealRange probability{0.0, 1.0};
constexpr RealRange strength{0.0, 1e6};

constexpr auto color_modes =
    enum_words<ColorMode::l>({{"rgb", "the outputs are red, green, blue"},
                              {"hsl", "the outputs are hue, saturation, lightness"},
                              {"l", "one output, a grey picture"}});
constexpr auto output_ranges = enum_words<OutputRange::clamp>(
    {{"min_max", "stretched so that the picture spans [0,1], all channels together"},
     {"clamp", "cut off at 0 and 1"}});
constexpr auto crossovers = enum_words<CppnCrossover::gene_identity>(
    {{"none", "children are copies that only mutation changes"},
     {"gene_identity", "genes that both parents have are exchanged, as in NEAT"}});
constexpr auto node_activations = enum_words<CppnActivations::drawn>(
    {{"identity", "the identity, which stays"},
     {"identity_first", "the identity at the start; mutation draws others"},
     {"drawn", "drawn at the start, and by mutation"}});
constexpr auto weight_distributions = enum_words<WeightDistribution::uniform>(
    {{"normal", "normally, around 0"}, {"uniform", "uniformly, around 0"}});
constexpr auto shared_parts = enum_words<CppnShared::networks>(
    {{"nothing", "every network is drawn on its own"},
     {"weights", "a connection has the same weight in all of them"},
     {"connections", "the weights, and which connections are enabled"},
     {"networks", "everything: all are one network, from which mutation alone leads away"}});

void describe_initial(OptionVisitor& v, CppnInitial& o) {
  v.integer("hidden_nodes", o.hidden_nodes, {0, 1000}, "hidden nodes, in one layer");
  v.real("connection_probability", o.connection_probability, probability,
         "probability that a connection starts enabled; all of input-hidden, input-output, "
         "hidden-output exist");
  v.enumeration("weight_distribution", o.weight_distribution, weight_distributions,
                "how weights are drawn");
  v.real("weight_std", o.weight_std, strength, "normal: weights are drawn from N(0, weight_std^2)");
  v.real("weight_range", o.weight_range, strength,
         "uniform: weights are drawn between -weight_range and weight_range");
  v.enumeration("shared", o.shared, shared_parts,
                "what the random networks of a trial have in common");
}

void describe_mutation(OptionVisitor& v, CppnMutation& o) {
  v.integer("rounds", o.rounds, {1, 1000}, "mutations of a child, one after the other");
  v.scheduled("add_node", o.add_node, probability,
              "probability that a random connection is split by a new node");
  v.scheduled("remove_node", o.remove_node, probability,
              "probability that a random hidden node goes, with its connections");
  v.scheduled("add_connection", o.add_connection, probability,
              "probability that two random nodes are connected");
  v.scheduled("enable_connection", o.enable_connection, probability,
              "probability that it is enabled again when that connection exists, disabled");
  v.scheduled("disable_connection", o.disable_connection, probability,
              "probability that a random enabled connection is disabled");
  v.scheduled("activation", o.activation, probability,
              "probability of a newly drawn activation, per node whose activation is not fixed");
  v.scheduled("weight", o.weight, probability,
              "probability, per connection, that a random step is added to its weight");
  v.enumeration("weight_distribution", o.weight_distribution, weight_distributions,
                "how steps and new weights are drawn");
  v.scheduled("weight_std", o.weight_std, strength,
              "normal: standard deviation of steps and of newly drawn weights");
  v.scheduled("weight_step", o.weight_step, strength,
              "uniform: steps are drawn between -weight_step and weight_step");
  v.scheduled("weight_range", o.weight_range, strength,
              "uniform: new weights are drawn between -weight_range and weight_range");
  v.scheduled("weight_reset", o.weight_reset, probability,
              "probability, for each connection not so changed, of a newly drawn weight");
  v.real("weight_limit", o.weight_limit, strength,
         "then every weight is brought between -weight_limit and weight_limit; 0: no limit");
  v.scheduled("bias", o.bias, probability,
              "probability, per node, that N(0, bias_std^2) is added to its bias");
  v.scheduled("bias_std", o.bias_std, strength, "strength of bias mutation");
  v.scheduled("bias_reset", o.bias_reset, probability,
              "probability, for each node not so changed, that its bias becomes 0");
}

}  // namespace

WeightDraw CppnInitial::weight() const {
  return {weight_distribution,
          weight_distribution == WeightDistribution::normal ? weight_std : weight_range};
}

WeightDraw CppnMutation::step(double progress) const {
  const bool normal = weight_distribution == WeightDistribution::normal;
  return {weight_distribution, (normal ? weight_std : weight_step).at(progress)};
}

WeightDraw CppnMutation::fresh(double progress) const {
  const bool normal = weight_distribution == WeightDistribution::normal;
  return {weight_distribution, (normal ? weight_std : weight_range).at(progress)};
}

void describe(OptionVisitor& v, CppnOptions& o) {
  v.texts("activations", o.activations, activation_words.choices(),
          "functions that nodes draw from, each name with the same probability");
  v.enumeration("input_activations", o.input_activations, node_activations,
                "the activations of the input nodes");
  v.enumeration("output_activations", o.output_activations, node_activations,
                "the activations of the output nodes");
  v.enumeration("color", o.color, color_modes, "what the outputs mean");
  v.enumeration("output_range", o.output_range, output_ranges, "how outputs become [0,1]");
  v.real("extent", o.extent, {1e-6, 1e6}, "x and y run from -extent to extent, ends included");
  v.flag("radial_distance", o.radial_distance, "sqrt(x^2+y^2) as a further input");
  v.flag("bias_input", o.bias_input, "the constant 1 as a further input");
  v.integer("fourier_features", o.fourier_features, {0, 1024},
            "further inputs: sines and cosines of random projections of (y,x), the same for all "
            "individuals of a trial; an even number");
  v.real("fourier_scale", o.fourier_scale, strength,
         "standard deviation of the projections' frequencies, in periods per unit length");
  v.held_by(Holder::island, [&o](OptionVisitor& own) {
    own.group(
        "initial", [&o](OptionVisitor& w) { describe_initial(w, o.initial); },
        "the random networks that a run starts from");
    own.group(
        "mutation", [&o](OptionVisitor& w) { describe_mutation(w, o.mutation); },
        "probabilities and strengths of one mutation");
    own.enumeration("crossover", o.crossover, crossovers, "how two parents are combined");
  });
}

void check(const CppnOptions& options) {
  if (options.activations.empty())
    throw OptionError("genome.activations", "empty (nodes need one). Give at least one name.");
  std::vector<std::string> known;
  for (const std::string_view word : activation_words.names()) known.emplace_back(word);
  for (const std::string& name : options.activations)
    if (!activation_words.find(name))
      throw OptionError("genome.activations",
                        concat("'", name, "' is unknown.", suggestion(name, known)));
  if (options.fourier_features % 2 != 0)
    throw OptionError("genome.fourier_features",
                      concat(options.fourier_features,
                             " is odd (half are sines, half cosines) give an even number"));
}

std::size_t cppn_inputs(const CppnOptions& options) {
  return 2 + (options.radial_distance ? 1 : 0) + (options.bias_input ? 1 : 0) +
         static_cast<std::size_t>(options.fourier_features);
}

std::size_t cppn_outputs(const CppnOptions& options) {
  return options.color == ColorMode::l ? 1 : 3;
}

}  // namespace moai
