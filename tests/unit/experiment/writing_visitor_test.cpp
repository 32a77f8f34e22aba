// If these fail, the experiment that is stored beside the results is not the one that was run, and
// running it again gives other results.
#include "experiment/writing_visitor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "experiment/yaml_writer.h"
#include "support/random.h"
#include "tests/unit/experiment/read_sample.h"

namespace moai {
namespace {

std::string written(SampleOptions options) {
  WritingVisitor writer;
  describe(writer, options);
  return yaml_text(writer.take());
}

TEST(WritingVisitor, WritesEveryOptionAsPeopleWould) {
  SampleOptions options;
  options.power = Schedule(1.0, 0.5, Schedule::Shape::cosine);
  options.search = 1;
  options.objectives = {{0, 3.0}, {1, 5.5}};
  EXPECT_EQ(written(options), R"(enabled: false
cells: 100
jumps: unlimited
rate: 0.1
power: {from: 1, to: 0.5, schedule: cosine}
every: 5 min
title: sample
target: ""
weights: seeded
colour: rgb
size: [33, 33]
bounds: [0, 1.5]
activations: [sin, cos]
table: {mse: 0.5}
network: {hidden: 3, spread: 1}
search: {type: breed, parents: 7}
objectives: [{type: mse}, {type: ssim, window: 5.5}]
)");
}

TEST(WritingVisitor, WritesWhatReadsBackAsTheSame) {
  constexpr char characters[] = " :#'\"\\\n-[]{}&*!|>%@`,?~abn01e.";  // and the zero
  auto rng = RandomSource{1, 0, 0}.stream(Purpose::problem);
  for (int k = 0; k < 300; ++k) {
    SampleOptions options;
    options.enabled = rng.coin(0.5);
    options.cells = 1 + rng.below(1000);
    options.jumps = static_cast<std::int64_t>(rng.below(102)) - 1;
    options.rate = rng.uniform();
    options.power = rng.coin(0.5) ? Schedule(rng.uniform(0.1, 9.0))
                                  : Schedule(rng.uniform(0.1, 9.0), rng.uniform(0.1, 9.0),
                                             static_cast<Schedule::Shape>(1 + rng.below(4)));
    options.every = rng.coin(0.5) ? rng.uniform(0.0, 1e6) : 60.0 * rng.below(9000);
    options.title.clear();
    for (std::uint32_t i = rng.below(12); i > 0; --i) {
      const std::uint32_t pick = rng.below(sizeof characters + 1);
      if (pick < sizeof characters)
        options.title += characters[pick];
      else
        options.title += "\xc3\xa9";
    }
    options.colour = static_cast<Colour>(rng.below(2));
    options.size = {8 + rng.below(500), 8 + rng.below(500)};
    options.bounds.resize(rng.below(40));
    for (double& bound : options.bounds) bound = rng.normal();
    options.table = {{"a: b", rng.normal()}, {"null", 1e-300}, {"3", 5e17}};
    options.hidden = rng.below(50);
    options.search = rng.below(2);
    if (options.search == 1) options.parents = 2 + rng.below(8);
    options.objectives.resize(rng.below(5));
    for (SampleItem& item : options.objectives)
      if (rng.coin(0.5)) item = {1, 1.0 + rng.below(90)};
    const std::string text = written(options);
    const auto [again, errors] = read_sample(text);
    ASSERT_EQ(errors, "") << text;
    ASSERT_EQ(again, options) << text;
  }
}

}  // namespace
}  // namespace moai
