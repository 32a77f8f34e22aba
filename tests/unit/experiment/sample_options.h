#pragma once
// A struct with one option of every kind, for the tests of the visitors.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/options.h"

namespace moai {

enum class Colour : std::uint8_t { rgb = 0, hsl = 1 };

struct SampleItem {
  std::size_t type = 0;
  double window = 3.0;
  bool operator==(const SampleItem&) const = default;
};

struct SampleOptions {
  bool enabled = false;
  std::int64_t cells = 100;
  std::int64_t jumps = -1;
  double rate = 0.1;
  Schedule power = 2.0;
  double every = 300.0;
  std::string title = "sample";
  std::string target;
  std::string weights = "seeded";
  Colour colour = Colour::rgb;
  std::vector<std::int64_t> size = {33, 33};
  std::vector<double> bounds = {0.0, 1.5};
  std::vector<std::string> activations = {"sin", "cos"};
  std::map<std::string, double> table = {{"mse", 0.5}};
  std::int64_t hidden = 3;
  double spread = 1.0;
  std::size_t search = 0;
  std::int64_t parents = 7;
  std::vector<SampleItem> objectives;
  bool operator==(const SampleOptions&) const = default;
};

inline void describe(OptionVisitor& v, SampleOptions& o) {
  static constexpr std::array jumps = {NamedInteger{"none", 0, "no jumps"},
                                       NamedInteger{"unlimited", -1, "any number"}};
  static constexpr auto colours =
      enum_words<Colour::hsl>({{"rgb", "red, green, blue"}, {"hsl", "hue, saturation, lightness"}});
  static constexpr std::array functions = {Choice{"sin", "sine"}, Choice{"cos", "cosine"},
                                           Choice{"gaussian", "a bell"}};
  static constexpr std::array weights = {Choice{"seeded", "random"}};
  v.flag("enabled", o.enabled, "whether");
  v.integer("cells", o.cells, {1, 1000}, "how many cells");
  v.integer_or_word("jumps", o.jumps, {1, 100}, jumps, "how many jumps");
  v.real("rate", o.rate, {0.0, 1.0}, "how likely");
  v.scheduled("power", o.power, {0.0, 10.0}, "how strong");
  v.duration("every", o.every, "how often");
  v.text("title", o.title, "what it is called");
  v.file("target", o.target, "what is aimed at");
  v.path_or_word("weights", o.weights, weights, "of the network");
  v.enumeration("colour", o.colour, colours, "which colours");
  v.integers("size", o.size, 2, {8, 512}, "height and width");
  v.reals("bounds", o.bounds, 0, {-10.0, 10.0}, "of variables");
  v.texts("activations", o.activations, functions, "of nodes");
  v.real_map("table", o.table, "by name");
  v.group(
      "network",
      [&o](OptionVisitor& inner) {
        inner.integer("hidden", o.hidden, {0, 50}, "hidden nodes");
        inner.real("spread", o.spread, {0.0, 5.0}, "of weights");
      },
      "what is drawn", "hidden");
  const std::array searches = {
      Alternative{"climb", "one parent", [](OptionVisitor&) {}},
      Alternative{"breed", "many parents", [&o](OptionVisitor& inner) {
                    inner.integer("parents", o.parents, {2, 9}, "how many parents");
                  }}};
  v.alternatives("search", o.search, searches, "how to search");
  const ListBinding binding{
      [&o] { return o.objectives.size(); }, [&o](std::size_t n) { o.objectives.resize(n); },
      [&o](std::size_t i, OptionVisitor& inner) {
        SampleItem& item = o.objectives[i];
        const auto window = [&item](OptionVisitor& w) {
          w.real("window", item.window, {1.0, 99.0}, "pixels");
        };
        const std::array types = {Alternative{"mse", "mean squared error", [](OptionVisitor&) {}},
                                  Alternative{"ssim", "structural similarity", window}};
        inner.alternatives("", item.type, types, "an objective");
      }};
  v.list("objectives", binding, "all", "what counts");
}

}  // namespace moai
