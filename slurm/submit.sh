#!/usr/bin/env bash
# Submits an experiment to SLURM: one MPI job, or an array of shards; each asks for a signal before
# its time limit, commits, and requeues itself until the experiment is complete. A last job, which
# depends on them, writes the index and the tables.
#
#   slurm/submit.sh experiments/paper/cells.yaml --nodes 4 --ranks-per-node 8 --time 12:00:00
#
# Every option can also stand in the environment (MOAI_NODES=4) or in slurm/cluster.yaml (nodes: 4);
# an option wins over the environment, the environment over the file.
set -euo pipefail

# shellcheck source=slurm/settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

usage() {
  cat <<'TEXT'
usage: slurm/submit.sh EXPERIMENT.yaml [options]
  --out DIR             output folder (results/<name of the experiment>)
  --nodes N             nodes of each job (1)
  --ranks-per-node N    MPI ranks on each node (1)
  --cpus-per-rank N     processors of each rank (1)
  --gpus-per-rank N     GPUs of each rank (0)
  --shards N            an array of N jobs, each with its part of the trials (1: no array)
  --time T              time limit of a job, as sbatch takes it (1:00:00)
  --grace S             seconds before the limit at which a job commits and requeues (120)
  --retries N           how often a job that crashed is started again (3)
  --partition P  --account A  --qos Q     passed on to sbatch
  --sbatch-options "..."                  passed on to sbatch, such as "--constraint=a100"
  --modules "A B"       environment modules to load
  --setup FILE          a shell file to source in the job (spack, conda)
  --launcher L          mpirun or srun (mpirun)
  --launcher-options "..."   passed on to the launcher, such as "--mca btl ^openib"
  --run-options "..."   passed on to `moai run`, such as "--lanes 2"
  --moai PROGRAM        the program (build/release/moai)
  --python PROGRAM      for the analysis (/usr/bin/python3)
  --no-analysis         no last job
  --no-probe            do not try the objectives first: this machine may lack the device they need
  --dry-run             print the jobs instead of submitting them
TEXT
}

experiment="" dry_run=no analysis=yes probe=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --dry-run) dry_run=yes ;;
    --no-analysis) analysis=no ;;
    --no-probe) probe=no ;;
    --*)
      name="${1#--}" name="${name//-/_}"
      [ -n "${value[$name]+known}" ] || fail "unknown option $1. See slurm/submit.sh --help."
      [ $# -ge 2 ] || fail "$1 needs a value"
      value[$name]="$2"; shift ;;
    *) [ -z "$experiment" ] || fail "more than one experiment: $experiment, $1"; experiment="$1" ;;
  esac
  shift
done
[ -n "$experiment" ] || { usage >&2; exit 2; }

# --- what SLURM and moai would refuse, or obey too literally -------------------------------------
for name in nodes ranks_per_node cpus_per_rank shards grace; do
  [[ "${value[$name]}" =~ ^[1-9][0-9]{0,5}$ ]] ||
    fail "--${name//_/-}: '${value[$name]}' is no whole number above 0"
done
for name in gpus_per_rank retries; do
  [[ "${value[$name]}" =~ ^[0-9]{1,5}$ ]] || fail "--${name//_/-}: '${value[$name]}' is no whole number"
