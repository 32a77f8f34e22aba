#!/usr/bin/env bash
# clang-tidy over the sources that need no LibTorch, by hand (ten minutes or more on two cores):
#   tests/system/tidy.sh [src/support ...]
# The checks are in .clang-tidy; a finding ends with code 1.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
# One source a unit, so that a finding is one file's.
cmake -S . -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_CXX_COMPILER=clang++ \
  -D MOAI_UNITY=OFF -D CMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
cmake --build "$build" --target moai_commit >/dev/null
folders=("$@")
[ $# -gt 0 ] || folders=(src)
find "${folders[@]}" -name '*.cpp' -not -path '*/torch/*' -print0 |
  xargs -0 -P "$(nproc)" -n 4 clang-tidy -p "$build" --quiet
