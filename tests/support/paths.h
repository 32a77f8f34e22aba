#pragma once
// Where tests find files. Known to one source alone (paths.cpp), so that compiled tests do not
// depend on the folder of the checkout.

#include <string>

namespace moai::testing {

/// A file of the repository.
std::string source_file(const std::string& path);
/// A file below tests/data.
std::string data_file(const std::string& path);
/// Golden values and learned weights that are not part of the repository; tests that need one are
/// skipped with a message where it is absent.
std::string shared_file(const std::string& path);

}  // namespace moai::testing
