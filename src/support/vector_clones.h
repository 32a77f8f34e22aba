#pragma once
// MOAI_VECTOR_CLONES before a function compiles it for several vector widths; the widest that the
// machine has is chosen when the program is loaded. Results are the same bits for all: contraction
// of a*b+c is off, and the loops that it is meant for do not reorder sums.
//
// Programs that are built with a sanitizer have none: it would choose before the sanitizer is up.

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define MOAI_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MOAI_VECTOR_CLONES
#endif
