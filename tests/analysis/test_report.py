"""If one of these fails, the report is broken, needs a network, or leaves out what matters."""

import re
import shutil
import subprocess
import sys

import h5py
import matplotlib.pyplot as plt
import pandas
import pytest

import toy_files
import toy_move
from conftest import REPOSITORY
from moai_results import open_results
from moai_results.figures import runtime
from moai_results.report import comparisons as report_comparisons
from moai_results.report import figures as report_figures
from moai_results.report import tables as report_tables
from moai_results.report.drawing import Drawing

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("results")
    trials = {f"fns={k}": [toy_move.run(functions=k, seed=k + t, generations=20) for t in range(4)]
              for k in (1, 3)}
    toy_files.write_experiment(path, trials)
    toy_files.write_trial(path / "running" / "fns=3" / "9" / "10.h5", toy_move.run(generations=11),
                          "fns=3", 9, finished=False, nans=17)
    return path


@pytest.fixture(scope="module")
def page(folder):
    run("report.py", folder)
    return (folder / "report.html").read_text(encoding="utf-8")


def run(script, *arguments, code=0):
    done = subprocess.run([sys.executable, REPOSITORY / "analysis" / script, *arguments],
                          capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


def test_the_report_is_self_contained(page):
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page)
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert len(page) < 5_000_000


def test_the_report_says_what_it_has_to(page):
    for words in ("fns=1", "fns=3", "champion score", "Kruskal-Wallis over all", "p (Holm)",
                  "are not finished", "17 evaluations of 1 trials gave a value", "line of descent", "Provenance"):
        assert (words in page) == (words != "Kruskal-Wallis over all"), words  # two conditions only
    assert page.count("<img") >= 8


@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
def test_a_browser_shows_every_picture_without_errors(page, tmp_path):
    probe = ("<script>window.onload = () => { const all = [...document.images];"
             "document.title = `${all.length} pictures, "
             "${all.filter(i => !i.complete || !i.naturalWidth).length} broken, "
             "wider ${document.documentElement.scrollWidth > window.innerWidth}`; };</script>")
    (tmp_path / "probe.html").write_text(page + probe, encoding="utf-8")
    done = subprocess.run(
        [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'profile'}", "--window-size=500,900",
         "--virtual-time-budget=5000", "--dump-dom", (tmp_path / "probe.html").as_uri()],
        capture_output=True, text=True, timeout=120, check=True)
    assert "CONSOLE" not in done.stderr
    title = re.search(r"<title>(.*?)</title>", done.stdout).group(1)
    assert title == f"{page.count('<img')} pictures, 0 broken, wider false"


def test_every_figure_can_be_had_as_pdf_and_svg(folder, page, tmp_path):
    run("report.py", folder, "-o", tmp_path / "again.html", "--figures", tmp_path / "figures")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page
    names = sorted(path.stem for path in (tmp_path / "figures").glob("*.svg"))
    assert len(names) == page.count("<img")
    assert names == sorted(path.stem for path in (tmp_path / "figures").glob("*.pdf"))
    assert max(map(len, names)) <= 64
    assert {"champions", "progress-best_score-over-evaluations", "distribution-champion_score",
            "elite-map-fns=1-trial-1", "run-time"} <= set(names)


def test_figures_of_one_name_do_not_overwrite_one_another(tmp_path):
    drawing = Drawing(tmp_path)
    for name in ("elite-map-a/b", "elite-map-a b", "../up"):
        drawing(plt.figure(), name, "Nothing.")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == [
        "elite-map-a-b-2.svg", "elite-map-a-b.svg", "up.svg"]


def test_a_long_name_keeps_both_ends(tmp_path):
    drawing = Drawing(tmp_path)
    for trial in (1, 2):
        drawing(plt.figure(), f"elite-map-{'functions_per_cell=5,' * 5}trial {trial}", "Nothing.")
    assert sorted(path.stem[-7:] for path in tmp_path.glob("*.svg")) == ["trial-1", "trial-2"]


def test_no_text_of_a_figure_is_below_nine_pixels(page):
    """Of every figure: the width that it is not shown below, and the text that it has."""
    figure, axes = plt.subplots(figsize=(3.6, 2.0))
    axes.text(0.5, 0.5, "small", fontsize=6.0)
    shown = Drawing()(figure, "x", "Words.")
    assert "min-width:389px" in shown  # 259.2 points * 9 / 6
    assert page.count("min-width:") >= page.count("<img")
    assert page.count("data:image/svg+xml") > 0 and page.count("data:image/png") > 0


