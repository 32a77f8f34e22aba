#include "genome/real_vector/blocks_description.h"

#include "genome/real_vector/block_options.h"
#include "genome/real_vector/real_vector_space.h"

namespace moai {
namespace {

class BlocksDescription final : public Cloned<BlocksDescription, GenomeDescription>,
                                public BlocksOptions {
 public:
  void describe(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<BlocksOptions&>(*this));
  }
  void check() const override { moai::check(static_cast<const BlocksOptions&>(*this)); }
  std::unique_ptr<GenomeSpace> make_space() const override { return make_block_space(*this); }
  bool draws_itself() const override { return false; }
};

}  // namespace

std::unique_ptr<GenomeDescription> describe_blocks() {
  return std::make_unique<BlocksDescription>();
}

}  // namespace moai
