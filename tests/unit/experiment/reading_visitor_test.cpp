// If these fail, an experiment file means something else than its author wrote, or a mistake in it
// is told in the wrong words, at the wrong place, or not at all.
#include "experiment/reading_visitor.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/unit/experiment/read_sample.h"

namespace moai {
namespace {

TEST(ReadingVisitor, ReadsEveryKindOfOption) {
  const auto [options, errors] = read_sample(R"(
enabled: true
cells: 1e2
jumps: none
rate: .25
power: {from: 1, to: 4, schedule: geometric}
every: 5 min
title: 2023
colour: hsl
size: [64, 32]
bounds: [-1, 2.5, 1e-3]
activations: [gaussian]
table: {ssim: 1, mse: -2}
network: {spread: 2}
search: {type: breed, parents: 3}
objectives: [mse, {type: ssim, window: 11}]
)");
  EXPECT_EQ(errors, "");
  EXPECT_TRUE(options.enabled);
  EXPECT_EQ(options.cells, 100);
  EXPECT_EQ(options.jumps, 0);
  EXPECT_EQ(options.rate, 0.25);
  EXPECT_EQ(options.power, Schedule(1.0, 4.0, Schedule::Shape::geometric));
  EXPECT_EQ(options.every, 300.0);
  EXPECT_EQ(options.title, "2023");
  EXPECT_EQ(options.colour, Colour::hsl);
  EXPECT_EQ(options.size, (std::vector<std::int64_t>{64, 32}));
  EXPECT_EQ(options.bounds, (std::vector<double>{-1.0, 2.5, 1e-3}));
  EXPECT_EQ(options.activations, std::vector<std::string>{"gaussian"});
  EXPECT_EQ(options.table, (std::map<std::string, double>{{"mse", -2.0}, {"ssim", 1.0}}));
  EXPECT_EQ(options.hidden, 3);
  EXPECT_EQ(options.spread, 2.0);
  EXPECT_EQ(options.search, 1u);
  EXPECT_EQ(options.parents, 3);
  EXPECT_EQ(options.objectives, (std::vector<SampleItem>{{0, 3.0}, {1, 11.0}}));
}

TEST(ReadingVisitor, LeavesAbsentOptionsAlone) {
  const auto [options, errors] = read_sample("cells: 9");
  SampleOptions expected;
  expected.cells = 9;
  EXPECT_EQ(errors, "");
  EXPECT_EQ(options, expected);
}

TEST(ReadingVisitor, TakesShortFormsOfMappings) {
  EXPECT_EQ(read_sample("network: 7").options.hidden, 7);
  EXPECT_EQ(read_sample("search: breed").options.search, 1u);
  EXPECT_EQ(read_sample("objectives: all").errors, "");
  EXPECT_TRUE(read_sample("objectives: all").options.objectives.empty());
}

TEST(ReadingVisitor, TellsAllErrorsInTheOrderOfTheFile) {
  EXPECT_EQ(read_sample("rate: 2\ncells: many\ntitel: x\n").errors,
            "a.yaml:1:7: rate: 2 is too large (a number from 0 to 1 is expected).\n"
            "a.yaml:2:8: cells: 'many' is not an integer (an integer from 1 to 1000 is expected).\n"
            "a.yaml:3:1: titel: this key is not known here. Did you mean 'title'?");
}

struct BadInput {
  std::string yaml;
  std::string error;
};

class Mistakes : public testing::TestWithParam<BadInput> {};

TEST_P(Mistakes, AreToldInTheseWords) {
  EXPECT_EQ(read_sample(GetParam().yaml).errors, "a.yaml:" + GetParam().error);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Mistakes,
    testing::Values(
        BadInput{"enabled: yes", "1:10: enabled: 'yes' is neither true nor false. Write true."},
        BadInput{"enabled: [true]", "1:10: enabled: is a list (true or false is expected)."},
        BadInput{"cells: 0", "1:8: cells: 0 is too small (an integer from 1 to 1000 is expected)."},
        BadInput{"cells: 2.5",
                 "1:8: cells: '2.5' is not an integer (an integer from 1 to 1000 is expected)."},
        BadInput{"cells: 99999999999999999999",
                 "1:8: cells: '99999999999999999999' is beyond what an integer of 64 bits can hold "
                 "(an integer from 1 to 1000 is expected)."},
        BadInput{"cells: '5'",
                 "1:8: cells: is a text in quotes (an integer from 1 to 1000 is expected). Remove "
                 "the quotes."},
        BadInput{"cells:", "1:1: cells: has no value. Give it one, or remove the key."},
        BadInput{"cells: ~", "1:1: cells: has no value. Give it one, or remove the key."},
        BadInput{"jumps: nome",
                 "1:8: jumps: 'nome' is not known here (an integer from 1 to 100 or none or "
                 "unlimited is expected). Did you mean 'none'?"},
        BadInput{"jumps: 0", "1:8: jumps: 0 is too small (an integer from 1 to 100 is expected)."},
        BadInput{"rate: .nan",
                 "1:7: rate: '.nan' is not a finite number (a number from 0 to 1 is expected)."},
        BadInput{"rate: nan",
                 "1:7: rate: 'nan' is not a finite number (a number from 0 to 1 is expected)."},
        BadInput{"rate: -.inf",
                 "1:7: rate: '-.inf' is not a finite number (a number from 0 to 1 is expected)."},
        BadInput{"rate: 1e999",
                 "1:7: rate: '1e999' is beyond what a number of double precision can hold (a "
                 "number from 0 to 1 is expected)."},
        BadInput{"rate: 0x10",
                 "1:7: rate: '0x10' is not a number (a number from 0 to 1 is expected)."},
        BadInput{"bounds: [0, nan]",
                 "1:13: bounds[1]: 'nan' is not a finite number (a number from -10 to 10 is "
                 "expected)."},
        BadInput{"power: {from: 0, to: 1, schedule: geometric}",
                 "1:8: power: cannot be geometric (both ends have to be positive). Use 'schedule: "
                 "linear'."},
        BadInput{"power: {from: 1}",
                 "1:8: power: lacks 'from' or 'to' (a schedule is {from: 20, to: 100, schedule: "
                 "linear})."},
        BadInput{"power: {from: 1, to: 2, shedule: step}",
                 "1:25: power.shedule: this key is not known here. Did you mean 'schedule'?"},
        BadInput{
            "every: 5 weeks",
            "1:8: every: '5 weeks' is not a duration (seconds, or a number with s, min, h or d "
            "is expected). Write for example '5 min'."},
        BadInput{
            "every: -1",
            "1:8: every: '-1' is a negative duration (seconds, or a number with s, min, h or d "
            "is expected). Write for example '5 min'."},
        BadInput{"title: {a: 1}", "1:8: title: is a mapping (a text is expected)."},
        BadInput{"colour: hls", "1:9: colour: 'hls' is not known here. Did you mean 'hsl'?"},
        BadInput{"size: [33]",
                 "1:7: size: has 1 item (a list of 2 integers from 8 to 512 is expected)."},
        BadInput{"size: 33",
                 "1:7: size: is a single value (a list of 2 integers from 8 to 512 is expected)."},
        BadInput{"size: [33, 4]",
                 "1:12: size[1]: 4 is too small (an integer from 8 to 512 is expected)."},
        BadInput{"activations: [sin, gausian]",
                 "1:20: activations[1]: 'gausian' is not known here. Did you mean 'gaussian'?"},
        BadInput{"table: {mse: x}", "1:14: table.mse: 'x' is not a number (a number is expected)."},
        BadInput{"network: {hiden: 3}",
                 "1:11: network.hiden: this key is not known here. Did you mean 'hidden'?"},
        BadInput{"network: [1]", "1:10: network: is a list (a mapping of keys is expected)."},
        BadInput{"search: bread", "1:9: search: 'bread' is not known here. Did you mean 'breed'?"},
        BadInput{"search: {type: climb, parents: 3}",
                 "1:23: search.parents: this key is not known here. It belongs to type 'breed'."},
        BadInput{"objectives: [msse]",
                 "1:14: objectives[0]: 'msse' is not known here. Did you mean 'mse'?"},
        BadInput{"objectives: [mse, {type: ssim, window: 0}]",
                 "1:40: objectives[1].window: 0 is too small (a number from 1 to 99 is expected)."},
        BadInput{"objectives: [{window: 3}]",
                 "1:14: objectives[0]: lacks 'type'. Known: mse, ssim."},
        BadInput{"objectives: []",
                 "1:13: objectives: is an empty list (a list with items, or 'all' is expected)."},
        BadInput{"objectives: mse",
                 "1:13: objectives: is a single value (a list, or 'all' is expected)."}));

class Files : public testing::Test {
 protected:
  void SetUp() override {
    folder = std::filesystem::path(testing::TempDir()) / "moai_reading_files";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "targets");
    std::ofstream(folder / "targets" / "sunrise.png") << "picture";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }
  SampleReading read(const std::string& yaml) {
    return read_sample(yaml, (folder / "a.yaml").string());
  }
  std::filesystem::path folder;
};

TEST_F(Files, AreFoundRelativeToTheFileThatNamesThem) {
  const auto [options, errors] = read("target: ./targets/../targets/sunrise.png");
  EXPECT_EQ(errors, "");
  EXPECT_EQ(options.target, (folder / "targets/sunrise.png").string());
}

TEST_F(Files, ThatAreMissingAreToldWithTheNearestName) {
  EXPECT_EQ(read("target: targets/sunrse.png").errors,
            folder.string() +
                "/a.yaml:1:9: target: the file 'targets/sunrse.png' cannot be found "
                "(looked for " +
                folder.string() + "/targets/sunrse.png). Did you mean 'sunrise.png'?");
}

TEST_F(Files, MayNotBeFoldersOrLinksInACircle) {
  EXPECT_EQ(read("target: targets").errors,
            folder.string() + "/a.yaml:1:9: target: 'targets' is no regular file. Give a file.");
  std::filesystem::create_symlink("loop.png", folder / "loop.png");
  EXPECT_NE(read("target: loop.png").errors.find("target: the file 'loop.png' cannot be found"),
            std::string::npos);
}

TEST_F(Files, OrWords) {
  EXPECT_EQ(read("weights: seeded").options.weights, "seeded");
  EXPECT_EQ(read("weights: targets").options.weights, (folder / "targets").string());
  EXPECT_NE(read("weights: seded").errors.find("Did you mean 'seeded'?"), std::string::npos);
}

TEST(ReadingVisitor, TellsHowTrueAndFalseAreWritten) {
  for (const char* word : {"True", "TRUE", "yes", "Yes", "on", "ON", "y"})
    EXPECT_EQ(
        read_sample(std::string("enabled: ") + word).errors,
        std::string("a.yaml:1:10: enabled: '") + word + "' is neither true nor false. Write true.");
  for (const char* word : {"False", "FALSE", "no", "off", "N"})
    EXPECT_EQ(read_sample(std::string("enabled: ") + word).errors,
              std::string("a.yaml:1:10: enabled: '") + word +
                  "' is neither true nor false. Write false.");
  EXPECT_EQ(read_sample("enabled: maybe").errors,
            "a.yaml:1:10: enabled: 'maybe' is neither true nor false.");
}

TEST(ReadingVisitor, TellsWhatToDoInPlaceOfMerging) {
  const std::string errors = read_sample("size: &a [8, 8]\n<<: *a").errors;
  EXPECT_EQ(errors.find("a.yaml:2:1: <<: this key merges mappings in YAML 1.1 alone"), 0u)
      << errors;
  EXPECT_NE(errors.find("'extends'"), errors.npos) << errors;
  EXPECT_EQ(errors.find('\n'), errors.npos) << errors;
}

}  // namespace
}  // namespace moai
