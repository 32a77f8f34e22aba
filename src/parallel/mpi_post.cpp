#include "parallel/mpi_post.h"

#include <limits>
#include <stdexcept>

#include "parallel/mpi_check.h"

namespace moai {
namespace {

constexpr int letter_tag = 3;

}  // namespace

MpiPost::MpiPost(MPI_Comm group) {
  check_mpi(MPI_Comm_dup(group, &comm_), "MPI_Comm_dup");
  MPI_Comm_set_errhandler(comm_, MPI_ERRORS_RETURN);
  int size = 0;
  MPI_Comm_rank(comm_, &rank_);
  MPI_Comm_size(comm_, &size);
  sent_.assign(static_cast<std::size_t>(size), 0);
  received_ = sent_;
}

MpiPost::~MpiPost() {
  if (comm_ == MPI_COMM_NULL) return;
  // Not closed: this rank is leaving because something failed, and the job ends with it. MPI may
  // still read the bytes, and the others will not help to free the communicator.
  static std::list<Sending>& abandoned = *new std::list<Sending>;
  abandoned.splice(abandoned.end(), sending_);
}

void MpiPost::send(int to, Bytes text) {
  if (to == rank_) {
    own_.push_back({rank_, std::move(text)});
    return;
  }
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw SystemError("a letter over MPI is larger than 2 GiB. Use more ranks or smaller islands.");
  settle();
  Sending& sending = sending_.emplace_back(Sending{to, std::move(text)});
  check_mpi(MPI_Isend(sending.text.data(), static_cast<int>(sending.text.size()), MPI_BYTE, to,
                      letter_tag, comm_, &sending.request),
            "MPI_Isend");
  ++sent_[static_cast<std::size_t>(to)];
}

void MpiPost::settle() {
  std::erase_if(sending_, [](Sending& sending) {
    int gone = 0;
    check_mpi(MPI_Test(&sending.request, &gone, MPI_STATUS_IGNORE), "MPI_Test");
    return gone != 0;
  });
}

std::size_t MpiPost::under_way(int to) {
  settle();
  std::size_t count = 0;
  for (const Sending& sending : sending_) count += sending.to == to ? 1 : 0;
  return count;
}

Letter MpiPost::take(MPI_Message message, const MPI_Status& status) {
  int count = 0;
  MPI_Get_count(&status, MPI_BYTE, &count);
  Letter letter{status.MPI_SOURCE, Bytes(static_cast<std::size_t>(count))};
  check_mpi(MPI_Mrecv(letter.text.data(), count, MPI_BYTE, &message, MPI_STATUS_IGNORE),
            "MPI_Mrecv");
  ++received_[static_cast<std::size_t>(status.MPI_SOURCE)];
  return letter;
}

std::vector<Letter> MpiPost::arrived() {
  settle();
  std::vector<Letter> letters = std::exchange(own_, {});
  while (true) {
    int waiting = 0;
    MPI_Message message;
    MPI_Status status;
    check_mpi(MPI_Improbe(MPI_ANY_SOURCE, letter_tag, comm_, &waiting, &message, &status),
              "MPI_Improbe");
    if (waiting == 0) return letters;
    letters.push_back(take(message, status));
  }
}

Bytes MpiPost::next(int from) {
  if (from == rank_) throw std::logic_error("MpiPost: waits for a letter of its own");
  MPI_Message message;
  MPI_Status status;
  check_mpi(MPI_Mprobe(from, letter_tag, comm_, &message, &status), "MPI_Mprobe");
  return take(message, status).text;
}

void MpiPost::close() {
  if (comm_ == MPI_COMM_NULL) throw std::logic_error("MpiPost: closed twice");
  std::vector<std::int64_t> expected(sent_.size());
  check_mpi(MPI_Alltoall(sent_.data(), 1, MPI_INT64_T, expected.data(), 1, MPI_INT64_T, comm_),
            "MPI_Alltoall");
  for (std::size_t from = 0; from < expected.size(); ++from) {
    while (received_[from] < expected[from]) next(static_cast<int>(from));
  }
  for (Sending& sending : sending_)
    check_mpi(MPI_Wait(&sending.request, MPI_STATUS_IGNORE), "MPI_Wait");
  sending_.clear();
  own_.clear();
  MPI_Comm_free(&comm_);
}

}  // namespace moai
