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
import shutil
import subprocess
from typing import Any, Callable, Dict, List, Mapping, Optional

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
    """Writes the experiment beside `out`, runs it on so many ranks, and returns its results.

    progress: called with each line that moai says while it runs; None: with none.
    Throws MoaiError with moai's own words where it refuses or fails.
    """
    folder = pathlib.Path(out).resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    path = folder.parent / (folder.name + ".yaml")
    path.write_text(yaml.safe_dump(dict(experiment), sort_keys=False))
    program = shutil.which(moai)
    if program is None:
        raise MoaiError(f"there is no program '{moai}' (it runs experiments). Give moai=, its path.")
    command = [program, "run", str(path), "--out", str(folder)]
    if ranks > 1:
        command = [launcher, "-n", str(ranks), *command]
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
    if process.returncode == RUN_AGAIN:
        raise MoaiError("moai was stopped before it was done. Run the same call again to continue.")
    if process.returncode != 0:
        raise MoaiError("\n".join(said[-20:]))
    return Run(folder)


def _largest(values: Any) -> Any:
    return numpy.nan if numpy.isnan(values).all() else numpy.nanmax(values)


def _text(value: Any) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)
