"""Packs an output folder as an artefact; whole or not at all.

    pack(results, Plan(to=Path("artefact"), licence="CC-BY-4.0", authors=["A. Author"]))

In it: results/ (the trials, unchanged), inputs/ (those whose licence is given) and inputs.json,
experiment.yaml (resolved, with the inputs beside it), source/, environment.json, commands.sh,
checklist.md, README.md, LICENSE, CITATION.cff, ro-crate-metadata.json, SHA256SUMS.
"""

from __future__ import annotations

import dataclasses
import datetime
import json
import pathlib
import shlex
import shutil
from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import UserError
from ..results import Results
from . import checklist, environment, inputs, metadata

DIGESTS = "SHA256SUMS"
# Of an output folder: what a job under way needs, and nobody after it.
_LEFT_OUT = ("running", "lock", "progress", "report.html")


@dataclasses.dataclass(frozen=True)
class Plan:
    """to: the new folder; licence: SPDX identifier of the data; input_licences: name of an input ->
    SPDX, for those that may be passed on; candidates: files that may be inputs; source: a checkout;
    program: moai."""

    to: pathlib.Path
    licence: str
    authors: Sequence[str]
    title: str = ""
    input_licences: Mapping[str, str] = dataclasses.field(default_factory=dict)
    candidates: Sequence[pathlib.Path] = ()
    source: pathlib.Path | None = None
    program: pathlib.Path | None = None


