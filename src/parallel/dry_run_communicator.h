#pragma once
// One process that pretends to be one of N ranks: the code that talks to others runs as it would
// there, its messages are counted and none is sent. For the cost of sizes that no machine at hand
// has.
//
//   DryRunCommunicator group(0, 10'000);
//   archipelago.migrate(moment);
//   group.traffic().bytes;       // what this rank would have sent
//
// The other ranks are taken to be like this one: they gather the same bytes and the same numbers.
// What they would address to this one is not known, so nothing arrives.

#include "parallel/communicator.h"

namespace moai {

/// What one rank sends. A collective call counts once, and its bytes once, however MPI spreads
/// them.
struct Traffic {
  std::uint64_t collectives = 0;
  std::uint64_t letters = 0;  ///< to one other rank each
  std::uint64_t bytes = 0;
};

/// What is sent to others is counted and gone.
class DryRunPost final : public Post {
 public:
  /// `traffic` outlives this object.
  DryRunPost(int rank, Traffic& traffic) : rank_(rank), traffic_(&traffic) {}

  void send(int to, Bytes text) override {
    if (to == rank_) {
      own_.send(to, std::move(text));
    } else {
      ++traffic_->letters;
      traffic_->bytes += text.size();
    }
  }
  std::size_t under_way(int) override { return 0; }
  std::vector<Letter> arrived() override {
    std::vector<Letter> letters = own_.arrived();
    for (Letter& letter : letters) letter.from = rank_;
    return letters;
  }
  Bytes next(int from) override { return from == rank_ ? own_.next(from) : Bytes(); }
  void close() override { own_.close(); }

 private:
  int rank_;
  Traffic* traffic_;
  LocalPost own_;
};

class DryRunCommunicator final : public Communicator {
 public:
  DryRunCommunicator(int rank, int size) : rank_(rank), size_(size) {}

  const Traffic& traffic() const { return traffic_; }

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int local_rank() const override { return 0; }
  int local_size() const override { return 1; }
  void barrier() override { count(0); }
  std::int64_t maximum(std::int64_t value) override {
    count(sizeof(value));
    return value;
  }
  void add_up(std::span<std::int64_t> values) override {
    count(values.size_bytes());
    for (std::int64_t& value : values) value *= size_;
  }
  void broadcast(Bytes& bytes, int root) override { count(root == rank_ ? bytes.size() : 0); }
  std::vector<Bytes> all_gather(const Bytes& bytes) override {
    count(bytes.size());
    return std::vector<Bytes>(static_cast<std::size_t>(size_), bytes);
  }
  std::vector<Bytes> exchange(const std::vector<Bytes>& to) override {
    count(0);
    std::vector<Bytes> arrived(to.size());
    for (std::size_t i = 0; i < to.size(); ++i) {
      if (i == static_cast<std::size_t>(rank_)) {
        arrived[i] = to[i];
      } else if (!to[i].empty()) {
        ++traffic_.letters;
        traffic_.bytes += to[i].size();
      }
    }
    return arrived;
  }
  std::unique_ptr<Post> open_post() override {
    return std::make_unique<DryRunPost>(rank_, traffic_);
  }
  /// All ranks are taken to have the same colour.
  std::unique_ptr<Communicator> split(int) override {
    return std::make_unique<DryRunCommunicator>(rank_, size_);
  }
  [[noreturn]] void abort(const std::string& message, int code) override {
    LocalCommunicator().abort(message, code);
  }

 private:
  void count(std::size_t bytes) {
    ++traffic_.collectives;
    traffic_.bytes += bytes;
  }

  int rank_, size_;
  Traffic traffic_;
};

}  // namespace moai
