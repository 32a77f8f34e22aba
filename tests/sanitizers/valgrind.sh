#!/usr/bin/env bash
# Short real runs of an optimised moai under valgrind's memcheck, which sees what the sanitizers cannot:
# values that nobody has set, also where a library reads them. It fails for any finding.
#
#   tests/sanitizers/valgrind.sh [build/release/moai]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
moai=$(realpath "${1:-$here/../../build/release/moai}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One thread, and no restart for the sake of waiting threads: valgrind would be left behind.
export OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive
memcheck() {
  valgrind --quiet --error-exitcode=99 --num-callers=30 \
    --suppressions=/usr/share/openmpi/openmpi-valgrind.supp --suppressions="$here/valgrind.supp" \
    "$moai" "$@"
}

cat >"$folder/function.yaml" <<END
name: function
trials: 1
problem: {type: benchmark, function: zdt1}
algorithm: {type: nsga2, population: 8}
budget: {generations: 4}
islands: {count: 2, topology: ring, migration: {every: 2, send: 1}}
record: {commit_every: 0}
END
cat >"$folder/picture.yaml" <<END
name: picture
trials: 1
problem: {type: image_match, target: $here/../../experiments/targets/sunrise.png, size: [16, 16], objectives: [mse, psnr]}
algorithm: {type: move, cells: 4, functions_per_cell: 1}
budget: {generations: 4}
record: {commit_every: 0, images: 2}
END
for name in function picture; do
  echo "== $name"
  memcheck run "$folder/$name.yaml" --out "$folder/$name" --quiet
  memcheck compare "$folder/$name" "$folder/$name"
done
echo "valgrind: nothing found"
