#pragma once
// Which moai this is, as files record it and `moai version` prints it.

#include <string>

namespace moai {

/// "0.1.0"; "0.1.0+1a2b3c4d5e" where it was built in a git checkout, from that commit;
/// "0.1.0+1a2b3c4d5e.modified" where files that git knows differed from it.
const std::string& version();

}  // namespace moai
