# shellcheck shell=bash disable=SC2154  # out, command and retries come from submit.sh
# The body of every job that slurm/submit.sh submits; not run by hand. submit.sh puts before it the
# #SBATCH lines, the modules, and these variables:
#   out        the output folder
#   command    array: the words that start moai on the job's nodes
#   retries    how often a job that crashed is started again
#
# It starts moai, turns SLURM's warning into a commit, and requeues the job until moai says that
# nothing is left to do.
set -u
unset SLURM_EXPORT_ENV  # mpirun's daemons need the whole environment, whatever sbatch --export said
export TERM=dumb         # the log gets a line a minute, not a line that is redrawn
job=${SLURM_ARRAY_JOB_ID:+${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}
job=${job:-$SLURM_JOB_ID}
echo "moai: job $job, start ${SLURM_RESTART_COUNT:-0}, on $SLURM_JOB_NODELIST, $(date '+%F %T')"

# moai stops by this clock, too; SLURM before 23.02 does not set it.
if [ -z "${SLURM_JOB_END_TIME:-}" ] && end=$(date -d "$(squeue -h -j "$job" -o %e)" +%s 2>/dev/null); then
  export SLURM_JOB_END_TIME=$end
fi

# A job that was killed, or whose node died, leaves its lock. moai on another node cannot tell that
# from a running job; SLURM can.
if running=$(squeue -h -t RUNNING,SUSPENDED,COMPLETING,STOPPED -o %A); then
  for lock in "$out/lock" "$out"/lock-*; do
    { [ -f "$lock" ] && read -r _ _ holder _ < "$lock"; } || continue
    [[ $holder =~ ^[0-9]+$ ]] || continue
    if [ "$holder" = "$SLURM_JOB_ID" ] || ! grep -qx "$holder" <<< "$running"; then
      echo "moai: removed the lock of job $holder, which has ended"
      rm -f "$lock"
    fi
  done
fi

warned=no ended=no
# SLURM's signal before the limit: all ranks commit at the end of their generation. mpirun and srun
# pass SIGUSR1 on; of SIGTERM, mpirun leaves the ranks about a second.
trap 'warned=yes; kill -USR1 $run' USR1
# scancel, or preemption: what can still be committed is; SLURM decides whether the job comes back.
trap 'ended=yes; kill -USR1 $run' TERM
"${command[@]}" &
run=$!
wait $run
code=$?
while kill -0 $run 2>/dev/null; do  # a trap ends the wait, not moai
  wait $run
  code=$?
done
trap - USR1 TERM
echo "moai: ended with code $code"

again() {
  scontrol requeue "$job" && sleep 60  # SLURM ends this script meanwhile
  echo "moai: the job could not be requeued. Submit the same experiment again to continue it."
}
crashes="$out/log/crashes-$job"
case $code in 0 | 75) rm -f "$crashes" ;; esac
if [ $ended = yes ] && [ $warned = no ]; then exit $code; fi  # SLURM decides whether it comes back
case $code in
  0 | 2) ;;  # done, or a wrong experiment: not better the next time
  75) again ;;
  *)  # a lost node, a crash, a full disk, a rank that hung, a signal before moai could listen
    echo "$(date '+%F %T') code $code on $SLURM_JOB_NODELIST" >> "$crashes"
    failures=$(wc -l < "$crashes")
    [ "$failures" -gt "$retries" ] || again
    echo "moai: failures in a row: $failures. Mend the cause, then submit the same experiment again." ;;
esac
exit $code
