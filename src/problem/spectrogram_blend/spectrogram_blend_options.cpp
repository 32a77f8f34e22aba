#include "problem/spectrogram_blend/spectrogram_blend_options.h"

#include "support/option_error.h"

namespace moai {

namespace {

void describe_descent(OptionVisitor& v, SeedOptions& o) {
  static constexpr std::array standard{
      NamedInteger{"standard", 0, "500 for a single mask, 200 for a front"}};
  v.integer_or_word("steps", o.steps, {1, 1'000'000}, standard, "steps of Adam for each mask");
  v.real("learning_rate", o.learning_rate, {1e-9, 100.0},
         "of Adam, on the logits of the mask's values");
  v.real("visual_boost", o.visual_boost, {0.0, 1e9}, "by which the visual loss is multiplied");
}

void describe_seeds(OptionVisitor& v, SeedOptions& o) {
  static constexpr auto presets = enum_words<SeedOptions::Preset::better_sound>(
      {{"better_image", "the picture weighs 0.8, the sound 0.2"},
       {"balanced", "both weigh 0.5"},
       {"better_sound", "the picture weighs 0.2, the sound 0.8"}});
  const std::array<Alternative, 3> kinds = {{
      {"none", "all are random", [](OptionVisitor&) {}},
      {"single", "one mask, by gradient descent from one half everywhere",
       [&o](OptionVisitor& w) {
         w.enumeration("preset", o.preset, presets, "how much picture and sound weigh");
         w.real("visual_weight", o.visual_weight, {-1.0, 1.0},
                "weight of the picture from 0 to 1, the sound has the rest; -1: the preset's");
         describe_descent(w, o);
       }},
      {"pareto", "masks along the front, by gradient descent with weights of their own",
       [&o](OptionVisitor& w) {
         w.integer("count", o.count, {1, 100'000}, "masks");
         w.real("power", o.power, {0.0, 100.0},
                "mask i of n weighs the picture (1 - i/(n-1))^power, the sound the rest");
         w.flag("anchors", o.anchors, "the first mask is all picture, the last all sound");
         describe_descent(w, o);
       }},
  }};
  auto index = static_cast<std::size_t>(o.kind);
  v.alternatives("seeds", index, kinds, "first members of every population, before it evolves");
  o.kind = static_cast<SeedOptions::Kind>(index);
}

}  // namespace

void describe(OptionVisitor& v, SpectrogramBlendOptions& o) {
  static constexpr auto borders = enum_words<GridBorder::zero>(
      {{"repeat", "the values at the edge: a mask of ones is 1 everywhere"},
       {"zero", "zeros: the sound comes through at the edges, as in MOSS"}});
  v.file("picture", o.picture, "what the spectrogram is to look like, PNG, JPEG or TIFF");
  v.file("sound", o.sound,
         "what it is to sound like: WAV, AIFF, FLAC, OGG, or MP3 that says how long it is");
  v.integer("rows", o.rows, {1, 513}, "rows of the control grid, over the frequencies");
  v.real("columns_per_second", o.columns_per_second, {0.01, 62.5},
         "columns of the control grid a second; their number is rounded up to a multiple of 16");
  v.real("smoothing", o.smoothing, {0.0, 100.0},
         "standard deviation of the Gaussian that smooths the mask, in cells of the grid");
  v.enumeration("border", o.border, borders, "what smoothing finds beyond the edges of the grid");
  describe_seeds(v, o.seeds);
  v.group(
      "genome", [&o](OptionVisitor& inner) { describe(inner, o.genome); },
      "how values of the mask are first drawn, crossed and mutated");
}

void check(const SpectrogramBlendOptions& options) {
  if (options.picture.empty())
    throw OptionError("problem.picture",
                      "not given (there is nothing to look like). Name a PNG, JPEG or TIFF "
                      "file.");
  if (options.sound.empty())
    throw OptionError("problem.sound",
                      "not given (there is nothing to sound like). Name a sound file.");
  if (options.seeds.visual_weight < 0.0 && options.seeds.visual_weight != -1.0)
    throw OptionError("problem.seeds.visual_weight",
                      "a weight cannot be negative (only -1 has a meaning, the "
                      "preset's). Give a number from 0 to 1.");
}

}  // namespace moai
