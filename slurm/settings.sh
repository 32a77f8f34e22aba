# shellcheck shell=bash
# Sourced by submit.sh and status.sh: the settings of this cluster in `value` (default, over it
# slurm/cluster.yaml or the file that MOAI_CLUSTER names, over it variables such as MOAI_NODES), and
# moai on the login node, with the modules and the setup that its jobs get.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")

# The program of this checkout, or the one that was installed with these scripts.
program=$top/build/release/moai
[ -x "$program" ] || [ ! -x "$top/../../bin/moai" ] || program=$(realpath "$top/../../bin/moai")

fail() { echo "$(basename "$0"): $*" >&2; exit 2; }

declare -A value=(
  [out]="" [nodes]=1 [ranks_per_node]=1 [cpus_per_rank]=1 [gpus_per_rank]=0 [shards]=1 [time]=1:00:00
  [grace]=120 [retries]=3 [partition]="" [account]="" [qos]="" [sbatch_options]="" [modules]=""
  [setup]="" [launcher]=mpirun [launcher_options]="" [run_options]="" [moai]="$program"
  [python]=/usr/bin/python3)
cluster="${MOAI_CLUSTER:-$here/cluster.yaml}"
if [ -f "$cluster" ]; then
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%%#*}"
    [ -n "${line//[[:space:]]/}" ] || continue
    [[ "$line" =~ ^([a-z_]+):[[:space:]]*(.*)$ ]] || fail "$cluster: cannot read '$line' (expected key: value)"
    key="${BASH_REMATCH[1]}" text="${BASH_REMATCH[2]}"
    [ -n "${value[$key]+known}" ] || fail "$cluster: unknown key '$key'. Known: ${!value[*]}"
    text="${text%"${text##*[![:space:]]}"}"
    [[ ! "$text" =~ ^\"(.*)\"$ && ! "$text" =~ ^\'(.*)\'$ ]] || text="${BASH_REMATCH[1]}"
    value[$key]="$text"
  done < "$cluster"
elif [ -n "${MOAI_CLUSTER:-}" ]; then
  fail "MOAI_CLUSTER: there is no file '$cluster'"
fi
for name in "${!value[@]}"; do
  variable="MOAI_${name^^}"
  [ -z "${!variable:-}" ] || value[$name]="${!variable}"
done

check_program() {
  [ -x "${value[moai]}" ] || fail "no program at '${value[moai]}'. Build it with 'make build', or name it" \
    "(moai: in slurm/cluster.yaml, MOAI_MOAI, submit.sh --moai)."
  value[moai]=$(realpath "${value[moai]}")
  [ -z "${value[setup]}" ] || [ -f "${value[setup]}" ] || fail "setup: there is no file '${value[setup]}'"
}
setup_lines() {
  [ -z "${value[modules]}" ] || echo "module load ${value[modules]}"
  [ -z "${value[setup]}" ] || printf 'source %q\n' "$(realpath "${value[setup]}")"
}
run_moai() {  # modules and setups are not written for `set -eu`, and may talk
  (set +eu; eval "$(setup_lines)" >&2; exec "${value[moai]}" "$@")
}
