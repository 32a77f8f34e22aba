#include "support/version.h"

#ifdef MOAI_COMMIT_HEADER
#include MOAI_COMMIT_HEADER  // written anew by every build (cmake/write_commit.cmake)
#else
#define MOAI_COMMIT ""
#endif

namespace moai {

const std::string& version() {
  static const std::string text =
      std::string(MOAI_VERSION) + (*MOAI_COMMIT == '\0' ? "" : "+" MOAI_COMMIT);
  return text;
}

}  // namespace moai
