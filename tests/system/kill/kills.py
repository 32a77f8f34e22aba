#!/usr/bin/python3
"""Kills runs with SIGKILL at random moments, continues them, and compares what they recorded with
undisturbed runs.

    tests/system/kill/kills.py --kills 500 --seed 1      # by hand; MOAI=... names another program

Every algorithm of `moai list algorithms`, with pictures and with a test function, alone and on three
islands in a ring, takes its turn on 1 to 4 ranks. The seed fixes the schedule: which run, how many
ranks, and after what share of an undisturbed run's time each kill comes.
"""
import argparse
import itertools
import pathlib
import random
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from harness import TARGET, assert_same, finish, kill_hard, moai, run, start, wait_for  # noqa: E402

EXPERIMENT = """
name: killed
seed: 11
trials: 2
problem: {problem}
algorithm: {{type: {algorithm}{options}}}
budget: {{generations: {generations}}}
record: {{commit_every: 0.05, images: 3}}
{islands}
"""
PROBLEMS = {
    "image": (f"{{type: image_match, target: {TARGET}, size: [33, 33], objectives: [mse, ssim, gmsd]}}", 150),
    "function": ("{type: benchmark, function: dtlz2}", 6000),
}
SIZES = {"move": ", cells: 6, functions_per_cell: 1", "nsga2": ", population: 12",
         "omni": ", population: 12", "hillclimber": ", children: 6", "random_search": ", children: 6"}
ISLANDS = {"alone": "",
           "ring": "islands: {count: 3, topology: ring, migration: {every: 5, send: 1}}"}


def algorithms():
    """The names that the program lists; a new one joins the test by itself."""
    lines = moai("list", "algorithms").stdout.splitlines()
    return [line.split()[0] for line in lines if line.strip()]


class Case:
    """An experiment, what it records undisturbed, and how long it computes for that."""

    def __init__(self, folder, algorithm, problem, islands):
        self.name = f"{algorithm}, {problem}, {islands}"
        self.folder = folder / f"{algorithm}-{problem}-{islands}"
        self.folder.mkdir()
        text, generations = PROBLEMS[problem]
        self.experiment = self.folder / "killed.yaml"
        self.experiment.write_text(EXPERIMENT.format(
            problem=text, algorithm=algorithm, options=SIZES.get(algorithm, ""),
            generations=generations // (3 if islands == "ring" else 1), islands=ISLANDS[islands]))
        self.islands = islands
        self.reference = self.folder / "undisturbed"
        process = start(self.experiment, self.reference, ranks=0)
        wait_for(lambda: process.poll() is not None or (self.reference / "lock").exists())
        begin = time.time()
        said, _ = finish(process, 600)
        assert process.returncode == 0, f"{self.name}: {said}"
        self.seconds = time.time() - begin

    def kill_and_compare(self, schedule, kills, number):
        """Kills one run up to `kills` times, until it is done; returns how often."""
        ranks = schedule.randint(1, 4)
        options = ["--lanes", str(schedule.randint(1, 2))]
        if self.islands == "ring" and ranks % 2 == 0:
            options += ["--ranks-per-trial", "2"]
        out = self.folder / f"killed-{number}"
        done = 0
        while done < kills:
            early = schedule.random() < 0.2  # before any work: while MPI and LibTorch start
            share = schedule.random()
            process = start(self.experiment, out, ranks=ranks, extra=options)
            if not early:
                wait_for(lambda: process.poll() is not None or (out / "lock").exists())
            end = time.time() + share * self.seconds
            while time.time() < end and process.poll() is None:
                time.sleep(0.002)
            if process.poll() is not None:
                assert process.returncode == 0, f"{self.name}, {ranks} ranks: {process.stdout.read()}"
                break
            kill_hard(process)
            done += 1
        run(self.experiment, out, ranks=ranks, extra=options)
        assert_same(self.reference, out)
        assert_tidy(out)
        shutil.rmtree(out)
        return done


def assert_tidy(out):
    """A kill damages no file, and what it left half written is gone in the end."""
    left = [str(path) for pattern in ("*.tmp-*", "*.rejected", "lock*") for path in out.rglob(pattern)]
    left += [str(path) for path in out.glob("running/*/*/*")]
    assert not left, left


def campaign(kills, seed, folder, say=print):
    """`kills` kills, spread over all cases in a random order. Returns the number of runs."""
    schedule = random.Random(seed)
    names = list(itertools.product(algorithms(), PROBLEMS, ISLANDS))
    schedule.shuffle(names)
    each = min(4, max(1, kills // len(names)))
    cases, killed, runs = {}, 0, 0
    for name in itertools.cycle(names):
        if killed >= kills:
            return runs
        if name not in cases:
            cases[name] = Case(pathlib.Path(folder), *name)
        done = cases[name].kill_and_compare(schedule, min(each, kills - killed), runs)
        killed += done
        runs += 1
        say(f"{killed:4d} kills, {runs} runs equal ({', '.join(name)}: {done})", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="moai-kills-") as folder:
        campaign(arguments.kills, arguments.seed, folder)
