#include "runner/progress_files.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stem = "progress", ending = ".json";

// A flat object of numbers, as write_progress makes it.
double number(const std::string& json, const std::string& key) {
  const auto at = json.find("\"" + key + "\": ");
  if (at == std::string::npos) throw SystemError(concat("progress.json lacks '", key, "'."));
  return std::strtod(json.c_str() + at + key.size() + 4, nullptr);
}

ProgressFigures parse(const std::string& json) {
  ProgressFigures figures;
  figures.trials = static_cast<std::uint64_t>(number(json, "trials"));
  figures.trials_done = static_cast<std::uint64_t>(number(json, "trials_done"));
  figures.trials_running = static_cast<std::uint64_t>(number(json, "trials_running"));
  figures.generation = number(json, "generation");
  figures.evaluations_per_second = number(json, "evaluations_per_second");
  figures.best_score = number(json, "best_score");
  figures.seconds_left = number(json, "seconds_left");
  return figures;
}

std::vector<fs::path> files_in(const std::string& out) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(out, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with(stem) && name.ends_with(ending)) files.push_back(it->path());
  }
  return files;
}

}  // namespace

std::string progress_file(const std::string& out, const std::string& shard) {
  return concat(out, "/", stem, shard.empty() ? "" : "-", shard, ending);
}

void write_progress(const std::string& path, const ProgressFigures& f) {
  try {
    write_file_atomically(path,
                          fmt::format("{{\"trials\": {}, \"trials_done\": {}, "
                                      "\"trials_running\": {}, \"generation\": {:.0f}, "
                                      "\"evaluations_per_second\": {:.3f}, \"best_score\": "
                                      "{:.6f}, \"seconds_left\": {:.1f}}}\n",
                                      f.trials, f.trials_done, f.trials_running, f.generation,
                                      f.evaluations_per_second, f.best_score, f.seconds_left));
  } catch (const SystemError&) {
    // It is a courtesy.
  }
}

void remove_progress(const std::string& out) {
  std::error_code error;
  for (const fs::path& path : files_in(out)) fs::remove(path, error);
}

std::vector<JobProgress> read_progress(const std::string& out) {
  std::vector<JobProgress> jobs;
  for (const fs::path& path : files_in(out)) {
    JobProgress job;
    job.shard = path.stem().string().substr(stem.size());
    if (job.shard.starts_with('-')) job.shard.erase(0, 1);
    try {
      job.figures = parse(read_file(path.string()));
      const auto age = fs::file_time_type::clock::now() - fs::last_write_time(path);
      job.seconds_ago = std::max(0.0, std::chrono::duration<double>(age).count());
      jobs.push_back(std::move(job));
    } catch (const std::runtime_error&) {
      // The job has just ended.
    }
  }
  std::sort(jobs.begin(), jobs.end(),
            [](const JobProgress& a, const JobProgress& b) { return a.shard < b.shard; });
  return jobs;
}

ProgressFigures sum_of(const std::vector<JobProgress>& jobs) {
  ProgressFigures sum;
  for (const JobProgress& job : jobs) {
    const ProgressFigures& f = job.figures;
    const bool first = &job == &jobs.front();
    sum.trials += f.trials;
    sum.trials_done += f.trials_done;
    sum.trials_running += f.trials_running;
    sum.generation = std::max(sum.generation, f.generation);
    sum.evaluations_per_second += f.evaluations_per_second;
    sum.best_score = first ? f.best_score : std::max(sum.best_score, f.best_score);
    sum.seconds_left = std::max(sum.seconds_left, f.seconds_left);
  }
  return sum;
}

}  // namespace moai