def pack(results: Results, plan: Plan) -> list[str]:
    """Writes the artefact; returns what its reader should know that it lacks. Throws UserError."""
    if plan.to.exists():
        raise UserError(f"{plan.to}: exists already (an artefact is a new folder)")
    if not results.files["finished"].any():
        raise UserError("no trial is finished yet (an artefact is about the ends of trials)")
    partial = plan.to.with_name(plan.to.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        warnings = _write(results, plan, partial)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    partial.rename(plan.to)
    return warnings


def _write(results: Results, plan: Plan, to: pathlib.Path) -> list[str]:
    folder = pathlib.Path(results.files["folder"].iloc[0])
    title = plan.title or ", ".join(dict.fromkeys(results.provenance()["experiment"]))
    shutil.copytree(folder, to / "results", ignore=lambda at, names: [
        name for name in names if pathlib.Path(at) == folder and name.startswith(_LEFT_OUT)])
    needed, included, warnings = _inputs(results, plan, to)
    places = {row.path: f"{inputs.FOLDER}/{row.name}" for row in needed.itertuples(index=False)}
    plain = (folder / "experiment.yaml").read_text(encoding="utf-8")
    (to / "experiment.yaml").write_text(inputs.moved(plain, places), encoding="utf-8")
    source = environment.source(plan.source, to / "source") if plan.source else {}
    recorded = environment.recorded(results)
    versions = [str(version) for version in recorded.get("moai_version", [])]
    warnings += _of_source(source, versions)
    unfinished = int((~results.files["finished"]).sum()) + max(
        results.planned - len(results.files), 0)
    if unfinished:
        warnings.append(f"{unfinished} planned trials are not finished and not in it")
    _texts(to, {
        "environment.json": json.dumps({"recorded by the trials": recorded, "source": source,
                                        "when packed": environment.of_packing(plan.program)},
                                       indent=1, default=str) + "\n",
        "commands.sh": _commands(recorded),
        "checklist.md": checklist.as_markdown(checklist.answers(
            results, recorded, source, needed, list(included), plan.licence)),
        "LICENSE": f"SPDX-License-Identifier: {plan.licence}\n{metadata.licence_url(plan.licence)}\n\n"
                   "Of everything here but source/ (see the LICENSE in it) and inputs/ (inputs.json).\n"})
    today = datetime.date.today().isoformat()
    _texts(to, {"CITATION.cff": metadata.citation(title, plan.authors, plan.licence, today, versions),
                "README.md": _readme(title, warnings)})
    (to / "ro-crate-metadata.json").write_text(metadata.crate(
        to, title, f"Trials of the experiment {title}, run with moai", plan.authors, plan.licence,
        today, versions, {f"{inputs.FOLDER}/{name}": licence for name, licence in included.items()}),
        encoding="utf-8")
    names = sorted(path.relative_to(to).as_posix() for path in to.rglob("*") if path.is_file())
    _texts(to, {DIGESTS: "".join(f"{inputs.digest(to / name)}  {name}\n" for name in names)})
    return warnings


def _inputs(results: Results, plan: Plan, to: pathlib.Path) -> tuple[Any, dict[str, str], list[str]]:
    needed = inputs.of(results)
    for name in plan.input_licences:
        if name not in set(needed["name"]):
            raise UserError(f"--input-licence: no trial reads a file '{name}' (they read "
                            f"{', '.join(needed['name']) or 'none'})")
    found = inputs.locate(needed, [*plan.candidates, *map(pathlib.Path, needed["path"])])
    included: dict[str, str] = {}
    rows, warnings = [], []
    for row in needed.itertuples(index=False):
        licence = plan.input_licences.get(row.name)
        if licence is None:
            warnings.append(f"{row.name} (SHA-256 {row.sha256}) is not in it: no licence was given "
                            "(--input-licence)")
        elif row.sha256 not in found:
            raise UserError(f"{row.path}: not there, or no longer what the trials read (SHA-256 "
                            f"{row.sha256}); name the file with --input")
        else:
            (to / inputs.FOLDER).mkdir(exist_ok=True)
            shutil.copyfile(found[row.sha256], to / inputs.FOLDER / row.name)
            included[row.name] = licence
        rows.append({"name": row.name, "sha256": row.sha256, "bytes": row.bytes, "licence": licence,
                     "recorded as": row.path})
    _texts(to, {"inputs.json": json.dumps(rows, indent=1) + "\n"})
    return needed, included, warnings


def _of_source(source: Mapping[str, Any], versions: Sequence[str]) -> list[str]:
    if not source:
        return ["the program's source is not in it (--source names a checkout)"]
    warnings = []
    for version in versions:
        commit = version.partition("+")[2].partition(".")[0]
        if commit and not source["commit"].startswith(commit):
            warnings.append(f"trials were run by moai {version}, the source is that of commit "
                            f"{source['commit'][:10]}")
        if version.endswith(".modified"):
            warnings.append(f"moai {version} was built with changes that were in no commit; the patch "
                            "is that of the checkout when it was packed")
    if source["untracked"]:
        warnings.append(f"{len(source['untracked'])} files of the checkout are in no commit and not in "
                        "it (environment.json names them)")
    return warnings


def _commands(recorded: Mapping[str, Sequence[Any]]) -> str:
    ranks = max((int(value) for value in recorded.get("ranks", [1])), default=1)
    launcher = f"mpirun -n {ranks} " if ranks > 1 else ""
    return (f"#!/bin/sh\n# What made results/, and what reads them. moai is the program, in the PATH.\n"
            f"# The trials were run by {', '.join(map(str, recorded.get('moai_version', [])))}.\n"
            f"set -e\n{launcher}moai run {shlex.quote('experiment.yaml')} --out again\n"
            "moai-compare results\nmoai-table1 results\nmoai-report results\n"
            "moai compare results again\n")


def _readme(title: str, warnings: Sequence[str]) -> str:
    lines = [f"# {title}", "", "Trials that were run with moai (many-objective algorithms on islands).",
             "", "| file | content |", "| --- | --- |",
             "| `results/` | the trials as HDF5 files, as moai wrote them |",
             "| `experiment.yaml` | the experiment, every key; inputs are looked for in `inputs/` |",
             "| `inputs/`, `inputs.json` | what the trials read, its SHA-256 and licence |",
             "| `commands.sh` | the commands that make and read the results |",
             "| `environment.json`, `source/` | versions, devices, the program's commit and changes |",
             "| `checklist.md` | questions of reproducibility forms, answered |",
             "| `ro-crate-metadata.json`, `CITATION.cff`, `LICENSE` | metadata (RO-Crate 1.1), citation, "
             "licence |",
             "| `SHA256SUMS` | of every file; `sha256sum -c SHA256SUMS` reads it |", "",
             "`moai-artefact check .` looks at all digests, runs a sample of the trials again and says "
             "whether they are the same, bit for bit.", ""]
    if warnings:
        lines += ["What is not here:", "", *[f"* {warning}" for warning in warnings], ""]
    return "\n".join(lines)


def _texts(folder: pathlib.Path, texts: Mapping[str, str]) -> None:
    for name, words in texts.items():
        (folder / name).write_text(words, encoding="utf-8")
