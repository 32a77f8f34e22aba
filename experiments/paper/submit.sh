#!/usr/bin/env bash
# Submits the whole study of the MOVE paper to SLURM, one job (or array) for each experiment here.
#
#   experiments/paper/submit.sh --nodes 2 --ranks-per-node 32 --time 24:00:00
#
# All options go to slurm/submit.sh; `--dry-run` prints the jobs. Results: results/<experiment>.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for experiment in "$here"/{functions-per-cell,jumps,cells,baselines,hillclimbers-100}.yaml \
                  "$here"/targets/*.yaml; do
  "$here/../../slurm/submit.sh" "$experiment" "$@"
done
