#include "problem/simulator/worker_pool.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

#include "problem/simulator/gpu_share.h"
#include "problem/simulator/protocol.h"
#include "support/option_error.h"
#include "support/text.h"

namespace moai {
namespace {

constexpr double patience_at_the_end = 1.0;  // seconds until a worker without input has to be gone
constexpr std::size_t most_failed_starts = 3;

std::string with_errors(const std::string& reason, const std::string& errors) {
  if (errors.empty()) return reason;
  return concat(reason, " Its standard error ends:\n", errors);
}

}  // namespace

WorkerPool::WorkerPool(WorkerSettings settings, SimulatorShape shape, RankPlace place)
    : settings_(std::move(settings)),
      shape_(std::move(shape)),
      place_(place),
      workers_(settings_.workers) {}

WorkerPool::~WorkerPool() {
  for (Worker& worker : workers_) worker.process.close_input();
  for (Worker& worker : workers_) worker.process.stop(patience_at_the_end);
}

Answers WorkerPool::run(const Matrix& variables) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::size_t count = variables.rows();
  Answers answers{
      Matrix(count, shape_.objectives, nan), Matrix(count, shape_.constraints, nan), {}};
  plan(count);
  while (unsettled_ > 0) {
    give_work(variables);
    wait_for_news();
    for (std::size_t number = 0; number < workers_.size(); ++number) look_after(number, answers);
  }
  std::ranges::sort(answers.failures, {}, &FailedEvaluation::row);
  return answers;
}

void WorkerPool::plan(std::size_t rows) {
  unsettled_ = rows;
  tasks_.clear();
  const std::size_t share = (rows + workers_.size() - 1) / workers_.size();
  const std::size_t size = std::max<std::size_t>(1, std::min(settings_.batch, share));
  for (std::size_t first = 0; first < rows; first += size) {
    Task task;
    for (std::size_t row = first; row < std::min(first + size, rows); ++row)
      task.rows.push_back(row);
    tasks_.push_back(std::move(task));
  }
}

std::vector<std::string> WorkerPool::environment(std::size_t number) const {
  std::vector<std::string> variables{
      concat("MOAI_RANK=", place_.rank), concat("MOAI_LOCAL_RANK=", place_.local_rank),
      concat("MOAI_WORKER=", number), concat("MOAI_WORKERS=", workers_.size())};
  const auto everyone = static_cast<std::size_t>(place_.local_ranks) * workers_.size();
  const auto mine = static_cast<std::size_t>(place_.local_rank) * workers_.size() + number;
  if (const auto gpus = gpu_share(visible_gpus(), mine, everyone); !gpus.empty())
    variables.push_back(concat("CUDA_VISIBLE_DEVICES=", join(gpus, ",")));
  return variables;
}

void WorkerPool::start(std::size_t number) {
  Worker& worker = workers_[number];
  worker.process.start(settings_.command, settings_.directory, environment(number));
  worker.process.send(hello(shape_));
  worker.state = Worker::State::greeting;
  worker.deadline = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                       std::chrono::duration<double>(settings_.start_limit));
}

void WorkerPool::give_work(const Matrix& variables) {
  std::size_t waiting = tasks_.size();
  for (std::size_t number = 0; number < workers_.size() && waiting > 0; ++number) {
    Worker& worker = workers_[number];
    if (worker.state == Worker::State::busy) continue;
    --waiting;  // a worker that starts will take one of them
    if (worker.state == Worker::State::off) start(number);
    if (worker.state != Worker::State::idle) continue;
    const auto task = std::ranges::find_if(
        tasks_, [&](const Task& one) { return workers_.size() == 1 || one.avoid != number; });
    if (task == tasks_.end()) {
      ++waiting;
      continue;
    }
    worker.task = std::move(*task);
    tasks_.erase(task);
    worker.request = ++requests_;
    worker.process.send(request(worker.request, variables, worker.task.rows));
    worker.process.write_some();
    worker.state = Worker::State::busy;
    worker.deadline = Clock::time_point::max();
    if (settings_.time_limit > 0.0)
      worker.deadline =
          Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
                             settings_.time_limit * static_cast<double>(worker.task.rows.size())));
  }
}

