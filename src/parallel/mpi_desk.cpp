#include "parallel/mpi_desk.h"

#include <mpi.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <type_traits>

#include "parallel/mpi_check.h"

namespace moai {
namespace {

constexpr int request_tag = 1, answer_tag = 2;
constexpr auto pause_between_looks = std::chrono::milliseconds(1);

enum class Wish : std::int64_t { fetch_add, put, get };

// The head of every request; the reals of a `put` follow it.
struct Head {
  Wish wish;
  std::int64_t slot;
  std::int64_t argument;  // the amount of a fetch_add, the offset of a put
};

// A slot is used for an integer or for reals, never both.
struct Slot {
  std::int64_t integer = 0;
  std::vector<double> reals;
};

}  // namespace

class MpiDesk::State {
 public:
  State() {
    check_mpi(MPI_Comm_dup(MPI_COMM_WORLD, &comm_), "MPI_Comm_dup");
    MPI_Comm_set_errhandler(comm_, MPI_ERRORS_RETURN);
    MPI_Comm_rank(comm_, &rank_);
    MPI_Comm_size(comm_, &size_);
    if (size_ == 1) return;
    int threads = MPI_THREAD_SINGLE;
    MPI_Query_thread(&threads);
    if (threads < MPI_THREAD_MULTIPLE)
      throw SystemError(
          "this MPI has no MPI_THREAD_MULTIPLE (several ranks need it). Use an Open MPI "
          "or MPICH built with threads.");
    if (rank_ == 0) server_ = std::thread([this] { serve(); });
  }
  ~State() {
    MPI_Barrier(comm_);  // nobody asks any more
    leaving_ = true;
    if (server_.joinable()) server_.join();
    MPI_Comm_free(&comm_);
  }

  // The answer of rank 0 to a request, as bytes; nobody waits for the end of a `put`.
  Bytes ask(const Head& head, std::span<const double> reals) {
    Bytes request(sizeof(Head) + reals.size_bytes());
    std::memcpy(request.data(), &head, sizeof(Head));
    if (!reals.empty())
      std::memcpy(request.data() + sizeof(Head), reals.data(), reals.size_bytes());
    if (rank_ == 0) return answer(request);
    check_mpi(
        MPI_Send(request.data(), static_cast<int>(request.size()), MPI_BYTE, 0, request_tag, comm_),
        "MPI_Send");
    return head.wish == Wish::put ? Bytes() : receive(0, answer_tag);
  }

  std::vector<Slot> slots;
  int rank() const { return rank_; }
  int size() const { return size_; }
  std::mutex& mutex() { return mutex_; }

 private:
  void serve() {
    while (!leaving_) {
      int waiting = 0;
      MPI_Status status;
      MPI_Iprobe(MPI_ANY_SOURCE, request_tag, comm_, &waiting, &status);
      if (!waiting) {
        std::this_thread::sleep_for(pause_between_looks);
        continue;
      }
      const Bytes request = receive(status.MPI_SOURCE, request_tag);
      const Bytes reply = answer(request);
      if (head_of(request).wish == Wish::put) continue;
      MPI_Send(reply.data(), static_cast<int>(reply.size()), MPI_BYTE, status.MPI_SOURCE,
               answer_tag, comm_);
    }
  }

  static Head head_of(const Bytes& request) {
    Head head;
    std::memcpy(&head, request.data(), sizeof(Head));
    return head;
  }

  Bytes answer(const Bytes& request) {
    const Head head = head_of(request);
    const std::lock_guard guard(mutex_);
    Slot& slot = slots.at(static_cast<std::size_t>(head.slot));
    if (head.wish == Wish::fetch_add) {
      Bytes reply = bytes_of(&slot.integer, sizeof(slot.integer));
      slot.integer += head.argument;
      return reply;
    }
    if (head.wish == Wish::put)
      std::memcpy(slot.reals.data() + head.argument, request.data() + sizeof(Head),
                  request.size() - sizeof(Head));
    return head.wish == Wish::get ? bytes_of(slot.reals.data(), slot.reals.size() * sizeof(double))
                                  : Bytes();
  }

