#include "app/standard_output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <iostream>

#include "support/error.h"
#include "support/log.h"
#include "support/text.h"

namespace moai {
namespace {

/// Whether it is a pipe or socket that nobody reads any more.
bool has_no_reader(int descriptor) {
  pollfd state{descriptor, POLLOUT, 0};
  return ::poll(&state, 1, 0) == 1 && (state.revents & (POLLERR | POLLHUP)) != 0;
}

}  // namespace

void keep_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF)
      // The lowest number that is free is this one. Read-only: writing is an error.
      static_cast<void>(::open("/dev/null", O_RDONLY));
}

int finish_output(int code) {
  errno = 0;  // std::cout buffers nothing of its own (sync_with_stdio)
  const bool failed = std::fflush(stdout) != 0;
  const int why = errno;
  if (!failed && std::ferror(stdout) == 0 && std::cout.good()) return code;
  if (why == EPIPE || has_no_reader(STDOUT_FILENO)) return code;
  log_error(concat("cannot write to standard output (",
                   failed && why != 0 ? std::strerror(why) : "not all of it was written",
                   "). Make room there, or send it elsewhere."));
  return code == static_cast<int>(ExitCode::success) ? static_cast<int>(ExitCode::system_error)
                                                     : code;
}

}  // namespace moai
