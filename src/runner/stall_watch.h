#pragma once
// Finds a rank that hangs: a thread that ends the job when no generation ends for too long.
//
//   StallWatch watch(600.0, [&](const std::string& message) { world.abort(message, 1); });
//   watch.beat("trial a/0 at generation 17, evaluating");    // whenever something is done
//   watch.pause();                                           // nothing to do: no beat is expected
//
// A rank that computes too long speaks after the limit. One that waits for others may be the victim
// of a rank that cannot speak any more (stopped, swapped out), so it speaks after twice the limit.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace moai {

class StallWatch {
 public:
  using Clock = std::chrono::steady_clock;

  /// `limit`: seconds, 0: nothing is watched. `report` is called once at most, in another thread.
  StallWatch(double limit, std::function<void(const std::string&)> report);
  ~StallWatch();
  StallWatch(const StallWatch&) = delete;
  StallWatch& operator=(const StallWatch&) = delete;

  /// `doing`: what this rank does from now on. `waits`: it needs other ranks for it.
  void beat(const std::string& doing, bool waits = false);
  void pause();

 private:
  void watch();

  double limit_;
  std::function<void(const std::string&)> report_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Clock::time_point last_ = Clock::now();
  std::string doing_;  // empty: nothing
  bool waits_ = false;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace moai
