"""Checks an artefact: its digests, its inputs, and a sample of its trials, run again.

    findings = check(Path("artefact"), Path("moai"), sample=2)
    all(finding.good for finding in findings)
"""

from __future__ import annotations

import dataclasses
import json
import pathlib
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .. import config
from ..errors import UserError
from ..results import Results, open_results
from ..statistics import SEED
from . import inputs
from .pack import DIGESTS

# Differences of a trial that are written out.
MOST_SHOWN = 10


@dataclasses.dataclass(frozen=True)
class Finding:
    """One thing that was looked at, in words, and whether it is as it should be."""

    good: bool
    words: str


def check(folder: pathlib.Path, program: pathlib.Path, sample: int = 2, seed: int = SEED,
          launcher: str = "", candidates: Sequence[pathlib.Path] = (),
          tell: Callable[[Finding], None] = lambda finding: None) -> list[Finding]:
    """What was found, in order; tell: called with each at once. candidates: files that may be inputs
    which the artefact lacks; launcher: what starts ranks. Throws UserError for no artefact."""
    found: list[Finding] = []

    def say(good: bool, words: str) -> None:
        found.append(Finding(good, words))
        tell(found[-1])

    _digests(folder, say)
    results = open_results(folder / "results")
    places = _places(folder, results, candidates, say)
    if places is None:
        return found
    done = results.files[results.files["finished"]].merge(
        results.provenance()[["condition", "trial", "reproducible"]].astype({"condition": str}),
        on=["condition", "trial"])
    able = done[done["reproducible"] == 1]
    if len(able) < len(done):
        say(True, f"{len(done) - len(able)} trials cannot be repeated bit for bit (asynchronous "
            "migration, or refinement on a GPU) and are left out of the sample")
    rng = np.random.Generator(np.random.Philox(seed))
    chosen = sorted(rng.choice(len(able), min(sample, len(able)), replace=False))
    for number in chosen:
        row = able.iloc[number]
        _again(folder, results, program, launcher, places, (row["condition"], int(row["trial"])), say)
    return found


Say = Callable[[bool, str], None]


def _digests(folder: pathlib.Path, say: Say) -> None:
    try:
        lines = (folder / DIGESTS).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UserError(f"{folder}: no artefact ({DIGESTS}: {error.strerror})") from error
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    bad = [name for name, digest in listed.items()
           if not (folder / name).is_file() or inputs.digest(folder / name) != digest]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    added = sorted(there - set(listed) - {DIGESTS})
    if bad:
        say(False, f"{len(bad)} of {len(listed)} files are missing or changed: {', '.join(bad[:5])}")
    else:
        say(True, f"{len(listed)} files have the digests of {DIGESTS}")
    if added:
        say(False, f"{len(added)} files are not in {DIGESTS}: {', '.join(added[:5])}")


def _places(folder: pathlib.Path, results: Results, candidates: Sequence[pathlib.Path],
            say: Say) -> dict[str, str] | None:
    """Recorded path -> where that content is; None where one is lacking."""
    needed = inputs.of(results)
    own = sorted((folder / inputs.FOLDER).glob("*"))
    found = inputs.locate(needed, [*own, *candidates])
    lacking = [row for row in needed.itertuples(index=False) if row.sha256 not in found]
    for row in lacking:
        say(False, f"{row.name} is not here, so that no trial can be run again; name a file of SHA-256 "
            f"{row.sha256} with --input")
    if lacking:
        return None
    if len(needed):
        say(True, f"{len(needed)} inputs have the content that the trials read")
    # Trials of one folder may name one content by several paths.
    places: dict[str, str] = {}
    for file in results.files.itertuples():
        with results.open_trial(file.condition, file.trial) as trial:
            places |= {path: str(found[digest].resolve()) for path, digest in trial.inputs().items()}
    return places


def _again(folder: pathlib.Path, results: Results, program: pathlib.Path, launcher: str,
           places: dict[str, str], which: tuple[str, int], say: Say) -> None:
    condition, number = which
    with results.open_trial(*which) as trial:
        recorded = trial.attributes["config"]
        version = trial.attributes["moai_version"]
    trials = max(int(config.parse(recorded)["trials"]), number + 1)
    with tempfile.TemporaryDirectory(prefix="moai-check-") as work:
        here = pathlib.Path(work)
        (here / "trial.yaml").write_text(inputs.moved(recorded, places), encoding="utf-8")
        command = [*shlex.split(launcher), str(program), "run", str(here / "trial.yaml"), "--out",
                   str(here / "again"), "--quiet"]
        if trials > 1:
            command += ["--shard", f"{number + 1}/{trials}"]
        name = f"{condition}, trial {number}"
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        made = sorted((here / "again").glob("trials/*/*.h5"))
        if done.returncode or [path.stem for path in made] != [str(number)]:
            words = (done.stderr or done.stdout).strip().splitlines()
            say(False, f"{name}: could not be run again (code {done.returncode}: "
                f"{words[-1] if words else 'no trial was written'})")
            return
        differences = _of_config(recorded, _config_of(here / "again"), places)
        differences += _differences(folder, here / "again", made[0], program)
    if differences:
        say(False, f"{name}: DIFFERENT from what moai {version} recorded:\n  "
            + "\n  ".join(differences[:MOST_SHOWN]) + (
                f"\n  and {len(differences) - MOST_SHOWN} more" if len(differences) > MOST_SHOWN else ""))
    else:
        say(True, f"{name}: the same, bit for bit")


def _config_of(folder: pathlib.Path) -> str:
    results = open_results(folder)
    row = results.files.iloc[0]
    with results.open_trial(row["condition"], int(row["trial"])) as trial:
        return str(trial.attributes["config"])


def _differences(folder: pathlib.Path, again: pathlib.Path, made: pathlib.Path,
                 program: pathlib.Path) -> list[str]:
    """What `moai compare` says of this one trial, but for where its inputs lay and its configuration."""
    done = subprocess.run([str(program), "compare", str(folder / "results"), str(again)],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or " compared, " not in done.stdout:
        return [done.stderr.strip() or done.stdout.strip() or "moai compare failed"]
    prefix = f"{made.parent.name}/{made.stem}: "
    lines = [line[len(prefix):] for line in done.stdout.splitlines() if line.startswith(prefix)]
    return [line for line in lines if not line.startswith(("/inputs/path:", "/@config:"))]


def _of_config(recorded: str, made: str, places: dict[str, str]) -> list[str]:
    """Whether both say the same when paths of inputs are taken to be where they are now."""
    def meaning(text: str) -> dict[str, Any]:
        read = config.parse(inputs.moved(text, places))
        return {key: value for key, value in read.items() if key not in ("trials", "analysis")}

    first, second = meaning(recorded), meaning(made)
    return [f"config: {key} is {json.dumps(first.get(key))} and {json.dumps(second.get(key))}"
            for key in dict.fromkeys([*first, *second]) if first.get(key) != second.get(key)]
