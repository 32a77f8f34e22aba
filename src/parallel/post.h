#pragma once
// Letters between the ranks of a communicator: who sends one goes on at once; who looks takes what
// has come, or waits for the next letter of one rank.
//
//   const auto post = group.open_post();   // collective
//   post->send(3, bytes);
//   for (Letter& letter : post->arrived()) ...
//   post->close();                          // collective; every rank has come this far

#include <memory>
#include <utility>
#include <vector>

#include "support/bytes.h"

namespace moai {

struct Letter {
  int from = 0;
  Bytes text;
};

class Post {
 public:
  virtual ~Post() = default;
  /// Returns at once. Letters of one rank to another arrive in the order in which they were sent.
  virtual void send(int to, Bytes text) = 0;
  /// Letters to that rank whose bytes still lie here, because it has not looked for long.
  virtual std::size_t under_way(int to) = 0;
  /// What has come for this rank since the last call; never waits.
  virtual std::vector<Letter> arrived() = 0;
  /// The next letter from that rank; waits for it.
  virtual Bytes next(int from) = 0;
  /// Collective: what is still under way is received and thrown away. Nothing may be sent after.
  virtual void close() = 0;
};

/// One process alone, which may write to itself.
class LocalPost final : public Post {
 public:
  void send(int, Bytes text) override { letters_.push_back({0, std::move(text)}); }
  std::size_t under_way(int) override { return 0; }
  std::vector<Letter> arrived() override { return std::exchange(letters_, {}); }
  Bytes next(int) override {
    Bytes text = std::move(letters_.at(0).text);
    letters_.erase(letters_.begin());
    return text;
  }
  void close() override { letters_.clear(); }

 private:
  std::vector<Letter> letters_;
};

}  // namespace moai
