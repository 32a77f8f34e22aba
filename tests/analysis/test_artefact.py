"""If one of these fails, a referee gets a folder that lacks what it claims, or a wrong "the same"."""

import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys

import h5py
import numpy as np
import pytest
import yaml

import toy_files
import toy_move
from conftest import REPOSITORY
from moai_results import open_results
from moai_results.artefact import check, inputs, pack
from moai_results.errors import UserError

MOAI = os.environ.get("MOAI")


@pytest.fixture
def folder(tmp_path):
    """Toy trials that read a picture."""
    out = tmp_path / "out"
    toys = {name: [toy_move.run(seed=seed, generations=5) for seed in (1, 2)] for name in ("a", "b")}
    toy_files.write_experiment(out, toys)
    picture = tmp_path / "in" / "target.png"
    picture.parent.mkdir()
    picture.write_bytes(b"picture")
    text = f"name: toy\ntrials: 2\nproblem:\n  target: {picture}\n"
    for path in out.glob("trials/*/*.h5"):
        with h5py.File(path, "r+") as file:
            file.attrs["config"] = text
            file["inputs/path"] = np.array([str(picture)], dtype="S")
            file["inputs/sha256"] = np.array([hashlib.sha256(b"picture").hexdigest()], dtype="S")
            file["inputs/bytes"] = np.array([7], np.uint64)
    (out / "experiment.yaml").write_text(text)
    (out / "lock").write_text("host")
    return out


def _plan(tmp_path, **more):
    return pack.Plan(to=tmp_path / "artefact", licence="CC-BY-4.0", authors=["A. Author"], **more)


def test_everything_is_in_it_and_said(folder, tmp_path):
    warnings = pack.pack(open_results(folder), _plan(tmp_path, input_licences={"target.png": "MIT"}))
    there = tmp_path / "artefact"
    assert (there / "inputs/target.png").read_bytes() == b"picture"
    assert yaml.safe_load((there / "experiment.yaml").read_text())["problem"] == {
        "target": "inputs/target.png"}
    assert not (there / "results/lock").exists() and (there / "results/trials/a/1.h5").exists()
    crate = json.loads((there / "ro-crate-metadata.json").read_text())["@graph"]
    entities = {entity["@id"]: entity for entity in crate}
    assert entities["ro-crate-metadata.json"]["conformsTo"]["@id"].endswith("ro/crate/1.1")
    root = entities["./"]
    assert all(part["@id"] in entities for part in root["hasPart"])
    assert {"results/trials/b/0.h5", "checklist.md"} <= {part["@id"] for part in root["hasPart"]}
    assert entities["inputs/target.png"]["license"]["@id"].endswith("/MIT")
    assert root["license"]["@id"] in entities and root["author"] == [{"@id": "#author-1"}]
    citation = yaml.safe_load((there / "CITATION.cff").read_text())
    assert citation["authors"] == [{"name": "A. Author"}] and citation["license"] == "CC-BY-4.0"
    page = (there / "checklist.md").read_text()
    assert "2 finished of each of 2 conditions (4 in all)" in page
    assert "**Are they in the artefact?** yes" in page and "TO BE FILLED IN" in page
    assert warnings == ["the program's source is not in it (--source names a checkout)"]
    listed = (there / "SHA256SUMS").read_text().splitlines()
    assert len(listed) == sum(path.is_file() for path in there.rglob("*")) - 1
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=there, check=True)


def test_an_input_without_a_licence_stays_out(folder, tmp_path):
    warnings = pack.pack(open_results(folder), _plan(tmp_path))
    assert not (tmp_path / "artefact/inputs").exists()
    assert "target.png" in warnings[0] and "no licence" in warnings[0]
    listed, = json.loads((tmp_path / "artefact/inputs.json").read_text())
    assert listed["licence"] is None and listed["sha256"] == hashlib.sha256(b"picture").hexdigest()
    found = check.check(tmp_path / "artefact", tmp_path / "no-program")
    assert [finding.good for finding in found] == [True, False]
    assert "target.png is not here" in found[1].words


def test_an_input_that_has_changed_is_not_packed(folder, tmp_path):
    (tmp_path / "in/target.png").write_bytes(b"another")
    plan = _plan(tmp_path, input_licences={"target.png": "MIT"})
    with pytest.raises(UserError, match="no longer what the trials read"):
        pack.pack(open_results(folder), plan)
    assert not list(tmp_path.glob("artefact*"))  # nothing half-written is left
    (tmp_path / "elsewhere.png").write_bytes(b"picture")
    plan = _plan(tmp_path, input_licences={"target.png": "MIT"},
                 candidates=[tmp_path / "elsewhere.png"])
    pack.pack(open_results(folder), plan)
    assert (tmp_path / "artefact/inputs/target.png").read_bytes() == b"picture"
    with pytest.raises(UserError, match="exists already"):
        pack.pack(open_results(folder), plan)


