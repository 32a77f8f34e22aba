#include "record/ancestry.h"

#include <algorithm>

namespace moai {
namespace {

constexpr std::uint64_t block_rows = 1 << 16;

// Goes through /individuals from its end, where the young ones are, and looks up parents.
class BirthReader {
 public:
  explicit BirthReader(const hdf5::Group& root)
      : group_(root.open("individuals")), rows_(group_.shape("id").at(0)), next_(rows_) {}

  // Parents usually come before their children, so one pass serves a whole lineage. With
  // asynchronous migration a parent may be of a later generation: then once more from the end.
  bool find(IndividualId id) { return scan(id) || (rewind(), scan(id)); }

  IndividualId parent() const { return IndividualId(parent_[at_]); }
  std::uint64_t generation() const { return generation_[at_]; }
  std::uint32_t island() const { return island_[at_]; }
  std::int32_t cell() const { return cell_[at_]; }

 private:
  bool scan(IndividualId id) {
    while (true) {
      while (at_ > 0)
        if (id_[--at_] == id.value()) return true;
      if (next_ == 0) return false;
      load();
    }
  }
  void load() {
    const std::uint64_t count = std::min(block_rows, next_);
    next_ -= count;
    id_ = group_.rows<std::uint64_t>("id", next_, count);
    parent_ = group_.rows<std::uint64_t>("parent_a", next_, count);
    generation_ = group_.rows<std::uint64_t>("generation", next_, count);
    island_ = group_.rows<std::uint32_t>("island", next_, count);
    cell_ = group_.rows<std::int32_t>("cell", next_, count);
    at_ = id_.size();
  }
  void rewind() {
    next_ = rows_;
    at_ = 0;
  }

  hdf5::Group group_;
  std::uint64_t rows_;
  std::uint64_t next_;  // rows before this one have not been seen
  std::size_t at_ = 0;  // in the block
  std::vector<std::uint64_t> id_, parent_, generation_;
  std::vector<std::uint32_t> island_;
  std::vector<std::int32_t> cell_;
};

}  // namespace

std::vector<Ancestor> ancestry_of(const hdf5::Group& root, const Ancestor& first) {
  std::vector<Ancestor> lineage;
  BirthReader births(root);
  Ancestor next = first;
  while (!next.id.is_none() && births.find(next.id)) {
    next.generation = births.generation();
    lineage.push_back(next);
    next = {births.parent(), 0, births.island(), births.cell()};
  }
  return lineage;
}

}  // namespace moai
