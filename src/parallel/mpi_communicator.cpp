#include "parallel/mpi_communicator.h"

#include <mpi.h>

#include <cstring>
#include <limits>

#include "parallel/mpi_check.h"
#include "parallel/mpi_desk.h"
#include "parallel/mpi_post.h"
#include "support/log.h"

namespace moai {
namespace {

int count_of(std::size_t bytes) {
  if (bytes > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw SystemError(
        "a message over MPI is larger than 2 GiB. Use more ranks or smaller islands.");
  return static_cast<int>(bytes);
}

class MpiCommunicator final : public Communicator {
 public:
  explicit MpiCommunicator(MPI_Comm comm) : comm_(comm) {
    MPI_Comm_set_errhandler(comm_, MPI_ERRORS_RETURN);
    check_mpi(MPI_Comm_rank(comm_, &rank_), "MPI_Comm_rank");
    check_mpi(MPI_Comm_size(comm_, &size_), "MPI_Comm_size");
    MPI_Comm local = MPI_COMM_NULL;
    check_mpi(MPI_Comm_split_type(comm_, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &local),
              "MPI_Comm_split_type");
    MPI_Comm_rank(local, &local_rank_);
    MPI_Comm_size(local, &local_size_);
    MPI_Comm_free(&local);
  }
  ~MpiCommunicator() override { MPI_Comm_free(&comm_); }
  MpiCommunicator(const MpiCommunicator&) = delete;
  MpiCommunicator& operator=(const MpiCommunicator&) = delete;

  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int local_rank() const override { return local_rank_; }
  int local_size() const override { return local_size_; }

  void barrier() override { check_mpi(MPI_Barrier(comm_), "MPI_Barrier"); }
  std::int64_t maximum(std::int64_t value) override {
    check_mpi(MPI_Allreduce(MPI_IN_PLACE, &value, 1, MPI_INT64_T, MPI_MAX, comm_), "MPI_Allreduce");
    return value;
  }
  void add_up(std::span<std::int64_t> values) override {
    check_mpi(MPI_Allreduce(MPI_IN_PLACE, values.data(), count_of(values.size()), MPI_INT64_T,
                            MPI_SUM, comm_),
              "MPI_Allreduce");
  }

  void broadcast(Bytes& bytes, int root) override {
    std::int64_t length = static_cast<std::int64_t>(bytes.size());
    check_mpi(MPI_Bcast(&length, 1, MPI_INT64_T, root, comm_), "MPI_Bcast");
    bytes.resize(static_cast<std::size_t>(length));
    check_mpi(MPI_Bcast(bytes.data(), count_of(bytes.size()), MPI_BYTE, root, comm_), "MPI_Bcast");
  }

  std::vector<Bytes> all_gather(const Bytes& bytes) override {
    const auto n = static_cast<std::size_t>(size_);
    const int mine = count_of(bytes.size());
    std::vector<int> counts(n), offsets(n);
    check_mpi(MPI_Allgather(&mine, 1, MPI_INT, counts.data(), 1, MPI_INT, comm_), "MPI_Allgather");
    Bytes all(total(counts, offsets));
    check_mpi(MPI_Allgatherv(bytes.data(), mine, MPI_BYTE, all.data(), counts.data(),
                             offsets.data(), MPI_BYTE, comm_),
              "MPI_Allgatherv");
    return cut(all, counts, offsets);
  }

  std::vector<Bytes> exchange(const std::vector<Bytes>& to) override {
    const auto n = static_cast<std::size_t>(size_);
    std::vector<int> send_counts(n), send_offsets(n), counts(n), offsets(n);
    for (std::size_t i = 0; i < n; ++i) send_counts[i] = count_of(to[i].size());
    check_mpi(MPI_Alltoall(send_counts.data(), 1, MPI_INT, counts.data(), 1, MPI_INT, comm_),
              "MPI_Alltoall");
    Bytes out;
    out.reserve(total(send_counts, send_offsets));
    for (const Bytes& part : to) out.insert(out.end(), part.begin(), part.end());
    Bytes in(total(counts, offsets));
    check_mpi(MPI_Alltoallv(out.data(), send_counts.data(), send_offsets.data(), MPI_BYTE,
                            in.data(), counts.data(), offsets.data(), MPI_BYTE, comm_),
              "MPI_Alltoallv");
    return cut(in, counts, offsets);
  }

  std::unique_ptr<Post> open_post() override { return std::make_unique<MpiPost>(comm_); }

  std::unique_ptr<Communicator> split(int colour) override {
    MPI_Comm part = MPI_COMM_NULL;
    check_mpi(MPI_Comm_split(comm_, colour, rank_, &part), "MPI_Comm_split");
    return std::make_unique<MpiCommunicator>(part);
  }

  [[noreturn]] void abort(const std::string& message, int code) override {
    log_error(message);
    MPI_Abort(MPI_COMM_WORLD, code);
    std::_Exit(code);
  }

 private:
  static std::size_t total(const std::vector<int>& counts, std::vector<int>& offsets) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      offsets[i] = count_of(sum);
      sum += static_cast<std::size_t>(counts[i]);
    }
    count_of(sum);
    return sum;
  }
  static std::vector<Bytes> cut(const Bytes& all, const std::vector<int>& counts,
                                const std::vector<int>& offsets) {
    std::vector<Bytes> parts(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i)
      parts[i].assign(all.begin() + offsets[i], all.begin() + offsets[i] + counts[i]);
    return parts;
  }

  MPI_Comm comm_;
  int rank_ = 0, size_ = 1, local_rank_ = 0, local_size_ = 1;
};

}  // namespace

MpiEnvironment::MpiEnvironment() {
  int provided = 0;
  check_mpi(MPI_Init_thread(nullptr, nullptr, MPI_THREAD_MULTIPLE, &provided), "MPI_Init_thread");
  MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
  desk_ = std::make_shared<MpiDesk>();
}

MpiEnvironment::~MpiEnvironment() {
  desk_.reset();
  MPI_Finalize();
}

std::unique_ptr<Communicator> MpiEnvironment::world() const {
  MPI_Comm comm = MPI_COMM_NULL;
  check_mpi(MPI_Comm_dup(MPI_COMM_WORLD, &comm), "MPI_Comm_dup");
  return std::make_unique<MpiCommunicator>(comm);
}

std::unique_ptr<SharedCounter> MpiEnvironment::make_counter() const {
  return std::make_unique<MpiCounter>(desk_);
}

std::unique_ptr<StatusBoard> MpiEnvironment::make_board() const {
  return std::make_unique<MpiStatusBoard>(desk_);
}

}  // namespace moai
