"""If these fail, a run that was killed at a bad moment loses work, or goes on with other bits."""
import os
import signal

import pytest

from harness import ENVIRONMENT, assert_same, finish, run, start
from kills import assert_tidy, campaign

EXPERIMENT = """
name: aimed
seed: 5
trials: 2
problem: {type: benchmark, function: dtlz2}
algorithm: {type: move, cells: 6, functions_per_cell: 1}
budget: {generations: 12}
record: {commit_every: 0}
"""
# Every moment of writing: a commit, the end of a trial (its compaction), the index, the experiment.
MOMENTS = [f"{point}:{part}"
           for part in ("/running/", "/trials/", "experiment.h5")
           for point in ("created", "written", "before-rename", "after-rename")]
MOMENTS += ["before-prune:/running/@4", "before-rename:/running/@3", "after-rename:/running/@3",
            "before-clean:/trials/", "before-clean:/trials/@2", "before-rename:/trials/@2",
            "before-rename:experiment.yaml", "after-rename:experiment.yaml"]


def test_random_kills(tmp_path):
    """MOAI_KILLS of them (50)."""
    kills = int(os.environ.get("MOAI_KILLS", "50"))
    assert campaign(kills, seed=2023, folder=tmp_path) > 0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    experiment = folder / "aimed.yaml"
    experiment.write_text(EXPERIMENT)
    run(experiment, folder / "out", ranks=0)
    return experiment, folder / "out"


@pytest.mark.parametrize("moment, ranks", [(moment, 0) for moment in MOMENTS] + [
    ("before-rename:/running/", 2), ("before-rename:/trials/", 2), ("before-rename:experiment.h5", 2)])
def test_a_kill_while_files_are_written(undisturbed, tmp_path, monkeypatch, moment, ranks):
    experiment, reference = undisturbed
    monkeypatch.setitem(ENVIRONMENT, "MOAI_FAULT", moment)
    process = start(experiment, tmp_path / "out", ranks=ranks)
    said, _ = finish(process, 120)
    assert process.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), f"{process.returncode}\n{said}"
    monkeypatch.delitem(ENVIRONMENT, "MOAI_FAULT")
    run(experiment, tmp_path / "out", ranks=ranks)
    assert_same(reference, tmp_path / "out")
    assert_tidy(tmp_path / "out")
