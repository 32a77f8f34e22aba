"""Runs a whole experiment from Python, for notebooks.

    import moai_experiment

    run = moai_experiment.run({"name": "mine", "seed": 1, "trials": 3,
                               "problem": {...}, "algorithm": "nsga2",
                               "budget": {"generations": 100}}, "out", ranks=2)
    run.summary          # a pandas frame, one row a trial
    run.designs()        # a pandas frame, one row a member of a final population

The mapping is what an experiment file holds. Running it again with the same folder continues what
was interrupted and adds nothing to what is finished.
"""
import pathlib
import shlex
import shutil
import subprocess
import tempfile
from typing import Any, Callable, List, Mapping, Optional, Tuple

import h5py
import numpy
import pandas
import yaml

RUN_AGAIN = 75  # exit code of moai that was stopped


class MoaiError(RuntimeError):
    """moai refused the experiment or failed; the message is what it said."""


class Run:
    """A finished run in the folder `out`."""

    def __init__(self, out: pathlib.Path) -> None:
        self.out = out

    @property
    def files(self) -> List[pathlib.Path]:
        """The trial files, by condition and number."""
        return sorted((self.out / "trials").rglob("*.h5"))

    @property
    def summary(self) -> pandas.DataFrame:
        """One row a trial: condition, trial, evaluations, best score and best raw value of each objective
        among the feasible members of the final population; NaN where nobody is feasible."""
        rows = []
        for path in self.files:
            with h5py.File(path) as file:
                names = [_text(name) for name in file["objectives/name"]]
                # Of an infeasible design the objectives do not count.
                violation = file["final/individuals/violation"][()][file["final/individual"][()]]
                fitness = numpy.where(violation[:, None] > 0.0, numpy.nan, file["final/fitness"][()])
                score = numpy.where(violation > 0.0, numpy.nan, file["final/score"][()])
                row = {"condition": _text(file.attrs["condition"]), "trial": int(file.attrs["trial"]),
                       "evaluations": int(file.attrs["evaluations"]),
                       "score": float(_largest(score))}
                row.update({name: _largest(fitness[:, m]) for m, name in enumerate(names)})
                rows.append(row)
        return pandas.DataFrame(rows)

    def failures(self) -> pandas.DataFrame:
        """One row an evaluation that failed: its variables x0, x1 ..., the reason and the end of the
        program's standard error."""
        frames = []
        for path in self.files:
            with h5py.File(path) as file:
                if "events/failures" not in file:
                    continue
                group = file["events/failures"]
                variables = group["variables"][()]
                frame = pandas.DataFrame(variables, columns=[f"x{i}" for i in range(variables.shape[1])])
                for name in ("reason", "standard_error"):
                    frame[name] = [_text(text) for text in group[name]]
                frame.insert(0, "generation", group["generation"][()])
                frame.insert(0, "trial", int(file.attrs["trial"]))
                frame.insert(0, "condition", _text(file.attrs["condition"]))
                frames.append(frame)
        return pandas.concat(frames, ignore_index=True) if frames else pandas.DataFrame()

    def designs(self) -> pandas.DataFrame:
        """One row a member of a final population: its variables x0, x1 ... and its fitness, larger
        is better: the sign of what is minimised is changed."""
        frames = []
        for path in self.files:
            with h5py.File(path) as file:
                names = [_text(name) for name in file["objectives/name"]]
                individuals = file["final/individual"][()]
                variables = file["final/individuals/genomes/variables"][()][individuals]
                frame = pandas.DataFrame(variables,
                                         columns=[f"x{i}" for i in range(variables.shape[1])])
                for m, name in enumerate(names):
                    frame[name] = file["final/fitness"][:, m]
                frame["score"] = file["final/score"][()]
                frame["violation"] = file["final/individuals/violation"][()][individuals]
                frame.insert(0, "trial", int(file.attrs["trial"]))
                frame.insert(0, "condition", _text(file.attrs["condition"]))
                frames.append(frame)
        return pandas.concat(frames, ignore_index=True) if frames else pandas.DataFrame()


def run(experiment: Mapping[str, Any], out: Any, *, ranks: int = 1, moai: str = "moai",
        launcher: str = "mpirun", progress: Optional[Callable[[str], None]] = print) -> Run:
    """Runs the experiment on so many ranks, and returns its results.

    experiment: what an experiment file holds; its paths are relative to the current folder. Its name,
        where it has none: that of the folder `out`.
    out: the folder of the results. Whatever is in it already of the same experiment is continued.
    moai: the program, a name that is looked for in PATH or a path.
    launcher: what ranks are started by, with its options: "mpirun --oversubscribe".
    progress: called with each line that moai says while it runs; None: with none.
    Throws MoaiError with moai's own words where it refuses or fails.
    """
    folder = pathlib.Path(out).resolve()
    program = shutil.which(moai)
    if program is None:
        raise MoaiError(f"there is no program '{moai}' (it runs experiments). Give moai=, its path.")
    with tempfile.NamedTemporaryFile("w", dir=".", prefix="moai-", suffix=".yaml") as file:
        yaml.safe_dump({"name": folder.name, **experiment}, file, sort_keys=False)
        file.flush()
        command = [program, "run", file.name, "--out", str(folder)]
        if ranks > 1:
            command = [*shlex.split(launcher), "-n", str(ranks), *command]
        code, said = _follow(command, progress)
    if code == RUN_AGAIN:
        raise MoaiError("moai was stopped before it was done. Run the same call again to continue.")
    if code != 0:
        raise MoaiError("\n".join(said[-20:]))
    return Run(folder)


def _follow(command: List[str], progress: Optional[Callable[[str], None]]) -> Tuple[int, List[str]]:
    """The exit code of a command, and the lines that it said."""
    said: List[str] = []
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line.rstrip())
                if progress is not None:
                    progress(said[-1])
        except BaseException:  # an interrupted cell: moai commits and leaves
            process.terminate()
            process.wait()
            raise
    return process.returncode, said


def _largest(values: Any) -> Any:
    return numpy.nan if numpy.isnan(values).all() else numpy.nanmax(values)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
