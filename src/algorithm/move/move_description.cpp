#include "algorithm/move/move_description.h"

#include "algorithm/move/move.h"

namespace moai {
namespace {

class MoveDescription final : public Cloned<MoveDescription, AlgorithmDescription>,
                              public MoveOptions {
 public:
  std::size_t children(std::uint64_t generation) const override {
    return moai::children(*this, generation);
  }
  bool has_cells() const override { return true; }
  // A mate could be the elite of another shard.
  bool can_be_sharded() const override { return variation == Variation::mutation; }
  std::unique_ptr<Algorithm> make(const AlgorithmContext& context) const override {
    return std::make_unique<Move>(*this, context);
  }
  std::unique_ptr<Algorithm> make_shard(const AlgorithmContext& context,
                                        ShardPeers& peers) const override {
    return std::make_unique<Move>(*this, context, &peers);
  }

 private:
  void describe_own(OptionVisitor& visitor) override {
    moai::describe(visitor, static_cast<MoveOptions&>(*this));
  }
};

}  // namespace

std::unique_ptr<AlgorithmDescription> describe_move() {
  return std::make_unique<MoveDescription>();
}

}  // namespace moai
