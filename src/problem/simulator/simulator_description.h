#pragma once
// `problem: {type: external}` and `{type: library}`: their lines in the table of problems. Options:
// ExternalOptions, LibraryOptions.

#include "problem/problem_description.h"

namespace moai {

std::unique_ptr<ProblemDescription> describe_external();
std::unique_ptr<ProblemDescription> describe_library();

inline constexpr ProblemKind external_kind{
    "external", "a program of your own, in any language, that reads and writes lines of JSON",
    describe_external};
inline constexpr ProblemKind library_kind{
    "library", "a shared library of your own, in C, C++, Fortran, Rust ...", describe_library};

}  // namespace moai
