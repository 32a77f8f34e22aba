"""If these fail, a folder mixes trials of different inputs, or cannot take more trials without losing some."""
import hashlib
import os
import pathlib
import shutil

import h5py
import pytest

from harness import RUN_AGAIN, SHORT, TARGET, assert_same, moai, run, start, wait_for

BASE = """name: grown
seed: 3
trials: {trials}
problem: {{type: benchmark, function: dtlz2}}
algorithm: {{type: move, cells: 6, functions_per_cell: 1}}
budget: {{generations: 5}}
record: {{commit_every: 0}}
analysis: {{compare: [{{type: pair, first: jumps=none, second: jumps=1}}{more}]}}
sweep: {{algorithm.jumps: [{jumps}]}}
"""


def write(folder, trials=2, jumps="none, 1", more=""):
    path = folder / "e.yaml"
    path.write_text(BASE.format(trials=trials, jumps=jumps, more=more))
    return path


def files_of(out):
    return {path.relative_to(out): path.read_bytes() for path in (out / "trials").rglob("*.h5")}


def test_a_folder_grows_and_equals_the_same_run_at_once(tmp_path):
    out = tmp_path / "out"
    run(write(tmp_path), out)
    before = files_of(out)
    planned = moai("plan", write(tmp_path, 3, "none, 1, unlimited"), "--out", out)
    assert "1 more trial of each condition, condition 'jumps=unlimited'" in planned.stdout
    assert "jumps=none       finished 0-1  missing 2" in planned.stdout
    assert "4 of 9 trials finished, 0 begun, 5 missing" in planned.stdout
    more = ", {type: pair, first: jumps=none, second: jumps=unlimited}"
    run(write(tmp_path, 3, "none, 1, unlimited", more), out, ranks=2)
    after = files_of(out)
    assert len(after) == 9 and all(after[name] == content for name, content in before.items())
    assert "trials: 2" in (out / "experiment-1.yaml").read_text()
    assert "trials: 3" in (out / "experiment.yaml").read_text()
    assert "9/9 trials finished" in moai("status", out).stdout
    with h5py.File(out / "experiment.h5") as index:
        assert len(index["summary/trial"]) == 9
    run(tmp_path / "e.yaml", tmp_path / "at-once")
    assert_same(out, tmp_path / "at-once")


def test_less_is_refused_unless_it_is_left_aside(tmp_path):
    out = tmp_path / "out"
    run(write(tmp_path, 3), out)
    kept = files_of(out)
    refused = run(write(tmp_path, 2), out, expect=2)
    assert "1 of 3 trials of each condition" in refused.stderr and "--leave-aside" in refused.stderr
    run(tmp_path / "e.yaml", out, extra=["--leave-aside"])
    assert files_of(out) == kept
    assert "4/4 trials finished" in moai("status", out).stdout


def test_what_would_change_a_trial_is_refused_with_the_difference(tmp_path):
    out = tmp_path / "out"
    run(write(tmp_path), out)
    path = tmp_path / "e.yaml"
    path.write_text(path.read_text().replace("generations: 5", "generations: 6"))
    refused = run(path, out, expect=2)
    assert "condition 'jumps=none'" in refused.stderr and "- " in refused.stderr
    assert "generations: 6" in refused.stderr and "generations: 5" in refused.stderr
    path.write_text(BASE.format(trials=2, jumps="none, 1", more="").replace("seed: 3", "seed: 4"))
    assert "seed: 4" in run(path, out, expect=2).stderr


def test_a_planned_comparison_stays(tmp_path):
    out = tmp_path / "out"
    run(write(tmp_path), out)
    path = tmp_path / "e.yaml"
    path.write_text("\n".join(line for line in path.read_text().splitlines()
                              if not line.startswith("analysis")))
    assert "a comparison that was planned" in run(path, out, expect=2).stderr


PICTURES = """name: pictures
seed: 3
trials: {trials}
problem: {{type: image_match, target: target.png, size: [16, 16], objectives: [mse, psnr, gmsd],
          normalisation: {{images: 10}}}}
algorithm: {{type: move, cells: 4, functions_per_cell: 1}}
budget: {{generations: 3}}
"""


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "own"
    folder.mkdir()
    shutil.copy(TARGET, folder / "target.png")
    (folder / "e.yaml").write_text(PICTURES.format(trials=1))
    return folder


def test_the_content_of_inputs_is_part_of_a_trial(pictures, tmp_path):
    out = tmp_path / "out"
    digest = hashlib.sha256((pictures / "target.png").read_bytes()).hexdigest()
    assert digest in moai("plan", pictures / "e.yaml").stdout
    run(pictures / "e.yaml", out)
    with h5py.File(next((out / "trials").rglob("*.h5"))) as trial:
        assert [name.decode() for name in trial["inputs/sha256"][:]] == [digest]
        assert trial["inputs/path"][0].decode() == str(pictures / "target.png")
    assert (out / "inputs.sha256").read_text() == f"{digest}  {pictures / 'target.png'}\n"
    shutil.copy(TARGET.with_name("apple.png"), pictures / "target.png")
    (pictures / "e.yaml").write_text(PICTURES.format(trials=2))
    for extra in [(), ("--shard", "1/2")]:
        refused = run(pictures / "e.yaml", out, expect=2, extra=extra)
        assert f"'{pictures / 'target.png'}' has changed" in refused.stderr
    shutil.copy(TARGET, pictures / "target.png")
    run(pictures / "e.yaml", out)


def test_however_it_is_named_an_experiment_is_the_same(pictures, tmp_path):
    (tmp_path / "link.yaml").symlink_to(pictures / "e.yaml")
    (tmp_path / "folder").symlink_to(pictures)
    names = [(pictures, "e.yaml"), (pictures, "./e.yaml"), (tmp_path, "own/e.yaml"),
             (tmp_path, str(pictures / "e.yaml")), (tmp_path, "link.yaml"),
             (tmp_path, "folder/e.yaml"), (pictures, "../own/../folder/e.yaml")]
    resolved = {moai("plan", "--resolved", name, cwd=folder).stdout for folder, name in names}
    assert len(resolved) == 1
    assert f"target: {pictures / 'target.png'}" in resolved.pop()


def test_from_its_own_folder_and_back(pictures):
    assert moai("run", "e.yaml", "--out", "o", "--quiet", cwd=pictures).returncode == 0
    assert moai("status", "o", cwd=pictures).returncode == 0
    assert moai("collect", "o", cwd=pictures).returncode == 0
    again = moai("run", pictures / "o/experiment.yaml", "--out", pictures / "o", "--quiet", cwd="/")
    assert again.returncode == 0, again.stderr


def test_a_run_whose_running_folder_is_removed_writes_it_again(tmp_path):
    experiment = tmp_path / "e.yaml"
    experiment.write_text(SHORT.replace("generations: 80", "generations: 400"))
    out = tmp_path / "out"
    process = start(experiment, out)
    assert wait_for(lambda: len(list((out / "running").rglob("*.h5"))) > 1)
    shutil.rmtree(out / "running", ignore_errors=True)
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 0, said
    assert "was removed while the trial ran. It is written again." in said
    run(experiment, tmp_path / "undisturbed")
    assert_same(out, tmp_path / "undisturbed")
