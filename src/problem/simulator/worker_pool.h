#pragma once
// Processes that evaluate side by side for one rank, whatever becomes of some of them.
//
//   WorkerPool pool({.command = {"python3", "car.py"}, .workers = 4}, shape, place);
//   Answers answers = pool.run(variables);
//
// Rows go out in batches to whoever is free and come back to their places, so results depend
// neither on the number of workers nor on who is first. A worker that dies, is too late or talks
// rubbish is ended and started anew; its batch is halved until the row at fault is found, which is
// tried again elsewhere and then given up. Workers are started when they are first needed.

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "problem/simulator/simulator.h"
#include "problem/simulator/worker_process.h"

namespace moai {

struct WorkerSettings {
  std::vector<std::string> command;
  std::string directory;  ///< where it is started; empty: here
  std::size_t workers = 1;
  std::size_t batch = 100;    ///< rows of a request, at most
  double time_limit = 0.0;    ///< seconds an evaluation; 0: none
  double start_limit = 60.0;  ///< seconds until the answer to hello
  std::size_t retries = 1;    ///< of a row that failed
};

class WorkerPool final : public Simulator {
 public:
  WorkerPool(WorkerSettings settings, SimulatorShape shape, RankPlace place);
  ~WorkerPool() override;

  Answers run(const Matrix& variables) override;

 private:
  using Clock = std::chrono::steady_clock;

  struct Task {
    std::vector<std::size_t> rows;
    std::size_t attempts = 0;  ///< that failed, of a single row
    std::size_t avoid = ~std::size_t{0};
  };
  struct Worker {
    enum class State : std::uint8_t { off, greeting, idle, busy };
    State state = State::off;
    WorkerProcess process;
    Task task;
    std::uint64_t request = 0;
    Clock::time_point deadline = Clock::time_point::max();
  };

  void plan(std::size_t rows);
  void give_work(const Matrix& variables);
  void start(std::size_t number);
  void wait_for_news();
  void look_after(std::size_t number, Answers& answers);
  /// The line is the answer to what the worker was last sent.
  void hear(std::size_t number, const std::string& line, Answers& answers);
  /// The worker is of no use any more, and what it was at has failed.
  void lose(std::size_t number, const std::string& reason, Answers& answers);
  void fail(Task task, std::size_t number, const std::string& reason, const std::string& errors,
            Answers& answers);
  std::vector<std::string> environment(std::size_t number) const;

  WorkerSettings settings_;
  SimulatorShape shape_;
  RankPlace place_;
  std::vector<Worker> workers_;
  std::deque<Task> tasks_;
  std::size_t unsettled_ = 0;  // rows
  std::uint64_t requests_ = 0;
  std::size_t failed_starts_ = 0;  // in a row
};

}  // namespace moai