def test_curves_are_told_which_trials_are_running(folder, monkeypatch):
    told = []
    drawn = report_figures.progress.progress

    def progress(history, value, over, running):
        told.append(running)
        return drawn(history, value, over, running)

    monkeypatch.setattr(report_figures.progress, "progress", progress)
    report_figures.over_time(open_results(folder), Drawing())
    assert len(told) >= 3 and all(running == {("fns=3", 9)} for running in told)


def test_fronts_of_all_numbers_of_objectives_are_drawn(tmp_path, monkeypatch):
    trials = {f"fns={k}": [toy_move.run(objectives=k, functions=1, seed=k, generations=4)]
              for k in (2, 4, 5)}
    toy_files.write_experiment(tmp_path, trials)
    for path in tmp_path.glob("trials/*/0.h5"):
        with h5py.File(path, "r+") as file:
            file["final/cell"][:] = -1  # as algorithms without cells have it
    drawn = []
    for name in ("scatter", "parallel"):
        draw = getattr(report_figures.fronts, name)
        monkeypatch.setattr(report_figures.fronts, name, lambda values, names, *exact, draw=draw: (
            drawn.append((list(values), names)), draw(values, names, *exact))[1])
    page = report_figures.fronts_section(open_results(tmp_path), Drawing())
    assert drawn == [([f"fns={k}, trial 0"], [f"f{i}" for i in range(k)]) for k in (2, 4, 5)]
    assert "at the end of conditions with 4 objectives" in page


def test_the_time_of_a_trial_is_its_own(folder):
    """In the table as in the figure, without the lanes beside it, which the wall time has in it."""
    results = open_results(folder)
    assert runtime.phases(results).sum(axis=1).tolist() == [10.25, 10.25]  # of finished trials
    shown = re.findall(r"([\d.]+) s</td>", report_tables.overview(results, Drawing()))
    assert shown == ["10.2", f"{(4 * 10.25 + 5.75) / 5:.1f}"]


def test_pairs_without_a_common_trial_are_told_in_the_report(tmp_path):
    for condition, numbers in {"a": [0, 1], "b": [0, 1], "c": [2]}.items():
        for number in numbers:
            toy_files.write_trial(tmp_path / "trials" / condition / f"{number}.h5",
                                  toy_move.run(functions=1, seed=number, generations=4), condition,
                                  number)
    page = report_comparisons.pairwise(open_results(tmp_path), Drawing())
    assert page.count(">too few trials</td>") == 2
    assert "Pairs: Wilcoxon signed-rank (exact), two-sided; number of tests corrected for: 3" in page


def test_only_what_a_condition_has_can_be_not_finite():
    history = pandas.DataFrame({
        "condition": ["a", "a", "b", "b"], "best.f0": [1.0, 2.0, 3.0, 4.0],
        "best.f1": [float("nan")] * 2 + [1.0, 2.0], "igd": [1.0, float("nan"), 1.0, 2.0],
        "gd": [float("inf"), float("inf"), 1.0, 1.0]})
    assert report_tables.not_finite(history) == ["igd", "gd"]


