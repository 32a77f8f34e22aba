#include "runner/folder_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "support/error.h"
#include "support/file.h"
#include "support/host.h"
#include "support/text.h"

namespace moai {
namespace {

namespace fs = std::filesystem;
constexpr auto touch_every = std::chrono::seconds(10);
constexpr double stale_after_seconds = 600.0;

// A running process's start, in the kernel's ticks, which tells it from a later one with the same
// number. Empty where none runs: one that ended stays as a zombie until its parent asks for it, and
// the first process of many containers never does.
std::string start_of(long process) {
  std::ifstream in(concat("/proc/", process, "/stat"));
  std::string line;
  std::getline(in, line);
  const auto name_end = line.rfind(')');  // the name may hold anything
  if (name_end == std::string::npos) return "";
  std::istringstream fields(line.substr(name_end + 1));
  std::string state, field;
  fields >> state;  // proc(5): field 3; starttime is field 22
  for (int k = 4; k <= 22; ++k) fields >> field;
  return state == "Z" || state == "X" ? "" : field;
}

std::string text_of_this_process() {
  const char* job = std::getenv("SLURM_JOB_ID");
  return concat(host_name(), " ", ::getpid(), " ", job ? job : "-", " ", start_of(::getpid()),
                "\n");
}

// The content of a lock, or nothing where it is gone.
std::optional<std::string> read_lock(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

bool is_stale(const std::string& path, const std::string& text) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return true;
  std::istringstream in(text);
  std::string host, job, start;
  long process = 0;
  in >> host >> process >> job >> start;
  if (host == host_name() && process > 0) {
    const std::string running = start_of(process);
    return running.empty() || (!start.empty() && start != running);
  }
  return std::difftime(std::time(nullptr), info.st_mtime) > stale_after_seconds;
}

// Removes a stale lock, unless another job has just put its own in its place.
void take_away(const std::string& path, const std::string& stale) {
  const std::string aside = temporary_name(path);
  if (::rename(path.c_str(), aside.c_str()) != 0) return;
  const auto text = read_lock(aside);
  if (text && *text != stale) [[maybe_unused]]
    const int back = ::link(aside.c_str(), path.c_str());
  ::unlink(aside.c_str());
}

[[noreturn]] void refuse(const std::string& path, std::string holder) {
  if (!holder.empty() && holder.back() == '\n') holder.pop_back();
  throw UserError(
      concat("another job writes to this output folder (host, process, SLURM job, start: ",
             holder.empty() ? "unknown" : holder, "; its lock is '", path,
             "'). Wait for it, choose another --out, or split the experiment with --shard; if "
             "that job is dead, delete the lock."));
}

// "5" of "lock-2-of-5"; empty for "lock"; nothing for any other file.
std::optional<std::string> shards_of(const std::string& name) {
  if (name == "lock") return "";
  const auto of = name.rfind("-of-");
  if (name.rfind("lock-", 0) != 0 || of == std::string::npos) return std::nullopt;
  const std::string shards = name.substr(of + 4);
  const bool number =
      !shards.empty() && shards.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::optional(shards) : std::nullopt;
}

}  // namespace

FolderLock::FolderLock(std::string folder, const std::string& shard)
    : folder_(std::move(folder)),
      path_((fs::path(folder_) / (shard.empty() ? "lock" : "lock-" + shard)).string()),
      text_(text_of_this_process()),
      touched_(std::chrono::steady_clock::now()) {
  take();
  try {
    refuse_others(fs::path(path_).filename().string());
  } catch (...) {
    ::unlink(path_.c_str());
    throw;
  }
}

FolderLock::~FolderLock() {
  if (read_lock(path_) == text_) ::unlink(path_.c_str());
}

void FolderLock::take() {
  for (int attempt = 0; attempt < 3; ++attempt) {
    const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (file >= 0) {
      const bool written =
          ::write(file, text_.data(), text_.size()) == static_cast<ssize_t>(text_.size());
      const int error = errno;
      ::close(file);
      if (written) return;
      ::unlink(path_.c_str());
      throw file_error("write", path_, error);
    }
    if (errno == EACCES || errno == EROFS || errno == EPERM)
      throw UserError(concat("cannot write to the output folder: '", path_, "' (",
                             std::strerror(errno),
                             "). Choose a folder you may write to with --out."));
    if (errno != EEXIST) throw file_error("create", path_, errno);
    const auto holder = read_lock(path_);
    if (!holder) continue;
    if (!is_stale(path_, *holder)) refuse(path_, *holder);
    take_away(path_, *holder);
  }
  refuse(path_, read_lock(path_).value_or(""));
}

void FolderLock::refuse_others(const std::string& name) {
  const std::string mine = *shards_of(name);
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string other = it->path().filename().string();
    const auto shards = shards_of(other);
    if (!shards || other == name) continue;
    const auto holder = read_lock(it->path().string());
    if (!holder || is_stale(it->path().string(), *holder)) continue;
    if (mine.empty() || *shards != mine) refuse(it->path().string(), *holder);
    alone_ = false;
  }
}

void FolderLock::touch() {
  const auto now = std::chrono::steady_clock::now();
  if (now - touched_ < touch_every) return;
  touched_ = now;
  check();
  ::utimensat(AT_FDCWD, path_.c_str(), nullptr, 0);
}

void FolderLock::check() const {
  const auto text = read_lock(path_);
  if (text == text_) return;
  if (text)
    throw SystemError(concat("another job has taken over the output folder '", folder_,
                             "' (this one was silent for ten minutes). Leave it to that job."));
  throw SystemError(concat("the lock '", path_,
                           "' has vanished. Was the output folder removed or renamed "
                           "while moai ran? Run the same command again where the folder is now."));
}

}  // namespace moai
