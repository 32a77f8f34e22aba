#include "island/mail.h"

#include <algorithm>
#include <map>
#include <set>

#include "island/wire.h"

namespace moai {
namespace {

// Letters to one rank that may lie unread before the sender keeps further ones back. A rank that is
// far behind then costs the others no more memory than this.
constexpr std::size_t most_unread_letters = 64;

void append(std::vector<Departure>& departures, const Bytes& letter) {
  ByteReader in(letter);
  while (!in.at_end()) departures.push_back(get<Departure>(in));
}

void sort(std::vector<Departure>& departures) {
  std::stable_sort(departures.begin(), departures.end(),
                   [](const Departure& a, const Departure& b) {
                     if (a.to != b.to) return a.to < b.to;
                     return a.from != b.from ? a.from < b.from : a.generation < b.generation;
                   });
}

// Of sorted departures, the last one along each edge.
void keep_the_latest(std::vector<Departure>& departures) {
  std::vector<Departure> kept;
  for (Departure& departure : departures) {
    if (!kept.empty() && kept.back().from == departure.from && kept.back().to == departure.to)
      kept.back() = std::move(departure);
    else
      kept.push_back(std::move(departure));
  }
  departures = std::move(kept);
}

class SynchronousMail final : public Mail {
 public:
  explicit SynchronousMail(Communicator& group)
      : rank_(static_cast<std::uint32_t>(group.rank())),
        ranks_(static_cast<std::uint32_t>(group.size())),
        post_(group.open_post()) {}

  std::vector<Departure> carry(std::vector<Departure> leaving,
                               std::span<const Edge> edges) override {
    std::vector<Departure> arrivals;
    std::map<std::uint32_t, ByteWriter> letters;  // an island that sends nobody says so, too
    std::set<std::uint32_t> senders;
    for (const Edge& edge : edges) {
      const std::uint32_t from = edge.from % ranks_, to = edge.to % ranks_;
      if (from == rank_ && to != rank_) letters[to];
      if (to == rank_ && from != rank_) senders.insert(from);
    }
    for (Departure& departure : leaving) {
      if (const std::uint32_t to = departure.to % ranks_; to != rank_)
        put(letters.at(to), departure);
      else
        arrivals.push_back(std::move(departure));
    }
    for (auto& [to, letter] : letters) post_->send(static_cast<int>(to), letter.take());
    for (const std::uint32_t from : senders) append(arrivals, post_->next(static_cast<int>(from)));
    // The order of arrival must not depend on which rank an island lives on.
    sort(arrivals);
    return arrivals;
  }
  bool comes_at_any_time() const override { return false; }
  void close() override { post_->close(); }

 private:
  std::uint32_t rank_, ranks_;
  std::unique_ptr<Post> post_;
};

class AsynchronousMail final : public Mail {
 public:
  /// `all`: every letter counts, because whoever travels has left. Otherwise the latest does.
  AsynchronousMail(Communicator& group, bool all)
      : rank_(group.rank()),
        all_(all),
        post_(group.open_post()),
        kept_(static_cast<std::size_t>(group.size())) {}

  std::vector<Departure> carry(std::vector<Departure> leaving, std::span<const Edge>) override {
    std::vector<Departure> arrivals;
    for (Departure& departure : leaving) {
      const std::size_t rank = departure.to % kept_.size();
      auto& to = static_cast<int>(rank) == rank_ ? arrivals : kept_[rank];
      to.push_back(std::move(departure));
    }
    for (std::size_t rank = 0; rank < kept_.size(); ++rank) send(rank);
    for (const Letter& letter : post_->arrived()) append(arrivals, letter.text);
    settle(arrivals);
    return arrivals;
  }
  bool comes_at_any_time() const override { return true; }
  void close() override { post_->close(); }

 private:
  void settle(std::vector<Departure>& departures) const {
    sort(departures);
    if (!all_) keep_the_latest(departures);
  }

  void send(std::size_t rank) {
    if (kept_[rank].empty()) return;
    settle(kept_[rank]);
    if (post_->under_way(static_cast<int>(rank)) >= most_unread_letters) return;
    ByteWriter letter;
    for (const Departure& departure : kept_[rank]) put(letter, departure);
    post_->send(static_cast<int>(rank), letter.take());
    kept_[rank].clear();
  }

  int rank_;
  bool all_;
  std::unique_ptr<Post> post_;
  std::vector<std::vector<Departure>> kept_;  // by rank
};

}  // namespace

std::unique_ptr<Mail> make_mail(const IslandOptions& options, Communicator& group) {
  if (is_asynchronous(options))
    return std::make_unique<AsynchronousMail>(group, options.migration.move);
  return std::make_unique<SynchronousMail>(group);
}

}  // namespace moai
