#pragma once
// Moments at which tests kill or stop the program, to show that no moment loses anything.
//
//   fault_point("before-rename", path);
//   MOAI_FAULT=before-rename:/running/@2 moai run ...   # dies before the second segment is in
//   place
//
// MOAI_FAULT=POINT[:PART OF THE PATH][@N][,stop]: the process ends as by SIGKILL when it passes
// that point for the Nth time (default 1) with such a path; with `,stop` it waits there for
// SIGCONT. Always compiled in, so that tests meet the program that users run; without the variable
// it costs one look at a null pointer per file written.

#include <string_view>

namespace moai {

/// Ends or stops the process if MOAI_FAULT says so; else nothing.
void fault_point(std::string_view point, std::string_view path);

}  // namespace moai