def test_what_was_changed_or_added_is_found(folder, tmp_path):
    pack.pack(open_results(folder), _plan(tmp_path))
    there = tmp_path / "artefact"
    (there / "checklist.md").write_text("all good")
    (there / "more.txt").write_text("x")
    found = check.check(there, tmp_path / "no-program")
    assert [finding.good for finding in found[:2]] == [False, False]
    assert "checklist.md" in found[0].words and "more.txt" in found[1].words
    with pytest.raises(UserError, match="no artefact"):
        check.check(folder, tmp_path / "no-program")


def test_source_and_its_changes_are_packed(folder, tmp_path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()

    def git(*words):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
                       cwd=checkout, check=True, capture_output=True)

    git("init", "-q")
    (checkout / "a.txt").write_text("one\n")
    git("add", "a.txt")
    git("commit", "-qm", "one")
    (checkout / "a.txt").write_text("two\n")
    (checkout / "b.txt").write_text("new\n")
    warnings = pack.pack(open_results(folder), _plan(tmp_path, source=checkout))
    patch = (tmp_path / "artefact/source/local-changes.patch").read_text()
    assert "-one" in patch and "+two" in patch
    assert len(list((tmp_path / "artefact/source").glob("moai-*.tar.gz"))) == 1
    assert any("1 files of the checkout are in no commit" in warning for warning in warnings)
    assert "with local changes" in (tmp_path / "artefact/checklist.md").read_text()
    with pytest.raises(UserError, match="no git checkout"):
        pack.pack(open_results(folder), pack.Plan(tmp_path / "b", "MIT", ["x"], source=tmp_path))


def test_paths_are_replaced_at_once():
    assert inputs.moved("a: /x/t.png\nb: t.png", {"/x/t.png": "in/t.png", "t.png": "y.png"}) == (
        "a: in/t.png\nb: y.png")


EXPERIMENT = f"""
name: tiny
seed: 3
trials: 3
problem:
  type: image_match
  target: {REPOSITORY / 'experiments/targets/sunrise.png'}
  size: [16, 16]
  genome: {{type: cppn}}
  objectives: [mse, psnr]
algorithm: {{type: move, cells: 6, functions_per_cell: 1}}
budget: {{generations: 6}}
sweep: {{algorithm.jumps: [none, unlimited]}}
"""


@pytest.mark.skipif(not MOAI, reason="MOAI does not name the program")
@pytest.mark.parametrize("packed", [False, True])
def test_a_sample_is_run_again_wherever_the_folder_is(tmp_path, packed):
    (tmp_path / "tiny.yaml").write_text(EXPERIMENT, encoding="utf-8")
    subprocess.run([MOAI, "run", tmp_path / "tiny.yaml", "--out", tmp_path / "out", "--quiet"], check=True)
    if packed:
        subprocess.run([MOAI, "pack", tmp_path / "out"], check=True, capture_output=True)
    command = [sys.executable, REPOSITORY / "analysis/artefact.py"]
    subprocess.run([*command, "pack", tmp_path / "out", "--to", tmp_path / "packed", "--licence",
                    "CC0-1.0", "--author", "A", "--input-licence", "sunrise.png=MIT", "--program", MOAI],
                   check=True, capture_output=True)
    shutil.move(tmp_path / "packed", tmp_path / "elsewhere")
    done = subprocess.run([*command, "check", tmp_path / "elsewhere", "--program", MOAI], text=True,
                          capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("the same, bit for bit") == 2
    if packed:
        return
    other = tmp_path / "other-moai"  # one that draws other numbers
    other.write_text(f"""#!/bin/sh
if [ "$1" = run ]; then sed -i 's/^seed: 3/seed: 4/' "$2"; fi
exec {MOAI} "$@"
""")
    other.chmod(other.stat().st_mode | stat.S_IXUSR)
    done = subprocess.run([*command, "check", tmp_path / "elsewhere", "--program", other, "--sample", "1"],
                          text=True, capture_output=True, check=False)
    assert done.returncode == 1 and "DIFFERENT from what moai" in done.stdout
    assert "config: seed is 3 and 4" in done.stdout
