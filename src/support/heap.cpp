#include "support/heap.h"

#if defined(__GLIBC__) || __has_include(<gnu/libc-version.h>)
#include <malloc.h>
#define MOAI_HAS_MALLOPT
#endif

namespace moai {

void keep_freed_memory() {
#ifdef MOAI_HAS_MALLOPT
  mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that glibc takes
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

}  // namespace moai