  static Bytes bytes_of(const void* data, std::size_t size) {
    const auto* begin = static_cast<const std::byte*>(data);
    return Bytes(begin, begin + size);
  }

  Bytes receive(int from, int tag) {
    MPI_Status status;
    check_mpi(MPI_Probe(from, tag, comm_, &status), "MPI_Probe");
    int count = 0;
    MPI_Get_count(&status, MPI_BYTE, &count);
    Bytes message(static_cast<std::size_t>(count));
    check_mpi(MPI_Recv(message.data(), count, MPI_BYTE, from, tag, comm_, MPI_STATUS_IGNORE),
              "MPI_Recv");
    return message;
  }

  MPI_Comm comm_ = MPI_COMM_NULL;
  int rank_ = 0, size_ = 1;
  std::mutex mutex_;
  std::atomic<bool> leaving_{false};
  std::thread server_;
};

MpiDesk::MpiDesk() : state_(std::make_unique<State>()) {}
MpiDesk::~MpiDesk() = default;

int MpiDesk::rank() const {
  return state_->rank();
}
int MpiDesk::size() const {
  return state_->size();
}

std::int64_t MpiDesk::add_slot(std::size_t numbers) {
  const std::int64_t slot = [&] {
    const std::lock_guard guard(state_->mutex());
    state_->slots.push_back({0, std::vector<double>(numbers)});
    return static_cast<std::int64_t>(state_->slots.size()) - 1;
  }();
  MPI_Barrier(MPI_COMM_WORLD);  // no rank asks for a slot that rank 0 does not have yet
  return slot;
}

std::int64_t MpiDesk::fetch_add(std::int64_t slot, std::int64_t amount) {
  std::int64_t before = 0;
  const Bytes reply = state_->ask({Wish::fetch_add, slot, amount}, {});
  std::memcpy(&before, reply.data(), sizeof(before));
  return before;
}

void MpiDesk::put(std::int64_t slot, std::size_t offset, std::span<const double> numbers) {
  state_->ask({Wish::put, slot, static_cast<std::int64_t>(offset)}, numbers);
}

std::vector<double> MpiDesk::get(std::int64_t slot) {
  const Bytes reply = state_->ask({Wish::get, slot, 0}, {});
  std::vector<double> numbers(reply.size() / sizeof(double));
  if (!numbers.empty()) std::memcpy(numbers.data(), reply.data(), reply.size());
  return numbers;
}

MpiCounter::MpiCounter(std::shared_ptr<MpiDesk> desk)
    : desk_(std::move(desk)), slot_(desk_->add_slot(0)) {}

std::int64_t MpiCounter::fetch_add(std::int64_t amount) {
  return desk_->fetch_add(slot_, amount);
}

namespace {
constexpr std::size_t status_numbers = sizeof(RankStatus) / sizeof(double);
}

MpiStatusBoard::MpiStatusBoard(std::shared_ptr<MpiDesk> desk)
    : desk_(std::move(desk)),
      slot_(desk_->add_slot(status_numbers * static_cast<std::size_t>(desk_->size()))) {}

void MpiStatusBoard::post(const RankStatus& status) {
  double numbers[status_numbers];
  std::memcpy(numbers, &status, sizeof(status));
  desk_->put(slot_, static_cast<std::size_t>(desk_->rank()) * status_numbers, numbers);
}

std::vector<RankStatus> MpiStatusBoard::read() {
  const auto numbers = desk_->get(slot_);
  std::vector<RankStatus> all(numbers.size() / status_numbers);
  // RankStatus has defaults, so it is not trivial, but it can be copied as bytes.
  static_assert(std::is_trivially_copyable_v<RankStatus>);
  std::memcpy(static_cast<void*>(all.data()), numbers.data(), numbers.size() * sizeof(double));
  return all;
}

}  // namespace moai
