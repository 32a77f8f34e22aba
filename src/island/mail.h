#pragma once
// How migrants travel between the islands of a trial, on one rank or several.
//
//   const auto mail = make_mail(options, group);                  // collective
//   for (const Departure& arrival : mail->carry(departures, edges)) ...  // sorted by (to, from)
//
// Synchronous mail waits for a letter from every rank that an edge comes from, and for no other
// rank, so its cost does not grow with the ranks. Asynchronous mail takes what has come: nobody
// waits for anybody. Between islands of one rank both are the same.

#include <memory>
#include <span>
#include <vector>

#include "algorithm/algorithm.h"
#include "island/island_options.h"
#include "parallel/communicator.h"

namespace moai {

/// Who goes along one edge at a migration.
struct Departure {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint64_t generation = 0;  ///< of `from`
  std::vector<Migrant> migrants;

  static constexpr auto fields() {
    using D = Departure;
    return std::tuple(part(&D::from), part(&D::to), part(&D::generation), part(&D::migrants));
  }
};

class Mail {
 public:
  virtual ~Mail() = default;
  /// Takes what leaves this rank's islands and returns what arrives there, sorted by (to, from,
  /// generation).
  /// `edges`: those in use now, the same on all ranks; every departure goes along one.
  virtual std::vector<Departure> carry(std::vector<Departure> leaving,
                                       std::span<const Edge> edges) = 0;
  /// True where something may arrive although no migration is due.
  virtual bool comes_at_any_time() const = 0;
  /// Collective: what is still under way is lost.
  virtual void close() = 0;
};

/// Collective. The communicator outlives what is returned.
std::unique_ptr<Mail> make_mail(const IslandOptions& options, Communicator& group);

}  // namespace moai
