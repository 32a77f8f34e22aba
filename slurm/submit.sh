#!/usr/bin/env bash
# Submits an experiment to SLURM: one MPI job, or an array of shards; each asks for a signal before
# its time limit, commits, and requeues itself until the experiment is complete. A last job, which
# depends on them, writes the index and the tables.
#
#   slurm/submit.sh experiments/paper/functions-per-cell.yaml --nodes 4 --ranks-per-node 8 --time 12:00:00
#
# Every option can also stand in the environment (MOAI_NODES=4) or in slurm/cluster.yaml (nodes: 4);
# an option wins over the environment, the environment over the file.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")

usage() {
  cat <<'EOF'
usage: slurm/submit.sh EXPERIMENT.yaml [options]
  --out DIR             output folder (default: results/<name of the file>)
  --nodes N             nodes of each job (1)
  --ranks-per-node N    MPI ranks on each node (1)
  --cpus-per-rank N     processors of each rank (1)
  --gpus-per-rank N     GPUs of each rank (0)
  --shards N            an array of N jobs, each with its part of the trials (1: no array)
  --time T              time limit of a job, as sbatch takes it (1:00:00)
  --grace S             seconds before the limit at which a job commits and requeues (120)
  --partition P  --account A  --qos Q     passed on to sbatch
  --modules "A B"       environment modules to load
  --setup FILE          a shell file to source in the job (conda, spack, a container)
  --launcher L          mpirun or srun (mpirun)
  --run-options "..."   passed on to `moai run`, such as "--lanes 2"
  --moai PROGRAM        the program (build/release/moai)
  --no-analysis         no last job
  --dry-run             print the jobs instead of submitting them
EOF
}

fail() { echo "submit.sh: $*" >&2; exit 2; }

# --- settings: option > environment > slurm/cluster.yaml > default ------------------------------
names="out nodes ranks_per_node cpus_per_rank gpus_per_rank shards time grace partition account qos modules setup launcher run_options moai"
declare -A value=([nodes]=1 [ranks_per_node]=1 [cpus_per_rank]=1 [gpus_per_rank]=0 [shards]=1 [time]=1:00:00
                  [grace]=120 [launcher]=mpirun [moai]="$top/build/release/moai")
cluster="${MOAI_CLUSTER:-$here/cluster.yaml}"
if [ -f "$cluster" ]; then
  while IFS= read -r line; do
    line="${line%%#*}"
    [ -n "${line//[[:space:]]/}" ] || continue
    [[ "$line" =~ ^([a-z_]+):[[:space:]]*(.*)$ ]] || fail "$cluster: cannot read '$line' (expected key: value)"
    key="${BASH_REMATCH[1]}" text="${BASH_REMATCH[2]}"
    [[ " $names " == *" $key "* ]] || fail "$cluster: unknown key '$key'. Known: $names"
    text="${text%"${text##*[![:space:]]}"}"; text="${text#[\"\']}"; value[$key]="${text%[\"\']}"
  done < "$cluster"
fi
for name in $names; do
  variable="MOAI_$(echo "$name" | tr a-z A-Z)"
  [ -z "${!variable:-}" ] || value[$name]="${!variable}"
done
experiment="" dry_run=0 analysis=1
while [ $# -gt 0 ]; do
  case "$1" in
    --help|-h) usage; exit 0 ;;
    --dry-run) dry_run=1 ;;
    --no-analysis) analysis=0 ;;
    --*)
      name="${1#--}"; name="${name//-/_}"
      [[ " $names " == *" $name "* ]] || fail "unknown option $1. See slurm/submit.sh --help."
      [ $# -ge 2 ] || fail "$1 needs a value"
      value[$name]="$2"; shift ;;
    *) [ -z "$experiment" ] || fail "more than one experiment: $experiment, $1"; experiment="$1" ;;
  esac
  shift
done
[ -n "$experiment" ] || { usage >&2; exit 2; }
for name in nodes ranks_per_node cpus_per_rank shards grace; do
  [[ "${value[$name]}" =~ ^[1-9][0-9]*$ ]] || fail "--${name//_/-}: '${value[$name]}' is no whole number above 0"
done
[[ "${value[gpus_per_rank]}" =~ ^[0-9]+$ ]] || fail "--gpus-per-rank: '${value[gpus_per_rank]}' is no whole number"
[ "${value[launcher]}" = mpirun ] || [ "${value[launcher]}" = srun ] || fail "--launcher: expected mpirun or srun"
[ -x "${value[moai]}" ] || fail "no program at '${value[moai]}'. Build it with 'make build', or name it with --moai."