void WorkerPool::wait_for_news() {
  std::vector<pollfd> descriptors;
  auto first = Clock::time_point::max();
  for (const Worker& worker : workers_) {
    if (worker.state == Worker::State::off || worker.state == Worker::State::idle) continue;
    first = std::min(first, worker.deadline);
    descriptors.push_back({worker.process.output(), POLLIN, 0});
    if (worker.process.errors() >= 0) descriptors.push_back({worker.process.errors(), POLLIN, 0});
    if (worker.process.writes()) descriptors.push_back({worker.process.input(), POLLOUT, 0});
  }
  if (descriptors.empty()) return;
  int milliseconds = -1;
  if (first != Clock::time_point::max())
    milliseconds = static_cast<int>(std::clamp<std::int64_t>(
        std::chrono::ceil<std::chrono::milliseconds>(first - Clock::now()).count(), 0, 60'000));
  if (::poll(descriptors.data(), descriptors.size(), milliseconds) < 0 && errno != EINTR)
    throw SystemError(concat("cannot wait for workers (", std::strerror(errno), ")."));
}

void WorkerPool::look_after(std::size_t number, Answers& answers) {
  Worker& worker = workers_[number];
  if (worker.state == Worker::State::off || worker.state == Worker::State::idle) return;
  const bool takes = worker.process.write_some();
  const bool speaks = worker.process.read_some();
  if (const auto line = worker.process.next_line()) return hear(number, *line, answers);
  if (!speaks || !takes) return lose(number, "", answers);
  if (Clock::now() < worker.deadline) return;
  const double limit = worker.state == Worker::State::greeting
                           ? settings_.start_limit
                           : settings_.time_limit * static_cast<double>(worker.task.rows.size());
  lose(number, concat("no answer within ", limit, " s"), answers);
}

void WorkerPool::hear(std::size_t number, const std::string& line, Answers& answers) {
  Worker& worker = workers_[number];
  try {
    if (worker.state == Worker::State::greeting) {
      check_hello(line, shape_);
      failed_starts_ = 0;
      worker.state = Worker::State::idle;
      return;
    }
    const auto failed = read_reply(line, worker.request, worker.task.rows, answers);
    if (worker.process.has_unread())
      throw ProtocolError("printed more than the one line of a reply.");
    worker.state = Worker::State::idle;
    Task task = std::move(worker.task);
    const std::string errors = worker.process.take_errors();
    for (std::size_t k = 0; k < task.rows.size(); ++k) {
      if (failed[k].empty())
        --unsettled_;
      else
        fail({{task.rows[k]}, task.attempts, task.avoid}, number, failed[k], errors, answers);
    }
  } catch (const ProtocolError& error) {
    lose(number, concat("the worker ", error.what()), answers);
  }
}

void WorkerPool::lose(std::size_t number, const std::string& reason, Answers& answers) {
  Worker& worker = workers_[number];
  const bool never_spoke = worker.state == Worker::State::greeting;
  const std::string end = worker.process.stop(reason.empty() ? patience_at_the_end : 0.0);
  const std::string errors = worker.process.take_errors();
  const std::string why = reason.empty() ? concat("the worker ended: ", end) : reason;
  worker.state = Worker::State::off;
  if (!never_spoke) return fail(std::move(worker.task), number, why, errors, answers);
  if (++failed_starts_ >= most_failed_starts || requests_ == 0)
    throw OptionError(
        "problem.command",
        with_errors(concat("'", join(settings_.command, " "), "' did not answer the hello (", why,
                           "). Run the command by hand and see what it says."),
                    errors));
}

void WorkerPool::fail(Task task, std::size_t number, const std::string& reason,
                      const std::string& errors, Answers& answers) {
  task.avoid = number;
  if (task.rows.size() > 1) {  // halves, until the row at fault is alone
    const auto middle = task.rows.begin() + static_cast<std::ptrdiff_t>(task.rows.size() / 2);
    tasks_.push_back({{middle, task.rows.end()}, 0, number});
    task.rows.erase(middle, task.rows.end());
    tasks_.push_back(std::move(task));
    return;
  }
  if (++task.attempts <= settings_.retries) {
    tasks_.push_back(std::move(task));
    return;
  }
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::size_t row = task.rows[0];
  std::ranges::fill(answers.objectives.row(row), nan);
  answers.failures.push_back({row, reason, errors, static_cast<std::uint32_t>(task.attempts)});
  --unsettled_;
}

}  // namespace moai
