"""If one of these fails, a table puts trials of different targets side by side without a word."""

import h5py
import numpy as np
import pytest

import toy_files
import toy_move
from moai_results import inputs, open_results, report

CONFIG = "problem: {{type: image_match, target: {target}}}\n"


def write(folder, targets):
    """targets: condition -> (path, SHA-256) by trial."""
    toys = {name: [toy_move.run(functions=1, seed=t, generations=4) for t in range(len(files))]
            for name, files in targets.items()}
    toy_files.write_experiment(folder, toys)
    for name, files in targets.items():
        for number, (path, digest) in enumerate(files):
            with h5py.File(folder / "trials" / name / f"{number}.h5", "r+") as trial:
                trial.attrs["config"] = CONFIG.format(target=path)
                trial["inputs/path"] = np.array([path], "S")
                trial["inputs/sha256"] = np.array([digest], "S")
    return folder


A, B = "a" * 64, "b" * 64


def test_trials_that_read_one_content_are_comparable(tmp_path):
    one = write(tmp_path / "1", {"x": [("/p/t.png", A)] * 2})
    two = write(tmp_path / "2", {"y": [("/elsewhere/t.png", A)]})
    assert inputs.warnings(open_results(one, two)) == []
    assert inputs.read(open_results(one))["key"].tolist() == ["problem.target"] * 2


def test_a_file_that_changed_is_named(tmp_path):
    folder = write(tmp_path, {"x": [("/p/t.png", A), ("/p/t.png", B)]})
    (warning,) = inputs.warnings(open_results(folder))
    assert "/p/t.png" in warning and "aaaaaaaaaaaa... in 1 of x" in warning
    page = tmp_path / "report.html"
    report.write_report(open_results(folder), page)
    assert "different contents of /p/t.png" in page.read_text()


def test_folders_of_different_targets_are_told_but_not_a_sweep_over_them(tmp_path):
    sweep = write(tmp_path / "sweep", {"s": [("/p/s.png", A)], "t": [("/p/t.png", B)]})
    assert inputs.warnings(open_results(sweep)) == []
    other = write(tmp_path / "other", {"u": [("/p/t.png", B)]})
    (warning,) = inputs.warnings(open_results(sweep, other))
    assert "problem.target is not the same file in all folders" in warning
    assert "s.png" in warning and str(other) in warning


@pytest.mark.parametrize("command", ["compare", "table1"])
def test_the_commands_say_so(tmp_path, command, capsys, monkeypatch):
    import importlib
    module = importlib.import_module(f"moai_results.commands.{command}")
    folder = write(tmp_path, {"x": [("/p/t.png", A), ("/p/t.png", B)]})
    parser = module.shared.parser(module.__doc__)
    module.shared.open_from(parser.parse_args([str(folder)]))
    assert "warning: trials read different contents of /p/t.png" in capsys.readouterr().err


def test_a_trial_that_reads_nothing_has_no_inputs(tmp_path):
    toy_files.write_experiment(tmp_path, {"x": [toy_move.run(functions=1, seed=1, generations=3)]})
    assert inputs.warnings(open_results(tmp_path)) == []


@pytest.mark.parametrize("command", ["by_objective", "hillclimber_bars", "objective_grid"])
def test_what_is_held_against_hillclimbers_says_so_too(tmp_path, command, capsys, monkeypatch):
    import importlib
    module = importlib.import_module(f"moai_results.commands.{command}")
    toys = {name: [toy_move.run(cells=1, functions=1, objectives=2, generations=4)]
            for name in ("all-objective", "objective=f0", "objective=f1", "x")}
    toy_files.write_experiment(tmp_path, toys)
    for number, path in enumerate(sorted(tmp_path.glob("trials/*/*.h5"))):
        with h5py.File(path, "r+") as trial:
            trial.attrs["config"] = CONFIG.format(target="/p/t.png")
            trial["inputs/path"] = np.array(["/p/t.png"], "S")
            trial["inputs/sha256"] = np.array([A if number else B], "S")
    more = ["-o", str(tmp_path / "o.png")] if command != "by_objective" else []
    monkeypatch.setattr("sys.argv", [command, str(tmp_path), *more])
    module.show(_parsed(module, monkeypatch))
    assert "different contents of /p/t.png" in capsys.readouterr().err


def _parsed(module, monkeypatch):
    """The arguments that a command's main() would give to its show()."""
    found = []
    monkeypatch.setattr(module.shared, "run", lambda show, parser: found.append(parser.parse_args()))
    module.main()
    return found[0]


def test_trials_that_were_left_aside_are_not_read(tmp_path):
    folder = write(tmp_path, {name: [("/p/t.png", A)] * 3 for name in "xyz"})
    (folder / "experiment.yaml").write_text("name: toy\ntrials: 2\nconditions: [{name: x}, {name: z}]\n")
    results = open_results(folder)
    assert list(zip(results.trials["condition"], results.trials["trial"])) == [
        ("x", 0), ("x", 1), ("z", 0), ("z", 1)]
    (warning,) = results.warnings
    assert "5 trials of x, y, z were left aside" in warning
    (folder / "experiment.yaml").write_text("name: toy\ntrials: 3\n"
                                            "conditions: [{name: x}, {name: y}, {name: z}]\n")
    assert len(open_results(folder).trials) == 9 and open_results(folder).warnings == []
