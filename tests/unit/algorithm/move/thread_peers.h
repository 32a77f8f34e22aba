#pragma once
// The shards of one map as threads of this process, which meet where ranks would exchange messages.

#include <barrier>
#include <functional>
#include <thread>
#include <vector>

#include "algorithm/move/shard_peers.h"

namespace moai::test {

/// What the threads share.
struct Table {
  explicit Table(std::size_t shards)
      : entrants(shards), wins(shards), letters(shards), meeting(static_cast<long>(shards)) {}
  std::vector<Entrants> entrants;
  std::vector<std::vector<Win>> wins;
  std::vector<std::vector<std::vector<IndividualPointer>>> letters;  // from, to
  std::barrier<> meeting;
};

class ThreadPeers final : public ShardPeers {
 public:
  ThreadPeers(Table& table, std::size_t shard) : table_(table), shard_(shard) {}

  std::size_t shard() const override { return shard_; }
  std::size_t shards() const override { return table_.wins.size(); }

  Entrants all(Entrants mine) override {
    table_.entrants[shard_] = std::move(mine);
    table_.meeting.arrive_and_wait();
    Entrants all;
    for (std::size_t s = 0; s < shards(); ++s) {
      const Entrants& from = table_.entrants[s];
      if (s == shard_) all.mine = all.size();
      append(all.ids, from.ids);
      append(all.parents, from.parents);
      append(all.mates, from.mates);
      append(all.parent_cells, from.parent_cells);
      append(all.own, from.own);
      append(all.violation, from.violation);
      for (std::size_t i = 0; i < from.size(); ++i) all.fitness.append_row(from.fitness.row(i));
    }
    table_.meeting.arrive_and_wait();
    return all;
  }
  std::vector<Win> all(std::vector<Win> mine) override {
    table_.wins[shard_] = std::move(mine);
    table_.meeting.arrive_and_wait();
    std::vector<Win> all;
    for (const auto& from : table_.wins) append(all, from);
    table_.meeting.arrive_and_wait();
    return all;
  }
  std::vector<IndividualPointer> deliver(std::vector<std::vector<IndividualPointer>> to) override {
    table_.letters[shard_] = std::move(to);
    table_.meeting.arrive_and_wait();
    std::vector<IndividualPointer> all;
    for (const auto& from : table_.letters) append(all, from[shard_]);
    table_.meeting.arrive_and_wait();
    return all;
  }

 private:
  template <class T>
  static void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }
  Table& table_;
  std::size_t shard_;
};

/// Runs `work` once for every shard, each in a thread.
inline void on_shards(std::size_t count, const std::function<void(ThreadPeers&)>& work) {
  Table table(count);
  std::vector<std::thread> threads;
  for (std::size_t shard = 0; shard < count; ++shard)
    threads.emplace_back([&table, &work, shard] {
      ThreadPeers peers(table, shard);
      work(peers);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace moai::test
