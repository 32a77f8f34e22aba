// If these fail, a genome comes back from a file as another one, or a damaged file is believed.
#include "record/genome_io.h"

#include <gtest/gtest.h>

#include "genome/cppn/activation.h"
#include "record/hdf5/file.h"
#include "support/error.h"
#include "tests/unit/record/sample.h"

namespace moai {
namespace {

class GenomeFile : public ::testing::Test {
 protected:
  hdf5::Group write(const std::vector<Genome>& genomes) {
    hdf5::Group group = draft_.root().at("genomes", "");
    std::vector<const Genome*> pointers;
    for (const auto& genome : genomes) pointers.push_back(&genome);
    write_genomes(group, pointers);
    return group;
  }
  // The columns of a file by hand; one genome with two nodes and one connection.
  hdf5::Group by_hand(std::vector<std::uint64_t> node_offset, std::uint8_t activation,
                      std::vector<std::uint64_t> ids, std::uint64_t target) {
    hdf5::Group group = draft_.root().at("by_hand", "");
    group.set("kind", "cppn");
    group.write("node_offset", node_offset, {"", ""});
    group.write("node_id", ids, {"", ""});
    group.write("node_activation", std::vector<std::uint8_t>{0, activation}, {"", ""});
    group.write("node_bias", std::vector<float>{0, 0}, {"", ""});
    group.write("connection_offset", std::vector<std::uint64_t>{0, 1}, {"", ""});
    group.write("connection_source", std::vector<std::uint64_t>{0}, {"", ""});
    group.write("connection_target", std::vector<std::uint64_t>{target}, {"", ""});
    group.write("connection_weight", std::vector<float>{0.5f}, {"", ""});
    group.write("connection_enabled", std::vector<std::uint8_t>{1}, {"", ""});
    return group;
  }

  sample::Folder folder_;
  hdf5::Draft draft_{folder_.path() + "/genomes.h5"};
};

TEST_F(GenomeFile, GivesNetworksBack) {
  std::vector<Genome> genomes;
  for (std::uint64_t k = 0; k < 20; ++k) genomes.emplace_back(sample::cppn(k));
  genomes.emplace_back(CppnGenome{});
  EXPECT_EQ(read_genomes(write(genomes)), genomes);
}

TEST_F(GenomeFile, GivesVectorsBack) {
  const std::vector<Genome> genomes{RealVector{{0.1, -0.0, 1e-310}}, RealVector{{1, 2, 3}}};
  EXPECT_EQ(read_genomes(write(genomes)), genomes);
}

TEST_F(GenomeFile, GivesNothingBack) {
  EXPECT_TRUE(read_genomes(write({})).empty());
}

TEST_F(GenomeFile, AcceptsSoundColumns) {
  EXPECT_EQ(read_genomes(by_hand({0, 2}, 9, {0, 5}, 5)).size(), 1u);
}
TEST_F(GenomeFile, RefusesAnUnknownActivation) {
  const auto unknown = static_cast<std::uint8_t>(activation_words.names().size());
  EXPECT_THROW(read_genomes(by_hand({0, 2}, unknown, {0, 5}, 5)), SystemError);
}
TEST_F(GenomeFile, RefusesAConnectionToNowhere) {
  EXPECT_THROW(read_genomes(by_hand({0, 2}, 0, {0, 5}, 4)), SystemError);
}
TEST_F(GenomeFile, RefusesANodeTwice) {
  EXPECT_THROW(read_genomes(by_hand({0, 2}, 0, {0, 0}, 0)), SystemError);
}
TEST_F(GenomeFile, RefusesOffsetsBeyondTheColumns) {
  EXPECT_THROW(read_genomes(by_hand({0, 1ull << 60}, 0, {0, 5}, 5)), SystemError);
}
TEST_F(GenomeFile, RefusesColumnsOfDifferentLengths) {
  EXPECT_THROW(read_genomes(by_hand({0, 3}, 0, {0, 5, 6}, 5)), SystemError);
}
}  // namespace
}  // namespace moai