# --- the experiment is checked here, on the login node, before anything is queued ----------------
experiment=$(realpath "$experiment")
"${value[moai]}" validate "$experiment"
label=$(basename "$experiment" .yaml)
out=$(realpath -m "${value[out]:-results/$label}")
mkdir -p "$out/log"

# --- the jobs ------------------------------------------------------------------------------------
setup_lines() {
  # shellcheck disable=SC2086  # a list of words
  [ -z "${value[modules]:-}" ] || printf 'module load %s\n' ${value[modules]}
  [ -z "${value[setup]:-}" ] || printf 'source %q\n' "$(realpath "${value[setup]}")"
}
common_lines() {  # minutes are SLURM's own
  for name in partition account qos; do
    [ -z "${value[$name]:-}" ] || echo "#SBATCH --$name=${value[$name]}"
  done
}
run_job() {
  local ranks=$((value[nodes] * value[ranks_per_node]))
  echo "#!/usr/bin/env bash"
  echo "#SBATCH --job-name=moai-$label"
  echo "#SBATCH --nodes=${value[nodes]} --ntasks-per-node=${value[ranks_per_node]} --cpus-per-task=${value[cpus_per_rank]}"
  [ "${value[gpus_per_rank]}" = 0 ] || echo "#SBATCH --gpus-per-node=$((value[gpus_per_rank] * value[ranks_per_node]))"
  echo "#SBATCH --time=${value[time]} --signal=B:USR1@${value[grace]}"
  echo "#SBATCH --requeue --open-mode=append"
  common_lines
  if [ "${value[shards]}" -gt 1 ]; then
    echo "#SBATCH --array=1-${value[shards]} --output=$out/log/%x-shard%a-%A.log"
  else
    echo "#SBATCH --output=$out/log/%x-%j.log"
  fi
  echo "set -u"
  setup_lines
  local shard="" launch
  [ "${value[shards]}" -le 1 ] || shard="--shard \$SLURM_ARRAY_TASK_ID/${value[shards]}"
  if [ "${value[launcher]}" = srun ]; then
    launch="srun --ntasks=$ranks"
  else
    launch="mpirun -n $ranks --map-by slot:PE=${value[cpus_per_rank]}"
  fi
  cat <<EOF
unset SLURM_EXPORT_ENV  # mpirun's daemons need the whole environment
echo "moai: job \$SLURM_JOB_ID, start \${SLURM_RESTART_COUNT:-0}, on \$SLURM_JOB_NODELIST"

$launch $(printf '%q' "${value[moai]}") run $(printf '%q' "$experiment") --out $(printf '%q' "$out") $shard ${value[run_options]:-} &
run=\$!
# The signal comes before the limit: all ranks commit at the end of their generation.
trap 'kill -USR1 \$run' USR1
# A node that is taken away: SLURM requeues the job; what was committed is on disk.
trap 'kill -TERM \$run' TERM
wait \$run; code=\$?
while kill -0 \$run 2>/dev/null; do wait \$run; code=\$?; done
echo "moai: ended with code \$code"
if [ \$code = 75 ]; then  # not finished: run again
  scontrol requeue "\${SLURM_ARRAY_JOB_ID:+\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}}\${SLURM_ARRAY_JOB_ID:-\$SLURM_JOB_ID}"
  sleep 60
fi
exit \$code
EOF
}
last_job() {
  echo "#!/usr/bin/env bash"
  echo "#SBATCH --job-name=moai-$label-analysis"
  echo "#SBATCH --ntasks=1 --time=30:00 --output=$out/log/%x-%j.log --open-mode=append"
  common_lines
  echo "set -eu"
  setup_lines
  cat <<EOF
$(printf '%q' "${value[moai]}") collect $(printf '%q' "$out")
$(printf '%q' "$top/analysis/table1.py") $(printf '%q' "$out")
$(printf '%q' "$top/analysis/montage.py") $(printf '%q' "$out")
EOF
}

if [ $dry_run = 1 ]; then
  echo "# --- run ---"; run_job
  [ $analysis = 0 ] || { echo "# --- analysis, after it ---"; last_job; }
  exit 0
fi
id=$(run_job | sbatch --parsable)
echo "submitted $label as job $id; output in $out, logs in $out/log"
if [ $analysis = 1 ]; then
  last=$(last_job | sbatch --parsable --dependency="afterok:$id")
  echo "submitted its analysis as job $last"
fi
