#!/usr/bin/env bash
# Weak scaling on one machine: 1 to 32 ranks, more than it has cores, with evaluation replaced by a
# wait (problem.wait), so that only what moai adds is measured. Prints a table in Markdown.
#
#   tests/bench/scaling.sh                        # islands: a trial with one island a rank
#   MODE=sharded tests/bench/scaling.sh           # one map, as many cells a rank
#   MODE=trials RANKS="1 2" tests/bench/scaling.sh   # one trial a rank, nothing exchanged
#   MODE=strong RANKS="1 2 4" CELLS=100000 WAIT=0 tests/bench/scaling.sh   # one map of so many cells
#
# `gathered`: what every rank is told in a generation of a sharded map, fitness and wins
# (island/rank_peers.cpp). After the tables, bench_ping_pong says what messages cost here.
# MOAI: the program. CELLS, GENERATIONS, WAIT (s an evaluation): the size. overhead: the share of the
# time on the first rank that is not evaluation; it contains waiting for the slowest rank.
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
moai=${MOAI:-$here/build/release/moai}
mode=${MODE:-islands} ranks=${RANKS:-"1 2 4 8 16 32"}
cells=${CELLS:-100} generations=${GENERATIONS:-40} wait=${WAIT:-0.002}
python=${PYTHON:-/usr/bin/python3}
export OMP_NUM_THREADS=1 OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

echo "| ranks | seconds | ms/generation | evaluations/s | efficiency | vary | vote | migrate | record | overhead | gathered |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
for n in $ranks; do
  map=$cells islands="{}" per_trial=$n trials=1
  case $mode in
    islands) islands="{count: $n, topology: ring, migration: {every: 5, send: 5}}" ;;
    sharded) map=$((cells * n)) islands="{mode: sharded}" ;;
    strong) islands="{mode: sharded}" ;;
    trials) per_trial=1 trials=$n ;;
    *) echo "MODE is islands, sharded, strong or trials" >&2; exit 2 ;;
  esac
  cat >"$folder/$n.yaml" <<YAML
name: scaling
trials: $trials
problem: {type: benchmark, function: dtlz2, objectives: 14, variables: 30, wait: $wait}
algorithm: {type: move, cells: $map, functions_per_cell: 5}
budget: {generations: $generations}
islands: $islands
record: {images: 0}
YAML
  mpirun --oversubscribe -n "$n" "$moai" run "$folder/$n.yaml" --out "$folder/$n" --quiet \
    --ranks-per-trial "$per_trial" >/dev/null
  "$python" - "$folder/$n" "$n" "$wait" "$mode" <<'PYTHON'
import glob, sys
import h5py
out, ranks, wait = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
phases, seconds, evaluations = {}, 0.0, 0
files = glob.glob(out + "/trials/*/*.h5")
for path in files:
    with h5py.File(path) as trial:
        names = [name.decode() for name in trial["/timing/phase"][:]]
        for name, value in zip(names, trial["/timing/seconds"][:]):
            phases[name] = phases.get(name, 0.0) + value / len(files)
        seconds = max(seconds, float(trial.attrs["wall_seconds"]))
        evaluations += int(trial.attrs["evaluations"])
        generations = int(trial.attrs["generations"])
        objectives = len(trial["/objectives/name"])
        wins = int(trial["/history/replacements"][1:].sum()) / max(1, generations - 1)
gathered = (evaluations / generations * (32 + 8 * objectives) + 24 * wins) / 1e6
gathered = f"{gathered:.2f} MB" if sys.argv[4] in ("sharded", "strong") else "-"
ideal = evaluations * wait / ranks
part = lambda name: f"{phases.get(name, 0.0) / seconds:.2%}"
print(f"| {ranks} | {seconds:.2f} | {1e3 * seconds / generations:.1f} | {evaluations / seconds:.0f} | {ideal / seconds:.3f} | {part('vary')} "
      f"| {part('vote')} | {part('migrate')} | {part('record')} "
      f"| {1 - phases.get('evaluate', 0.0) / seconds:.2%} | {gathered} |")
PYTHON
done
ping_pong=$(dirname "$moai")/tests/bench/bench_ping_pong
if [ -x "$ping_pong" ]; then echo; mpirun --oversubscribe -n 2 "$ping_pong"; fi
