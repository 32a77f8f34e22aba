#pragma once
// How the process asks the system for memory.

namespace moai {

/// Keeps freed memory for the next use instead of handing it back: evaluating a batch frees and
/// takes the same large arrays again and again, and the system clears every page it gives (a third
/// of the time of small objectives). glibc only; elsewhere nothing happens. Call once, before
/// threads start.
void keep_freed_memory();

}  // namespace moai
