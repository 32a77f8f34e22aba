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
