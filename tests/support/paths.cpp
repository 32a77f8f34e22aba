#include "tests/support/paths.h"

namespace moai::testing {

std::string source_file(const std::string& path) {
  return MOAI_SOURCE_DIR "/" + path;
}

std::string data_file(const std::string& path) {
  return MOAI_SOURCE_DIR "/tests/data/" + path;
}

std::string shared_file(const std::string& path) {
  return MOAI_SHARED_DIR "/" + path;
}

}  // namespace moai::testing