done
[[ "${value[launcher]}" =~ ^(mpirun|srun)$ ]] || fail "--launcher: '${value[launcher]}' (expected mpirun or srun)"
seconds_of() {  # D-HH:MM:SS, D-HH:MM, D-HH, HH:MM:SS, MM:SS, MM
  local days=0 rest="$1" a b c
  [[ "$rest" =~ ^([0-9]+-)?[0-9]+(:[0-9]+){0,2}$ ]] || fail "--time: '$1' is no time (such as 30, 1:30:00 or 2-12)"
  if [[ "$rest" == *-* ]]; then
    days=${rest%%-*} rest=${rest#*-}
    IFS=: read -r a b c <<< "$rest"
  else
    IFS=: read -r a b c <<< "$rest"
    [ -n "$c" ] || { c=$b b=$a a=0; }
  fi
  echo $((10#$days * 86400 + 10#$a * 3600 + 10#${b:-0} * 60 + 10#${c:-0}))
}
seconds=$(seconds_of "${value[time]}")
[ "$seconds" -ge $((2 * value[grace])) ] ||
  fail "--time: ${value[time]} is less than twice --grace (${value[grace]} s), so that the job would" \
       "requeue before it computes. Give more time or less grace."
check_program
[ -f "$experiment" ] || fail "no experiment at '$experiment'"
[ "$dry_run" = yes ] || command -v sbatch > /dev/null || fail "no sbatch here. Run this on the cluster, or try --dry-run."

# --- the experiment is checked here, on the login node, before anything is queued ----------------
if [ "$probe" = yes ]; then
  run_moai validate --probe "$experiment" || {
    code=$?
    echo "submit.sh: nothing was submitted (--no-probe leaves the objectives untried)" >&2
    exit "$code"
  }
fi
# The jobs read what it says now, each start of them: the file may be edited while they wait.
resolved=$(run_moai plan --resolved "$experiment")
label=$(sed -n 's/^name: //p' <<< "$resolved")
[[ ! "$label" =~ ^\"(.*)\"$ ]] || label="${BASH_REMATCH[1]}"
out=$(realpath -m "${value[out]:-results/$label}")
[[ ! "$label$out" =~ [\"\\$'\n'] ]] ||
  fail "SLURM takes no quotes, backslashes and new lines in '$out' and '$label'. Mend name: or --out."
# What would change trials that are there is refused; more trials and conditions are welcome.
[ ! -f "$out/experiment.yaml" ] || run_moai plan --resolved "$experiment" --out "$out" > /dev/null || exit 2
experiment="$out/log/experiment-$(cksum <<< "$resolved" | cut -d ' ' -f 1).yaml"
job_name="moai-${label//[^[:alnum:]._-]/_}"

# --- the jobs ------------------------------------------------------------------------------------
sbatch_lines() {
  for name in partition account qos; do
    [ -z "${value[$name]}" ] || echo "#SBATCH --$name=${value[$name]}"
  done
  [ -z "${value[sbatch_options]}" ] || echo "#SBATCH ${value[sbatch_options]}"
}
run_job() {
  local ranks=$((value[nodes] * value[ranks_per_node])) log="%x-%j.log" launch shard=""
  [ "${value[shards]}" = 1 ] || log="%x-shard%a-%A.log"
  echo "#!/usr/bin/env bash"
  echo "#SBATCH --job-name=$job_name --output=\"${out//%/%%}/log/$log\""
  echo "#SBATCH --nodes=${value[nodes]} --ntasks-per-node=${value[ranks_per_node]} --cpus-per-task=${value[cpus_per_rank]}"
  [ "${value[gpus_per_rank]}" = 0 ] || echo "#SBATCH --gpus-per-node=$((value[gpus_per_rank] * value[ranks_per_node]))"
  echo "#SBATCH --time=${value[time]} --signal=B:USR1@${value[grace]} --requeue --open-mode=append"
  [ "${value[shards]}" = 1 ] || echo "#SBATCH --array=1-${value[shards]}"
  sbatch_lines
  setup_lines
  # Ranks own their processors, so that each knows how many threads it has.
  if [ "${value[launcher]}" = srun ]; then
    # When a rank crashed, the others wait for it. Ranks that end well with code 75 must not be cut short.
    launch="srun --ntasks=$ranks --cpus-per-task=${value[cpus_per_rank]} --kill-on-bad-exit=0 --wait=30"
  else
    launch="mpirun -n $ranks --map-by slot:PE=${value[cpus_per_rank]}"
  fi
  [ "${value[shards]}" = 1 ] || shard=" --shard \$SLURM_ARRAY_TASK_ID/${value[shards]}"
  printf 'out=%q\nretries=%s\n' "$out" "${value[retries]}"
  printf 'command=(%s %s\n  %q run %q --out %q%s %s)\n\n' "$launch" "${value[launcher_options]}" "${value[moai]}" \
    "$experiment" "$out" "$shard" "${value[run_options]}"
  cat "$here/job.sh"
}
last_job() {
  echo "#!/usr/bin/env bash"
  echo "#SBATCH --job-name=$job_name-analysis --output=\"${out//%/%%}/log/%x-%j.log\""
  echo "#SBATCH --ntasks=1 --time=30 --kill-on-invalid-dep=yes"
  sbatch_lines
  setup_lines
  echo "set -eu"
  printf '%q collect %q\n' "${value[moai]}" "$out"
  printf '%q %q %q > %q\n' "${value[python]}" "$top/analysis/table1.py" "$out" "$out/table1.txt"
  printf '%q %q %q --output %q\n' "${value[python]}" "$top/analysis/report.py" "$out" "$out/report.html"
}

if [ "$dry_run" = yes ]; then
  echo "# --- the run"
  run_job
  [ "$analysis" = no ] || { echo "# --- its analysis, after it"; last_job; }
  exit 0
fi
mkdir -p "$out/log"
echo "$resolved" > "$experiment"
run_job > "$out/log/run.sbatch"
id=$(sbatch --parsable "$out/log/run.sbatch")
id=${id%%;*}  # ID;CLUSTER where there are several clusters
echo "$id" >> "$out/log/jobs"  # for status.sh
echo "submitted $label as job $id; output in $out, logs in $out/log"
if [ "$analysis" = yes ]; then
  last_job > "$out/log/analysis.sbatch"
  last=$(sbatch --parsable --dependency="afterok:$id" "$out/log/analysis.sbatch")
  echo "${last%%;*}" >> "$out/log/jobs"
  echo "submitted its analysis as job ${last%%;*}"
fi
