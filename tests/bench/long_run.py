#!/usr/bin/python3
"""Does a trial's memory stay flat, and what do recording and committing cost in a real run?

    tests/bench/long_run.py                       # 20,000 generations of image_match, 20 cells
    GENERATIONS=2000 CELLS=100 tests/bench/long_run.py

One trial of MOVE on one rank, pictures of 33 x 33 pixels, two objectives that cost little, so that
what grows with generations (events, lineage, history) would show. Prints the resident memory against
the share of the generations done, and then the share of each phase of the run time and the file's
size. MOAI names another program.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import h5py

HERE = pathlib.Path(__file__).resolve().parents[2]
MOAI = os.environ.get("MOAI", str(HERE / "build/release/moai"))
GENERATIONS = int(os.environ.get("GENERATIONS", "20000"))
CELLS = int(os.environ.get("CELLS", "20"))
TEXT = f"""
name: long-run
seed: 1
trials: 1
problem: {{type: image_match, target: {HERE}/experiments/targets/sunrise.png, size: [33, 33], objectives: [mse, ssim]}}
algorithm: {{type: move, cells: {CELLS}, functions_per_cell: 1}}
budget: {{generations: {GENERATIONS}}}
"""


def memory(pid):
    """Resident memory in MB, or None once the process has ended."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return None


def generation(out):
    """The generation last told in progress.json; 0 before the first."""
    try:
        running = json.loads((out / "progress.json").read_text())
        return int(running.get("generation", 0))
    except (OSError, ValueError):
        return 0


def sampled(command, out):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    samples = []
    while process.poll() is None:
        used = memory(process.pid)
        if used is not None:
            samples.append((generation(out), used))
        time.sleep(0.2)
    if process.returncode != 0:
        sys.exit(f"long_run.py: moai ended with code {process.returncode}")
    return samples


def main():
    with tempfile.TemporaryDirectory() as folder:
        experiment, out = pathlib.Path(folder) / "long.yaml", pathlib.Path(folder) / "out"
        experiment.write_text(TEXT)
        samples = sampled([MOAI, "run", str(experiment), "--out", str(out), "--quiet"], out)
        print("| generation | resident memory, MB |\n| ---: | ---: |")
        for tenth in range(1, 11):
            reached = [used for done, used in samples if done <= GENERATIONS * tenth / 10]
            print(f"| {GENERATIONS * tenth // 10} | {reached[-1]:.0f} |")
        path, = (out / "trials").glob("*/*.h5")
        with h5py.File(path) as trial:
            seconds = float(trial.attrs["wall_seconds"])
            print(f"\n{path.stat().st_size / 1e6:.1f} MB, {int(trial.attrs['evaluations'])} "
                  f"evaluations in {seconds:.0f} s:")
            for name, value in zip(trial["/timing/phase"][:], trial["/timing/seconds"][:]):
                print(f"  {name.decode():10} {value / seconds:7.2%}")


if __name__ == "__main__":
    main()
