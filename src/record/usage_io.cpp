#include "record/usage_io.h"

#include "record/columns.h"

namespace moai {
namespace {

struct PhaseTime {
  std::string phase;
  double seconds = 0.0;

  static constexpr auto fields() {
    return std::tuple(field("phase", &PhaseTime::phase, "text", "what was done"),
                      field("seconds", &PhaseTime::seconds, "s", "wall-clock time spent on it"));
  }
};

struct RankTime {
  std::uint32_t rank = 0;
  PhaseTime time;

  static constexpr auto fields() {
    return std::tuple(field("rank", &RankTime::rank, "1", "of those that share the trial"),
                      part(&RankTime::time));
  }
};

}  // namespace

void write_usage(hdf5::Group& root, const Usage& usage, std::size_t objectives) {
  each_field(Effort::fields(), [&](const auto& field) {
    root.set(std::string(field.name), usage.effort.*field.member);
  });
  root.set("wall_seconds", usage.wall_seconds);
  hdf5::Group group = root.at("timing", "where the time went, over all jobs of the trial");
  std::vector<PhaseTime> times;
  for (const auto& [phase, seconds] : usage.timing) times.push_back({phase, seconds});
  write_columns(group, times, PhaseTime::fields());
  write_nan_count(root, usage.nans, objectives);
}

Usage read_usage(const hdf5::Group& root) {
  Usage usage;
  each_field(Effort::fields(), [&](const auto& field) {
    usage.effort.*field.member = root.integer(std::string(field.name));
  });
  usage.wall_seconds = root.real("wall_seconds");
  for (const auto& [phase, seconds] :
       read_columns<PhaseTime>(root.open("timing"), PhaseTime::fields()))
    usage.timing[phase] = seconds;
  usage.nans = read_nan_count(root);
  return usage;
}

void write_rank_timing(hdf5::Group& root, const std::vector<PhaseTimes>& timing) {
  hdf5::Group group =
      root.open("timing").at("ranks", "the same by rank of the trial, in the job that finished it");
  std::vector<RankTime> rows;
  for (std::size_t rank = 0; rank < timing.size(); ++rank)
    for (const auto& [phase, seconds] : timing[rank])
      rows.push_back({static_cast<std::uint32_t>(rank), {phase, seconds}});
  write_columns(group, rows, RankTime::fields());
}

}  // namespace moai
