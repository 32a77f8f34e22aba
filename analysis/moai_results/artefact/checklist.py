"""The questions of reproducibility forms, answered as far as the files of the trials know.

The topics are those of GECCO's reproducibility form and of M. Lopez-Ibanez, J. Branke, L. Paquete,
"Reproducibility in evolutionary computation", ACM Transactions on Evolutionary Learning and
Optimization 1(4), 2021; the wording is moai's. What only authors know is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from .. import planned
from ..results import Results

OPEN = "TO BE FILLED IN BY THE AUTHORS"


def _several(values: Sequence[Any]) -> str:
    shown = [str(value) for value in values]
    return ", ".join(shown) if len(shown) <= 6 else f"{shown[0]} to {shown[-1]} ({len(shown)})"


def _sizes(results: Results) -> str:
    counts = results.files[results.files["finished"]]["condition"].value_counts()
    if counts.empty:
        return "no trial is finished"
    least, most = counts.min(), counts.max()
    each = f"{most}" if least == most else f"{least} to {most}"
    return f"{each} finished of each of {len(counts)} conditions ({int(counts.sum())} in all)"


def _tests(results: Results) -> str:
    tests = planned.of(results)
    if not tests:
        return "none was planned in the experiment file; every comparison is exploratory"
    words = [f"{test.value}: {test.kind} of {', '.join(test.conditions[:4])}"
             + (" ..." if len(test.conditions) > 4 else "")
             + (f", margin {test.margin:g}" if test.margin else "") for test in tests]
    return ("planned in the experiment file before the first trial, exact rank tests, corrected (Holm) for "
            "their number: " + "; ".join(words))


def answers(results: Results, recorded: dict[str, list[Any]], source: dict[str, Any],
            needed: pd.DataFrame, included: Sequence[str],
            licence: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(topic, [(question, answer)]). recorded: environment.recorded(); source: environment.source(),
    empty without; needed: inputs.of(); included: names of the inputs that are packed."""
    frame = results.provenance()
    seconds = results.timing().drop(columns=["condition", "trial"]).to_numpy().sum() / 3600.0
    missing = [name for name in needed["name"] if name not in included]
    evaluations = frame["evaluations"].dropna() if "evaluations" in frame else pd.Series(dtype=float)
    return [
        ("Algorithm and problem", [
            ("Which algorithms?", _several(sorted(frame["algorithm"].unique()))),
            ("Which problems?", _several(sorted(frame["problem"].unique()))),
            ("Where are all parameter values?", "experiment.yaml (every key, defaults too); in every trial "
             "file as its attribute config"),
            ("How were the values chosen?", OPEN)]),
        ("Experiments", [
            ("How many independent trials?", _sizes(results)),
            ("What ends a trial?", "budget in experiment.yaml; " + (
                f"{evaluations.min():,.0f} to {evaluations.max():,.0f} evaluations were made"
                if len(evaluations) else "no trial is finished")),
            ("Are random seeds given?", f"yes: {_several(sorted(frame['seed'].unique()))}; every draw "
             "follows from it, the condition's name and the trial's number"),
            ("Same random environment in all conditions?", "yes (seeds: paired)" if results.paired
             else "no (seeds: independent)"),
            ("Can trials be repeated bit for bit?",
             "yes, on the same type of device" if frame["reproducible"].all()
             else "not those with asynchronous migration or refinement on a GPU")]),
        ("Data", [
            ("Which files do the trials read?", ", ".join(
                f"{row.name} (SHA-256 {row.sha256})" for row in needed.itertuples(index=False)) or "none"),
            ("Are they in the artefact?", "yes" if not missing else f"not {', '.join(missing)}")]),
        ("Infrastructure", [
            ("Program and version?", f"moai {_several(recorded.get('moai_version', []))}"
             + (f", commit {source['commit']}" if source else "")
             + (" with local changes (source/local-changes.patch)" if source.get("changed") else "")),
            ("Libraries?", f"LibTorch {_several(recorded.get('libtorch', []))}; environment.json"),
            ("Hardware?", _several(recorded.get("device", []))),
            ("Ranks and threads?", f"ranks {_several(recorded.get('ranks', []))}, threads "
             f"{_several(recorded.get('threads', []))}"),
            ("How much computing time?", f"{seconds:,.1f} hours over all trials (summed phases)")]),
        ("Analysis", [
            ("Which statistical tests?", _tests(results)),
            ("Are effect sizes and intervals given?", "yes: Vargha and Delaney's A, the shift of Hodges and "
             "Lehmann with its interval"),
            ("Where are the raw data?", "results/: every trial as an HDF5 file"),
            ("Which figures and tables of the paper come from which command?", OPEN)]),
        ("Artefact", [
            ("Licence?", licence),
            ("Permanent identifier (DOI)?", OPEN),
            ("How is it checked?", "moai-artefact check FOLDER: digests, and a sample of the trials run "
             "again and compared bit for bit")])]


def as_markdown(topics: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """The list as a page."""
    lines = ["# Reproducibility checklist", "", "Filled in from the files of the trials; what they do not "
             f"know says {OPEN}.", ""]
    for topic, questions in topics:
        lines += [f"## {topic}", ""]
        lines += [f"* **{question}** {answer}" for question, answer in questions] + [""]
    return "\n".join(lines)
