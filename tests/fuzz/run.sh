#!/usr/bin/env bash
# Fuzzes every reader for SECONDS each (60), one after the other, and stops at the first finding:
#
#   cmake --preset fuzz && cmake --build --preset fuzz
#   tests/fuzz/run.sh 600              # or only some: tests/fuzz/run.sh 600 yaml sound
#
# SEED and RUNS, where set, fix what is tried: the same inputs, at most RUNS of them for each reader.
#
# What was found lies in build/fuzz/findings; `build/fuzz/tests/fuzz/fuzz_yaml FILE` shows it again.
# What the fuzzers have learnt stays in build/fuzz/corpus, so that a later run goes on from there.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(yaml network picture npy sound trial)
export UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=allocator_may_return_null=1

/usr/bin/python3 tests/fuzz/make_corpus.py build/fuzz/seeds
mkdir -p build/fuzz/findings
for target in "${targets[@]}"; do
  echo "== $target"
  mkdir -p "build/fuzz/corpus/$target"
  leaks=1 longest=4096
  [ "$target" != trial ] || leaks=0  # HDF5 1.10 loses memory when it gives up on a damaged file
  [ "$target" != picture ] || longest=20000
  "build/fuzz/tests/fuzz/fuzz_$target" -max_total_time="$seconds" -seed="${SEED:-0}" \
    -runs="${RUNS:--1}" -timeout=20 -rss_limit_mb=2048 \
    -malloc_limit_mb=8192 -max_len="$longest" -detect_leaks="$leaks" -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="build/fuzz/findings/$target-" \
    "build/fuzz/corpus/$target" "build/fuzz/seeds/$target"
done
