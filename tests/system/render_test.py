"""If these fail, `moai render` and `moai lineage` show other individuals than the trial recorded, or
other pictures of them, or tell a user nothing about what cannot be shown.
"""
import shutil
import subprocess

import numpy as np
import pytest
from harness import MOVE, kill_hard, moai, run, start, wait_for, write_experiment
from matplotlib import image

h5py = pytest.importorskip("h5py")

TWO_ISLANDS = MOVE + "islands: {{count: 2, topology: ring, migration: {{every: 3, send: 2}}}}\n"
NAME = "functions_per_cell=1"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A finished run whose target is gone, as on another machine."""
    folder = tmp_path_factory.mktemp("render")
    path = write_experiment(folder, TWO_ISLANDS, generations=20)
    (folder / "gone.png").write_bytes(image_bytes(path))
    path.write_text(path.read_text().replace(target_of(path), str(folder / "gone.png")))
    run(path, folder / "out")
    (folder / "gone.png").unlink()
    return folder / "out"


def target_of(experiment):
    line = next(line for line in experiment.read_text().splitlines() if "target:" in line)
    return line.split("target:")[1].strip()


def image_bytes(experiment):
    with open(target_of(experiment), "rb") as file:
        return file.read()


def pixels(path):
    return (image.imread(path) * 255).round().astype(np.uint8)[..., :3].transpose(2, 0, 1)


def render(*words, expect=0):
    result = moai("render", *words)
    assert result.returncode == expect, result.stderr
    return result.stdout if expect == 0 else result.stderr


def test_pictures_are_those_that_the_trial_recorded(out, tmp_path):
    file = out / "trials" / NAME / "0.h5"
    render(file, "--out", tmp_path)
    render(file, "--elites", "--out", tmp_path / "all")
    with h5py.File(file) as trial:
        assert np.array_equal(pixels(tmp_path / "champion.png"), trial["champion/image"][0])
        everyone = trial["final/individuals"]
        names = {f"individual-{i}.png" for i in everyone["id"][:]}
        assert {path.name for path in (tmp_path / "all").iterdir()} == names
        for number, picture in zip(everyone["id"], everyone["image"]):
            assert np.array_equal(pixels(tmp_path / "all" / f"individual-{number}.png"), picture)


def test_any_size_and_any_choice(out, tmp_path):
    file = out / "trials" / NAME / "0.h5"
    render(file, "--size", "700x1200", "--out", tmp_path / "large.png")
    large = pixels(tmp_path / "large.png")
    assert large.shape == (3, 700, 1200)
    with h5py.File(file) as trial:
        recorded = trial["champion/image"][0].astype(float)
        small = large[:, np.linspace(0, 699, 33).round().astype(int)][
            :, :, np.linspace(0, 1199, 33).round().astype(int)]
        assert abs(small - recorded).mean() < 4
        final = trial["final"]
        places = [(i, c, n) for i, c, n in zip(final["island"], final["cell"], final["id"])]
        front = {n for (i, c, n), r in zip(places, final["rank"]) if r == 0 and i == 1}
    render(file, "--cell", 3, "--out", tmp_path / "cell")
    assert sorted(path.name for path in (tmp_path / "cell").iterdir()) == sorted(
        f"island{i}-cell3-{n}.png" for i, c, n in places if c == 3)
    render(file, "--rank", 0, "--island", 1, "--out", tmp_path / "rank")
    assert {path.name for path in (tmp_path / "rank").iterdir()} == {
        f"island1-rank0-{n}.png" for n in front}
    number = places[0][2]
    assert f"individual {number}, score " in render(file, "--id", number, "--out", tmp_path)


def test_trials_of_a_folder_packed_and_running(out, tmp_path):
    words = render(out, expect=2)
    assert f"holds 6 trials that may be meant (there are {NAME}/0, {NAME}/1" in words
    choice = ["--condition", NAME, "--trial", 1]
    render(out, *choice, "--out", tmp_path / "single.png")
    copy = tmp_path / "packed"
    shutil.copytree(out, copy)
    assert moai("pack", copy).returncode == 0
    for place in (copy, copy / "trials.h5", copy / "experiment.h5"):
        render(place, *choice, "--out", tmp_path / "packed.png")
        assert (tmp_path / "packed.png").read_bytes() == (tmp_path / "single.png").read_bytes()
        (tmp_path / "packed.png").unlink()

    experiment = write_experiment(tmp_path, generations=1000000)
    process = start(experiment, tmp_path / "running")
    segments = tmp_path / "running" / "running"
    assert wait_for(lambda: len(list(segments.rglob("*.h5"))) >= 2), process.communicate
    kill_hard(process)
    folder = next(segments.glob("*/*"))
    assert "(not finished)" in render(folder, "--size", 40, "--out", tmp_path / "alive.png")
    assert pixels(tmp_path / "alive.png").shape == (3, 40, 40)
    assert "(not finished)" in render(folder, "--cell", 0, "--out", tmp_path / "cell")
    assert "has no ranks" in render(folder, "--rank", 0, expect=2)


def test_a_lineage_is_the_recorded_one(out):
    file = out / "trials" / NAME / "0.h5"
    table = moai("lineage", file, "--csv").stdout.splitlines()
    assert table[0] == "generation,island,cell,id,genome,step"
    rows = [line.split(",") for line in table[1:]]
    with h5py.File(file) as trial:
        recorded = trial["champion/lineage"]
        for column, name in enumerate(["generation", "island", "cell", "id"]):
            assert [int(row[column]) for row in rows] == recorded[name][:].tolist()
        jumps = trial["summary"].attrs["jumps_in_ancestry"]
        alive = set(trial["final/individuals/id"][:].tolist())
    assert sum(row[5] != "" for row in rows) == jumps > 0
    assert [row[4] == "1" for row in rows] == [int(row[3]) in alive for row in rows]
    words = moai("lineage", file).stdout
    assert f": {len(rows) - 1} ancestors, {jumps} jumps" in words
    # An ancestor's line is the rest of its descendant's; its own cell is not known any more.
    older = moai("lineage", file, "--id", rows[-2][3], "--csv").stdout.splitlines()
    assert older[-1] == table[-1].rsplit(",", 1)[0] + ","
    assert len(older) == 3


def test_the_graph_is_one_that_graphviz_draws(out):
    file = out / "trials" / NAME / "0.h5"
    graph = moai("lineage", file, "--dot").stdout
    rows = len(moai("lineage", file, "--csv").stdout.splitlines()) - 1
    assert graph.count("[label=\"generation ") == rows
    assert graph.count(" -> ") == rows - 1
    if shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    drawn = subprocess.run(["dot", "-Tsvg"], input=graph, capture_output=True, text=True)
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.count('class="node"') == rows


@pytest.mark.parametrize("words, told", [
    (["--size", "0"], "'0' is no size. Write 512"),
    (["--size", "3x4x5"], "'3x4x5' is no size"),
    (["--id", "5"], "--id: 5 is not in this file"),
    (["--cell", "99"], "nobody holds cell 99 here (there is no such place"),
    (["--cell", "1", "--elites"], "--cell and --elites choose different individuals"),
    (["--elites", "--out", "all.png"], "is one file (", ),
    (["--trial", "0"], "is no output folder"),
], ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_what_cannot_be_drawn_is_told(out, words, told):
    assert told in render(out / "trials" / NAME / "0.h5", *words, expect=2)


def test_ancestors_without_genomes_and_damaged_files_are_told(out, tmp_path):
    file = out / "trials" / NAME / "0.h5"
    gone = moai("lineage", file, "--csv").stdout.splitlines()[-1].split(",")[3]
    assert "has no genome in this file (it lived and was replaced" in render(file, "--id", gone,
                                                                             expect=2)
    assert "never held a place" in moai("lineage", file, "--id", 5).stderr
    (tmp_path / "cut.h5").write_bytes(file.read_bytes()[:3000])
    assert "is damaged (it is cut short)" in render(tmp_path / "cut.h5", expect=1)
    assert "holds no trial (no such file)" in render(tmp_path / "none.h5", expect=2)
