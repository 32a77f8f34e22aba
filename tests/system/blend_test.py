"""If these fail, blending a picture into a sound does not work from the experiment file to what is
heard: results depend on the ranks, exported sounds are not what they stand for, or wrong sound files
are taken.
"""
import subprocess
import sys
import wave

import numpy as np
import pytest
from harness import REPOSITORY, MOAI, TARGET, moai, run
from matplotlib import image

h5py = pytest.importorskip("h5py")
pytest.importorskip("PIL")

BLEND = """
name: blend
seed: 5
trials: 1
problem:
  type: spectrogram_blend
  picture: {picture}
  sound: {sound}
  seeds: {{type: pareto, count: 4, steps: 12}}
algorithm: {{type: nsga2, population: 12}}
budget: {{generations: 6}}
record: {{fitness: 2, images: 2}}
conditions:
  - {{name: nsga2, overrides: {{}}}}
  - {{name: single, overrides: {{problem.seeds: {{type: single, preset: better_image, steps: 7}},
                               algorithm: {{type: random_search, children: 1}}, budget.generations: 1}}}}
  - {{name: move, overrides: {{algorithm: {{type: move, cells: 10, functions_per_cell: 1, refine: 2}}}}}}
  - {{name: omni, overrides: {{algorithm: {{type: omni, population: 12}}}}}}
  - {{name: islands, overrides: {{islands: {{count: 2, topology: ring, migration: {{every: 2, send: 1}}}}}}}}
"""


def write_sound(path, samples):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(np.round(32767 * np.asarray(samples)).astype("<i2").tobytes())


def read_sound(path):
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels()) == (16000, 1)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768


def melody():
    t = np.arange(20000) / 16000
    notes = np.where(t < 0.6, 330, 440)
    return sum(0.4 / k * np.sin(2 * np.pi * k * notes * t) * np.exp(-k * (t % 0.6)) for k in range(1, 9))


def write_blend(folder, sound="melody.wav", picture=TARGET):
    path = folder / "blend.yaml"
    path.write_text(BLEND.format(picture=picture, sound=folder / sound))
    return path


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blend")
    write_sound(folder / "melody.wav", melody())
    run(write_blend(folder), folder / "out")
    return folder / "out"


def test_results_do_not_depend_on_the_ranks(out):
    run(out.parent / "blend.yaml", out.parent / "three", ranks=3)
    compared = moai("compare", out, out.parent / "three")
    assert compared.returncode == 0 and " 0 differences" in compared.stdout, compared.stdout


def test_seeds_are_recorded_and_begin_the_population(out):
    with h5py.File(out / "trials/nsga2/0.h5") as trial:
        seeding = trial["events/seeding"]
        assert sorted(set(seeding["step"][:])) == [5, 10, 12]
        ends = seeding["fitness"][:][seeding["step"][:] == 12]
        population = trial["history/population"]
        assert sorted(set(population["generation"][:])) == [0, 2, 4, 5]
        first = population["fitness"][:][population["generation"][:] == 0]
        assert len(first) == 12
        assert all((first == seed).all(axis=1).any() for seed in ends)
    with h5py.File(out / "trials/single/0.h5") as trial:
        assert trial["final/individuals/fitness"].shape == (1, 2)
        assert trial["events/seeding/step"][:].max() == 7
    with h5py.File(out / "trials/islands/0.h5") as trial:
        assert set(trial["events/seeding/island"][:]) == {0, 1}


def test_losses_end_between_their_worst_cases(out):
    for name in ("nsga2", "single", "move", "omni", "islands"):
        with h5py.File(out / "trials" / name / "0.h5") as trial:
            fitness = trial["final/individuals/fitness"][:]
            assert (fitness <= 0).all() and (fitness >= -1.00001).all(), name


def test_the_ends_of_the_front_are_the_picture_and_the_sound(out, tmp_path):
    result = moai("export", out, "--condition", "nsga2", "--front", 3, "--out", tmp_path)
    assert result.returncode == 0, result.stderr
    sounds = sorted(tmp_path.glob("front*-sound.wav"))
    assert len(sounds) == 3 and len(list(tmp_path.glob("*.png"))) == 6
    heard, wanted = read_sound(sounds[-1]), melody()
    assert len(heard) == len(wanted) and abs(np.abs(heard).max() - 0.9) < 1e-3
    gain = heard @ wanted / (heard @ heard)
    noise = gain * heard - wanted
    assert 10 * np.log10(wanted @ wanted / (noise @ noise)) >= 60
    spectrogram = image.imread(sorted(tmp_path.glob("front0-*-spectrogram.png"))[0])
    assert spectrogram.shape == (513, 1 + 20000 // 256, 3)
    picture = image.imread(TARGET)[..., :3] @ [0.299, 0.587, 0.114]
    rows = np.linspace(0, picture.shape[0] - 1, 513).round().astype(int)
    columns = np.linspace(0, picture.shape[1] - 1, spectrogram.shape[1]).round().astype(int)
    shown = spectrogram.sum(axis=2)
    expected = np.maximum(picture[np.ix_(rows, columns)] ** 1.8, 0.2)  # the softest is off the scale
    assert np.corrcoef(shown.ravel(), expected.ravel())[0, 1] > 0.9
    mask = image.imread(sorted(tmp_path.glob("front0-*-mask.png"))[0])
    assert mask.min() > 0.99


def test_the_page_has_players_and_the_animation_frames(out, tmp_path):
    words = [sys.executable, REPOSITORY / "analysis/listen.py", out, "--condition", "nsga2",
             "--samples", "2", "--moai", MOAI, "-o", tmp_path]
    result = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    page = (tmp_path / "listen.html").read_text()
    assert page.count("<audio controls src=\"data:audio/wav;base64,") == 2
    assert "http" not in page
    from PIL import Image
    with Image.open(tmp_path / "evolution.gif") as movie:
        assert movie.n_frames == 3 + 4  # recorded steps, recorded generations


@pytest.mark.parametrize("name, samples, words", [
    ("missing.wav", None, "missing.wav"),
    ("empty.wav", b"", "the file is empty"),
    ("letter.wav", b"Dear Sir or Madam, this is no sound at all.", "of none of the kinds that moai reads"),
    ("short.wav", [0.5] * 300, "too short"),
    ("silent.wav", [0.0] * 9000, "silent"),
])
def test_what_is_no_sound_is_refused_before_anything_is_computed(tmp_path, name, samples, words):
    if isinstance(samples, bytes):
        (tmp_path / name).write_bytes(samples)
    elif samples is not None:
        write_sound(tmp_path / name, samples)
    result = moai("validate", write_blend(tmp_path, name))
    assert result.returncode == 2
    assert "problem.sound" in result.stderr and words in result.stderr


def test_what_has_nothing_to_export_is_said(tmp_path):
    result = moai("export", tmp_path, "--out", tmp_path)
    assert result.returncode == 2
