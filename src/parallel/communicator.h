#pragma once
// The ranks that work on an experiment together. Everything runs and tests without MPI through
// LocalCommunicator; MpiCommunicator (support/mpi_communicator.h) is the real one.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "parallel/post.h"
#include "support/log.h"

namespace moai {

class Communicator {
 public:
  virtual ~Communicator() = default;
  virtual int rank() const = 0;
  virtual int size() const = 0;
  /// Rank among the ranks of the same machine (for choosing a GPU and counting threads).
  virtual int local_rank() const = 0;
  virtual int local_size() const = 0;
  virtual void barrier() = 0;
  /// The largest value over all ranks.
  virtual std::int64_t maximum(std::int64_t value) = 0;
  /// Every number becomes its sum over all ranks.
  virtual void add_up(std::span<std::int64_t> values) = 0;
  std::int64_t sum(std::int64_t value) {
    add_up({&value, 1});
    return value;
  }
  /// The bytes of `root` on every rank.
  virtual void broadcast(Bytes& bytes, int root) = 0;
  /// Every rank's bytes on every rank, in rank order.
  virtual std::vector<Bytes> all_gather(const Bytes& bytes) = 0;
  /// The bytes that each rank addressed to this one, in rank order. `to` has size() entries.
  virtual std::vector<Bytes> exchange(const std::vector<Bytes>& to) = 0;
  /// Collective: letters between these ranks that nobody waits for.
  virtual std::unique_ptr<Post> open_post() = 0;
  /// Ranks with the same colour, in rank order, become a communicator of their own.
  virtual std::unique_ptr<Communicator> split(int colour) = 0;
  /// Prints the message and ends every rank at once, for a rank that others wait for in vain.
  [[noreturn]] virtual void abort(const std::string& message, int code) = 0;
};

/// A number that all ranks share and take tickets from, each ticket once, in no fixed order.
class SharedCounter {
 public:
  virtual ~SharedCounter() = default;
  /// The value before `amount` was added. Needs no help from other ranks.
  virtual std::int64_t fetch_add(std::int64_t amount) = 0;
};

/// One process alone.
class LocalCommunicator final : public Communicator {
 public:
  int rank() const override { return 0; }
  int size() const override { return 1; }
  int local_rank() const override { return 0; }
  int local_size() const override { return 1; }
  void barrier() override {}
  std::int64_t maximum(std::int64_t value) override { return value; }
  void add_up(std::span<std::int64_t>) override {}
  void broadcast(Bytes&, int) override {}
  std::vector<Bytes> all_gather(const Bytes& bytes) override { return {bytes}; }
  std::vector<Bytes> exchange(const std::vector<Bytes>& to) override { return to; }
  std::unique_ptr<Post> open_post() override { return std::make_unique<LocalPost>(); }
  std::unique_ptr<Communicator> split(int) override {
    return std::make_unique<LocalCommunicator>();
  }
  [[noreturn]] void abort(const std::string& message, int code) override {
    log_error(message);
    std::_Exit(code);
  }
};

class LocalCounter final : public SharedCounter {
 public:
  std::int64_t fetch_add(std::int64_t amount) override {
    const std::int64_t before = value_;
    value_ += amount;
    return before;
  }

 private:
  std::int64_t value_ = 0;
};

}  // namespace moai
