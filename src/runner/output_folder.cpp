#include "runner/output_folder.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <sstream>
#include <vector>

#include "support/error.h"
#include "support/file.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
constexpr auto touch_every = std::chrono::seconds(60);
constexpr double stale_after_seconds = 600.0;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string host_name() {
  std::array<char, 256> name{};
  ::gethostname(name.data(), name.size() - 1);
  return name.data();
}

std::string lock_text() {
  const char* job = std::getenv("SLURM_JOB_ID");
  return concat(host_name(), " ", ::getpid(), " ", job ? job : "-", "\n");
}

// A lock is stale if its process is known to have ended, or nobody touched it for long.
bool is_stale(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return true;
  std::istringstream in(read_file(path));
  std::string host;
  long pid = 0;
  in >> host >> pid;
  if (host == host_name() && pid > 0) return ::kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH;
  return std::difftime(std::time(nullptr), info.st_mtime) > stale_after_seconds;
}

void take_lock(const std::string& path) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (file >= 0) {
      const std::string text = lock_text();
      const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
      const int error = errno;
      ::close(file);
      if (written) return;
      ::unlink(path.c_str());
      throw SystemError(concat("cannot write '", path, "' (", std::strerror(error),
                               "). Free some space and run the same command again."));
    }
    if (errno != EEXIST)
      throw UserError(concat("cannot write to the output folder: '", path, "' (", std::strerror(errno),
                             "). Choose a folder you may write to with --out."));
    if (!is_stale(path)) break;
    ::unlink(path.c_str());
  }
  std::string holder;
  try {
    holder = read_file(path);
  } catch (const UserError&) {
    holder = "unknown\n";
  }
  if (!holder.empty()) holder.pop_back();
  throw UserError(concat("another job writes to this output folder (host, process, SLURM job: ", holder,
                         "; its lock is '", path, "'). Wait for it, choose another --out, or split the "
                         "experiment with --shard; if that job is dead, delete the lock."));
}

void make_folders(const std::string& path) {
  std::error_code error;
  for (const char* part : {"trials", "running"}) {
    fs::create_directories(fs::path(path) / part, error);
    if (error)
      throw UserError(concat("cannot make the output folder '", path, "' (", error.message(),
                             "). Choose a folder you may write to with --out."));
  }
}

}  // namespace

std::string difference(const std::string& ours, const std::string& theirs, std::size_t limit) {
  const auto a = lines_of(ours), b = lines_of(theirs);
  // The longest common subsequence; experiments have some hundred lines.
  std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = a.size(); i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i][j] = a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string text;
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i, ++j;
      continue;
    }
    const bool take_ours = j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1]);
    const std::string line = take_ours ? "  - " + a[i++] : "  + " + b[j++];
    if (count++ < limit) text += line + "\n";
  }
  if (count > limit) text += concat("  ... and ", count - limit, " more lines\n");
  return text;
}

OutputFolder::OutputFolder(std::string path, const std::string& resolved_yaml, const std::string& shard)
    : path_(std::move(path)), touched_(std::chrono::steady_clock::now()) {
  const std::string yaml = (fs::path(path_) / "experiment.yaml").string();
  const bool exists = fs::exists(yaml);
  if (exists) {
    const std::string there = read_file(yaml);
    if (there != resolved_yaml)
      throw UserError(concat("the output folder '", path_,
                             "' belongs to a different experiment (- this one, + the folder's):\n",
                             difference(resolved_yaml, there),
                             "Choose another --out, or run the folder's own '", yaml, "'."));
  }
  make_folders(path_);
  const std::string lock = (fs::path(path_) / (shard.empty() ? "lock" : "lock-" + shard)).string();
  take_lock(lock);
  lock_ = lock;
  if (!exists) {
    try {
      write_file_atomically(yaml, resolved_yaml);
    } catch (...) {
      ::unlink(lock_.c_str());
      throw;
    }
  }
}

OutputFolder::~OutputFolder() { ::unlink(lock_.c_str()); }

void OutputFolder::touch() {
  const auto now = std::chrono::steady_clock::now();
  if (now - touched_ < touch_every) return;
  touched_ = now;
  ::utimensat(AT_FDCWD, lock_.c_str(), nullptr, 0);
}

}  // namespace moai
