#pragma once
// Post over MPI: non-blocking sends whose bytes are kept until they have gone, and probes.
// Not for code outside support/mpi_*, which does not see <mpi.h>.

#include <mpi.h>

#include <cstdint>
#include <list>

#include "parallel/post.h"

namespace moai {

class MpiPost final : public Post {
 public:
  /// Collective over `group`, of which it uses a duplicate.
  explicit MpiPost(MPI_Comm group);
  ~MpiPost() override;
  MpiPost(const MpiPost&) = delete;
  MpiPost& operator=(const MpiPost&) = delete;

  void send(int to, Bytes text) override;
  std::size_t under_way(int to) override;
  std::vector<Letter> arrived() override;
  Bytes next(int from) override;
  void close() override;

 private:
  struct Sending {
    int to = 0;
    Bytes text;
    MPI_Request request = MPI_REQUEST_NULL;
  };
  void settle();
  Letter take(MPI_Message message, const MPI_Status& status);

  MPI_Comm comm_ = MPI_COMM_NULL;
  int rank_ = 0;
  std::list<Sending> sending_;                 // a send's bytes must not move
  std::vector<std::int64_t> sent_, received_;  // by rank
  std::vector<Letter> own_;
};

}  // namespace moai
