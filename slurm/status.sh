#!/usr/bin/env bash
# How far experiments are: the queue's view of their jobs beside what moai finds in their folders.
#
#   slurm/status.sh results/cells              # one or more output folders
#   slurm/status.sh                            # all of results/
set -euo pipefail

# shellcheck source=slurm/settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"
check_program

folders=("$@")
if [ ${#folders[@]} = 0 ]; then
  for folder in results/*/; do
    [ ! -d "$folder/log" ] || folders+=("${folder%/}")
  done
  [ ${#folders[@]} -gt 0 ] || fail "nothing was submitted from here (no results/*/log). Name an output folder."
fi

queue=$(squeue -h -r -o '%F|%i|%j|%T|%M|%L|%D|%R')  # %F: of an array, the job that submit.sh named
line() { printf '  %-10s %-30s %-10s %10s %10s %5s  %s\n' "$@"; }
for out in "${folders[@]}"; do
  [ -d "$out" ] || fail "no folder '$out'"
  found=no
  while IFS='|' read -r base id name state used left nodes where; do
    grep -qxs "$base" "$out/log/jobs" || continue
    [ "$found" = yes ] || line job name state used left nodes where
    found=yes
    line "$id" "$name" "$state" "$used" "$left" "$nodes" "$where"
  done <<< "$queue"
  [ "$found" = yes ] || echo "  no job in the queue"
  [ ! -f "$out/experiment.yaml" ] || run_moai status "$out" | sed 's/^/  /'
done