def test_a_section_that_cannot_be_made_leaves_the_others(tmp_path):
    trials = {name: [toy_move.run(functions=1, seed=t, generations=4) for t in range(2)]
              for name in ("a", "b")}
    toy_files.write_experiment(tmp_path, trials)
    with h5py.File(tmp_path / "trials/b/0.h5", "r+") as file:
        file["objectives/maximum"][0] = 7.0
    run("report.py", tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Left out: objective &#x27;f0&#x27; is normalised differently" in page
    assert "Movement, diversity" in page and "Provenance" in page
    assert "normalised differently in &#x27;a&#x27; and &#x27;b&#x27;; do not compare" in page
    assert "warning: scores are normalised differently in 'a' and 'b'" in run("compare.py", tmp_path)
    assert "warning" not in run("table1.py", tmp_path, "--condition", "b")


def test_scores_of_other_objectives_are_not_compared_without_a_word(folder, tmp_path):
    trials = {f"fns={k}": [toy_move.run(objectives=k, functions=1, seed=k, generations=4)]
              for k in (2, 4)}
    toy_files.write_experiment(tmp_path, trials)
    results = open_results(tmp_path)
    assert results.history()["best.f3"].isna().any() and len(report_tables.warnings_of(results)) == 2
    words = run("table1.py", tmp_path)
    assert "scores are of other objectives in 'fns=2' and 'fns=4'; do not compare" in words
    assert "do not compare" not in run("table1.py", folder)


def test_tables_are_exported_with_all_their_rows(folder, tmp_path):
    words = run("export.py", folder, "--to", tmp_path / "t", "--table", "trials", "--table",
                "replacements")
    results = open_results(folder)
    assert f"replacements.csv: {len(results.replacements()):,} rows" in words
    read = pandas.read_csv(tmp_path / "t" / "replacements.csv")
    expected = results.replacements()
    assert read.shape == expected.shape and (read["child"] == expected["child"]).all()
    trials = pandas.read_csv(tmp_path / "t" / "trials.csv", float_precision="round_trip")
    assert trials["champion_score"].tolist() == results.trials["champion_score"].tolist()
    assert sorted(path.name for path in (tmp_path / "t").iterdir()) == ["replacements.csv",
                                                                        "trials.csv"]


def test_scripts_print_and_draw(folder, tmp_path):
    assert re.search(r"fns=3 +4 +\d", run("table1.py", folder))
    assert run("table1.py", folder, "--format", "csv").startswith("condition,trials,unique")
    latex = run("table1.py", folder, "--format", "latex")
    assert r"\begin{tabular}" in latex and "carry no mark" in latex and r"\textbf" not in latex
    six = {f"fns={k}": [toy_move.run(functions=k, seed=t, generations=4) for t in range(6)]
           for k in (1, 3)}
    latex = run("table1.py", toy_files.write_experiment(tmp_path / "six", six), "--format", "latex")
    assert r"\textbf" in latex and "bold: highest" in latex and "signed-rank" in latex
    latex = run("table1.py", folder, "--format", "latex", "--baseline", "fns=1")
    assert "divided by the mean of 'fns=1'" in latex and "1 trials are not finished" in latex
    assert "Wilcoxon" in run("compare.py", folder)
    for name, words in [("m.png", b"\x89PNG"), ("m.pdf", b"%PDF")]:
        run("montage.py", folder, "-o", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(words)


def test_wrong_input_is_one_line_and_code_2(folder, tmp_path):
    for arguments in (("table1.py", tmp_path / "none"), ("montage.py", folder, "--trial", "77"),
                      ("compare.py", folder, "--value", "beauty"),
                      ("compare.py", folder, "--value", "condition"),
                      ("table1.py", folder, "--condition", "fns=99")):
        words = run(*arguments, code=2)
        assert words.count("\n") == 1 and "Traceback" not in words


@pytest.mark.parametrize("script, option, value", [
    ("montage.py", "-o", "x.xyz"), ("montage.py", "-o", "a.b"), ("montage.py", "--columns", "-1"),
    ("montage.py", "--columns", "0"), ("montage.py", "--columns", "x"),
    ("listen.py", "--samples", "-3"), ("report.py", "--refresh", "nan")])
def test_options_that_make_no_sense_are_refused(folder, script, option, value):
    words = run(script, folder, option, value, code=2)
    assert value in words and "Traceback" not in words


def test_output_that_is_cut_short_is_no_error_of_the_user(folder):
    # `true` reads nothing and is gone before anything is printed.
    script = REPOSITORY / "analysis" / "compare.py"
    done = subprocess.run(f"{sys.executable} {script} {folder} | true", shell=True, text=True,
                          capture_output=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("script", ["compare.py", "table1.py", "report.py", "export.py"])
@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
def test_output_that_cannot_be_written_is_code_1_and_a_word(folder, tmp_path, script, output):
    more = {"report.py": f"-o {tmp_path / 'r.html'}", "export.py": f"--to {tmp_path}"}.get(script, "")
    done = subprocess.run(f"{sys.executable} {REPOSITORY / 'analysis' / script} {folder} {more} {output}",
                          shell=True, text=True, capture_output=True, check=False)
    assert done.returncode == 1 and "cannot write to standard output" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1


def test_help_that_cannot_be_written_is_code_1(tmp_path):
    modules = {"moai_experiment.py"}  # to import, not to call
    for script in sorted((REPOSITORY / "analysis").glob("*.py")):
        if script.name in modules:
            continue
        done = subprocess.run(f"{sys.executable} {script} --help > /dev/full", shell=True, text=True,
                              capture_output=True, check=False)
        if "No module named 'torch'" not in done.stderr:
            assert done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr
