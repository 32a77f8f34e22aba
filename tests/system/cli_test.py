"""If these fail, the program's commands do not do what their help says, or a mistake of the user
ends in another exit code than 2, a trace, or no word of explanation.

Usage: python3 -m pytest tests/system/cli_test.py   (MOAI: the program, SOURCE: the repository)
"""
import os
import pathlib
import shutil
import subprocess

import pytest

SOURCE = pathlib.Path(os.environ.get("SOURCE", pathlib.Path(__file__).parents[2]))
MOAI = os.environ.get("MOAI", str(SOURCE / "build/release/moai"))


def moai(*arguments, cwd=None):
    return subprocess.run([MOAI, *map(str, arguments)], capture_output=True, text=True, cwd=cwd,
                          timeout=60)


def refused(*arguments):
    """Standard error of a call that has to end with exit code 2 and say nothing else."""
    result = moai(*arguments)
    assert result.returncode == 2, result
    assert result.stdout == "" or not arguments
    return result.stderr


@pytest.fixture
def pilot(tmp_path):
    (tmp_path / "target.png").write_bytes((SOURCE / "experiments/targets/sunrise.png").read_bytes())

    def write(text, name="pilot.yaml"):
        path = tmp_path / name
        path.write_text("problem: {target: target.png, objectives: [mse, ssim, gmsd]}\n"
                        "algorithm: {functions_per_cell: 3, cells: 20}\n" + text)
        return path

    return write


def test_without_arguments_it_explains_itself():
    result = moai()
    assert result.returncode == 2
    assert "usage: moai COMMAND" in result.stdout
    for command in ("validate", "plan", "explain", "list"):
        assert f"\n  {command} " in moai("help").stdout
        assert moai(command, "--help").stdout.startswith(f"usage: moai {command} ")
    assert moai("--version").stdout.startswith("moai ")


def test_misspelt_commands_and_options_are_told_with_the_nearest():
    assert refused("valdate") == "'valdate' is no command of moai. Did you mean 'validate'?\n"
    assert "the option '--resolvd' is not known. Did you mean '--resolved'?" in refused(
        "plan", "x.yaml", "--resolvd")
    assert "moai plan: FILE is missing. usage: moai plan FILE" in refused("plan")


def test_validate_accepts_every_experiment_of_the_repository(tmp_path):
    folder = tmp_path / "experiments"
    shutil.copytree(SOURCE / "experiments", folder)
    subprocess.run(["cc", "-shared", "-fPIC", "-I", SOURCE / "include", "water.c", "-o", "libwater.so", "-lm"],
                   cwd=folder / "simulator", check=True)
    files = sorted(folder.rglob("*.yaml"))
    assert files
    result = moai("validate", *files)
    assert result.returncode == 0, result.stderr
    assert result.stdout.count(": fine (") == len(files)


def test_validate_tells_everything_that_is_wrong(pilot):
    good = pilot("trials: 2\n", "good.yaml")
    bad = pilot("trials: 0\nbudget: {generation: 3}\n", "bad.yaml")
    result = moai("validate", good, bad)
    assert result.returncode == 2
    assert result.stdout.splitlines()[0] == f"{good}: fine (1 condition, 2 trials)"
    assert result.stderr == (
        f"{bad}:3:9: trials: 0 is too small (an integer from 1 to 1000000 is expected).\n"
        f"{bad}:4:10: budget.generation: this key is not known here. Did you mean 'generations'?\n")


@pytest.mark.parametrize("text, words", [
    ("problem: {target: none.png}", "problem.target: the file 'none.png' cannot be found"),
    ("algorithm: {type: mov}", "algorithm.type: 'mov' is not known here. Did you mean 'move'?"),
    ("problem: {objectives: [mse, sim]}", "problem.objectives[1]: 'sim' is not known here."),
    ("algorithm: {functions_per_cell: 4}", "algorithm.functions_per_cell: 4"),
    ("problem: {objectives: [mse]}\nalgorithm: {functions_per_cell: 3}",
     "algorithm.functions_per_cell: 3"),
    ("seed: nan", "seed: 'nan' is not a finite number"),
    ("a: [1, 2", "this is not YAML ("),
    ("- 1\n- 2", "the file holds a list"),
    ("x: &x [*x]", "this alias lies inside what it stands for"),
    ("extends: self.yaml", "leads back to a file that extends this one"),
    ("\x00\x01", "this is no YAML file"),
    ("problem: {type: image_match}", "problem.target: "),
], ids=lambda value: value.split("\n")[0][:30])
def test_one_clear_error_for_bad_input(tmp_path, text, words):
    path = tmp_path / "self.yaml"
    path.write_text(text)
    for command in ("validate", "plan"):
        message = refused(command, path)
        assert words in message
        assert message.startswith(str(path)), message


def test_validate_refuses_what_is_no_readable_file(tmp_path):
    assert "cannot read" in refused("validate", tmp_path / "none.yaml")
    assert "it is no regular file" in refused("validate", tmp_path)
    assert "this is no YAML file" in refused("validate",
                                             SOURCE / "experiments/targets/sunrise.png")


def test_validate_probes_the_objectives_of_every_problem(pilot, tmp_path):
    path = pilot("trials: 2\nsweep: {problem.size: [[32, 32], [40, 40]], algorithm.jumps: [none, 1]}\n")
    result = moai("validate", "--probe", path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == (
        f"{path}: every objective tells 200 random and mutated genomes apart (2 different problems)")
    assert "--probe" in moai("validate", "--help").stdout


def test_plan_lists_every_trial_and_the_totals(pilot):
    path = pilot("trials: 2\nbudget: {generations: 10}\nsweep: {algorithm.cells: [20, 30]}\n")
    lines = moai("plan", path).stdout.splitlines()
    assert lines[0].split() == ["condition", "trial", "stream", "generations", "evaluations",
                                "memory", "disk"]
    rows = [line.split() for line in lines[1:5]]
    assert [row[:2] + row[3:5] for row in rows] == [
        ["cells=30", "0", "10", "300"], ["cells=20", "0", "10", "200"],
        ["cells=30", "1", "10", "300"], ["cells=20", "1", "10", "200"]]
    assert len({row[2] for row in rows}) == 4  # tells every trial apart
    assert lines[5].startswith("2 conditions, 4 trials, 1000 evaluations; about ")
    assert any(line.startswith("reads ") and "SHA-256" in line for line in lines[6:])
    assert moai("plan", "--totals", path).stdout.splitlines() == lines[5:]


def test_the_resolved_experiment_means_the_same(pilot, tmp_path):
    path = pilot("trials: 2\nsweep: {algorithm.jumps: [none, 3]}\n")
    resolved = moai("plan", "--resolved", path).stdout
    (tmp_path / "elsewhere").mkdir()
    again = tmp_path / "elsewhere" / "pilot.yaml"
    again.write_text(resolved)
    assert moai("plan", again).stdout == moai("plan", path).stdout
    assert moai("plan", "--resolved", again).stdout == resolved


def test_explain_and_list():
    assert "default: 100" in moai("explain", "algorithm.cells").stdout
    assert "accepts: an integer from 1" in moai("explain", "trials").stdout
    assert "  problem" in moai("explain").stdout
    assert refused("explain", "algorithm.cels") == (
        "'algorithm.cels' is no option. Did you mean 'algorithm.cells'?\n")
    assert "  move  " in moai("list", "algorithms").stdout
    assert "ssim" in moai("list", "objectives").stdout
    assert "image_match" in moai("list").stdout
    assert "there are no 'objektives'. Did you mean 'objectives'?" in refused("list", "objektives")


def test_the_reference_page_is_up_to_date():
    page = (SOURCE / "experiments/README.md").read_text()
    begin, end = "<!-- options -->\n", "<!-- end of options -->\n"
    assert begin in page and end in page
    shown = page[page.index(begin) + len(begin):page.index(end)]
    assert shown.strip() == moai("explain", "--markdown").stdout.strip(), (
        "run experiments/update_reference.py")
