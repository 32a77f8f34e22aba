#!/usr/bin/env bash
# Runs every benchmark of a build folder, one after the other, and prints their tables. README.md
# says what they measure. usage: tests/bench/run.sh build/release [name...]
set -euo pipefail

build=${1:-build/release}
shift || true
programs=("$build"/tests/bench/bench_*)
[ -x "${programs[0]}" ] || { echo "run.sh: no benchmarks in '$build/tests/bench' (is Google Benchmark installed?)" >&2; exit 2; }

echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2)"
for program in "${programs[@]}"; do
  name=${program##*/bench_}
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  echo "== $name"
  if [ "$name" = ping_pong ]; then mpirun --oversubscribe -n 2 "$program"; else "$program"; fi
done
