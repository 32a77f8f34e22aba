#!/usr/bin/env bash
# What 10,000 trials cost besides their evaluations: planning, scheduling, the index, the summary of
# the analysis, packing into one file and back. Prints a table in Markdown, wall and processor seconds.
#
#   tests/bench/many_trials.sh
#   TRIALS=100 RANKS=2 tests/bench/many_trials.sh    # ten conditions of so many trials
#
# A trial is 100 evaluations of a test function, so nearly all of `run` is what a trial costs besides.
# It needs 1.3 GB in the folder for temporary files (TMPDIR) for 10,000 trials. MOAI names another program.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
moai=${MOAI:-$here/build/release/moai} python=${PYTHON:-/usr/bin/python3}
export OMP_NUM_THREADS=1 OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/many.yaml" <<YAML
name: many-trials
trials: ${TRIALS:-1000}
problem: {type: benchmark, function: zdt1}
algorithm: {type: nsga2, population: 20}
budget: {generations: 5}
record: {images: 0}
sweep: {problem.function: [zdt1, zdt2, zdt3, zdt4, zdt6, dtlz1, dtlz2, dtlz3, dtlz4, dtlz5]}
YAML

measure() {  # measure WHAT COMMAND...: a row of the table
  local what=$1 taken
  shift
  taken=$({ TIMEFORMAT='%R %U %S'; time "$@" >"$folder/said" 2>&1 || { cat "$folder/said" >&2; exit 1; }; } 2>&1)
  awk -v what="$what" '{ printf "| %s | %.1f | %.1f |\n", what, $1, $2 + $3 }' <<<"$taken"
}

echo "| | seconds | of the processor |"
echo "| --- | ---: | ---: |"
measure "plan" "$moai" plan "$folder/many.yaml"
measure "run on ${RANKS:-2} ranks" mpirun --oversubscribe -n "${RANKS:-2}" "$moai" run "$folder/many.yaml" \
  --out "$folder/out" --lanes 8 --quiet
measure "status" "$moai" status "$folder/out"
measure "collect (write the index anew)" "$moai" collect "$folder/out"
measure "table1.py" "$python" "$here/analysis/table1.py" "$folder/out"
du -sm "$folder/out" | awk '{ printf "| disk, MB | %d | |\n", $1 }'
measure "pack" "$moai" pack "$folder/out"
measure "table1.py of the packed file" "$python" "$here/analysis/table1.py" "$folder/out"
measure "pack --undo" "$moai" pack --undo "$folder/out"
