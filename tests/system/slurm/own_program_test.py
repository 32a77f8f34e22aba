"""If these fail, a problem that a program of one's own evaluates does not run on a cluster as on one machine: over
nodes, by either launcher, and through a job that is stopped and goes on."""
import pathlib

import pytest

from harness import assert_same, run, wait_for
from slurm_test import assert_continued, log_of, now, processes, under_way

SERVER = r"""
NR == 1 { print "{\"moai\":1,\"variables\":4,\"objectives\":2,\"constraints\":0}"; fflush(); next }
{
  match($0, /"id":[0-9]+/); id = substr($0, RSTART + 5, RLENGTH - 5)
  sub(/.*"x":\[\[/, ""); sub(/\]\].*/, "")
  n = split($0, rows, /\],\[/); f = ""
  for (k = 1; k <= n; ++k) {
    v = split(rows[k], x, /,/); near = 0; far = 0
    for (i = 1; i <= v; ++i) { near += x[i] * x[i]; far += (x[i] - 1) * (x[i] - 1) }
    f = f (k > 1 ? "," : "") sprintf("[%.17g,%.17g]", near, far)
  }
  printf "{\"id\":%d,\"f\":[%s]}\n", id, f; fflush()
}
"""
EXPERIMENT = """
name: own-program
seed: 7
trials: 2
problem:
  type: external
  command: [mawk, -W, interactive, -f, spheres.awk]
  workers: 2
  variables: [{type: real, count: 4, minimum: [-1], maximum: [2]}]
  objectives: [{type: minimise, name: near}, {type: minimise, name: far}]
algorithm: {type: nsga2, population: 20}
budget: {generations: 20000}
record: {commit_every: 0.2, history: 50}
"""


def workers():
    """The programs that serve, on whatever node."""
    return [number for number, words, _ in processes() if words[0].endswith(b"mawk") and b"interactive" in words
            and any(word.endswith(b"/spheres.awk") for word in words)]


@pytest.fixture(scope="module")
def own(cluster, tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    (folder / "spheres.awk").write_text(SERVER)
    experiment = folder / "own.yaml"
    experiment.write_text(EXPERIMENT)
    run(experiment, folder / "reference", ranks=0)
    return experiment, folder / "reference"


@pytest.mark.parametrize("launcher", ["mpirun", "srun"])
def test_a_stopped_job_on_two_nodes_goes_on_with_the_same_bits(cluster, own, tmp_path, launcher):
    experiment, reference = own
    out = tmp_path / "out"
    job, analysis = cluster.submit(experiment, out, "--nodes", 2, "--launcher", launcher)
    assert wait_for(lambda: under_way(out, trials=2)), log_of(out)
    assert len(workers()) == 4  # two on each node
    cluster.warn(job)
    stopped = now()
    assert wait_for(lambda: "ended with code 75" in log_of(out)), log_of(out)
    assert wait_for(lambda: not workers(), 5)
    assert cluster.wait_until_ended(analysis) == ["COMPLETED"], log_of(out)
    assert cluster.job(job)["Restarts"] == "1"
    assert_same(reference, out)
    assert_continued(out, stopped)
    assert str(experiment.parent / "spheres.awk") in pathlib.Path(out / "inputs.sha256").read_text()
    assert not workers()
