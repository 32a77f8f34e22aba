#pragma once
// MOAI_SIMD before a function compiles it for several vector widths; the widest that the machine
// has is chosen when the program is loaded. Results are the same bits for all: contraction of a*b+c
// is off, and the loops that it is meant for do not reorder sums.

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__)
#define MOAI_SIMD __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MOAI_SIMD
#endif
