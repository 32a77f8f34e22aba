#!/usr/bin/python3
"""What an evaluation costs through each door: processor time of NSGA-II on ZDT1 (30 variables), 100 children a generation.

usage: tests/bench/doors/doors.py [--generations 200] [--repeat 3] [--pymoo PYTHON]

Prints microseconds of processor time (user and system, of all processes) for an evaluation of the whole run, medians,
and what is more than for the built-in function: the door, and in pymoo's rows the whole of its own search.
"""
import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]
MOAI = os.environ.get("MOAI", str(REPOSITORY / "build/release/moai"))
EXPERIMENT = """
name: {name}
problem: {problem}
algorithm: {{type: nsga2, population: 100}}
budget: {{generations: {generations}}}
record: {{history: {generations}, lineage: none}}
"""
OWN = ("variables: [{type: real, count: 30, minimum: [0], maximum: [1]}], "
       "objectives: [{type: minimise, range: [0, 1]}, {type: minimise, range: [0, 6]}]}")
DOORS = {
    "built in": "{type: benchmark, function: zdt1}",
    "library, C": "{type: library, file: library.so, " + OWN,
    "lines, C": "{type: external, command: [lines], " + OWN,
    "lines, Python": f"{{type: external, command: [python3, {HERE / 'serve.py'}], " + OWN,
    "a process for each, from sh": f"{{type: external, command: [sh, {HERE / 'fork.sh'}, lines], " + OWN,
}


def processor_seconds(command):
    """Of a command and all that it started and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1",
                       PYTHONPATH=str(REPOSITORY / "analysis"))
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def per_evaluation(make_command, generations, repeat):
    """Median microseconds, less what starting costs: the difference between two lengths of run."""
    seconds = [processor_seconds(make_command(generations + 10)) - processor_seconds(make_command(10))
               for _ in range(repeat)]
    return 1e6 * statistics.median(seconds) / (100 * generations)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generations", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--pymoo", metavar="PYTHON", help="an interpreter that has pymoo")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-I", REPOSITORY / "include", HERE / "library.c", "-o",
                        folder / "library.so", "-lm"], check=True)
        subprocess.run(["cc", "-O2", HERE / "lines.c", "-o", folder / "lines", "-lm"], check=True)
        runs = iter(range(10**6))

        def moai(problem):
            def command(generations):
                number = next(runs)
                path = folder / f"{number}.yaml"
                path.write_text(EXPERIMENT.format(name=f"door{number}", problem=problem, generations=generations))
                return [MOAI, "run", path, "--out", folder / f"out{number}", "--quiet"]
            return command

        rows = {door: moai(problem) for door, problem in DOORS.items()}
        if arguments.pymoo:
            for kind in ("rows", "elements"):
                rows[f"pymoo, {kind}"] = lambda generations, kind=kind: [
                    arguments.pymoo, HERE / "in_pymoo.py", str(generations), kind]
        built_in = None
        print(f"load {os.getloadavg()[0]:.1f}; microseconds of processor time for an evaluation")
        print(f"{'door':30} {'whole run':>10} {'more than built in':>20}", flush=True)
        for door, command in rows.items():
            slow = door.startswith("a process")
            cost = per_evaluation(command, max(1, arguments.generations // 20) if slow else arguments.generations,
                                  arguments.repeat)
            built_in = cost if built_in is None else built_in
            print(f"{door:30} {cost:10.1f} {cost - built_in:20.1f}", flush=True)


if __name__ == "__main__":
    main()
