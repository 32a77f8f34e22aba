#include "runner/progress_files.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <system_error>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view stem = "progress", ending = ".json";

nlohmann::ordered_json to_json(const ProgressFigures& f) {
  return {{"trials", f.trials},
          {"trials_done", f.trials_done},
          {"trials_running", f.trials_running},
          {"generation", f.generation},
          {"evaluations_per_second", f.evaluations_per_second},
          {"best_score", f.best_score},
          {"seconds_left", f.seconds_left}};
}

// Throws nlohmann::json::exception.
ProgressFigures parse(const std::string& text) {
  const auto json = nlohmann::json::parse(text);
  ProgressFigures figures;
  json.at("trials").get_to(figures.trials);
  json.at("trials_done").get_to(figures.trials_done);
  json.at("trials_running").get_to(figures.trials_running);
  json.at("generation").get_to(figures.generation);
  json.at("evaluations_per_second").get_to(figures.evaluations_per_second);
  json.at("seconds_left").get_to(figures.seconds_left);
  const auto& best = json.at("best_score");  // JSON has no infinity: nobody has a score yet
  figures.best_score =
      best.is_null() ? -std::numeric_limits<double>::infinity() : best.get<double>();
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
    write_file_atomically(path, to_json(f).dump() + "\n");
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
    } catch (const nlohmann::json::exception&) {
      // It is cut short, by a full disk perhaps.
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
