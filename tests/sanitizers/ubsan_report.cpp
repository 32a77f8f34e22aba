// Part of every program that is built with a sanitizer. GCC's UndefinedBehaviorSanitizer takes no
// notice of log_path beside AddressSanitizer: its words are led into the folder that
// sanitizer_reports.py reads.

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

// Called by the sanitizer's library before it says anything; the program ends right after.
extern "C" void __ubsan_on_report() {
  const char* const folder = std::getenv("MOAI_REPORTS");
  if (folder == nullptr) return;
  const std::string path = std::string(folder) + "/undefined." + std::to_string(getpid());
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  if (file >= 0) dup2(file, STDERR_FILENO);
}
