"""If these fail, the embedding example does not run as its page says, its results depend on the
number of ranks, or its modules are not those that make_small.py makes.
"""
import os
import subprocess
import sys

import numpy as np
import pytest
from harness import REPOSITORY, assert_same, moai, run

h5py = pytest.importorskip("h5py")

FOLDER = REPOSITORY / "experiments/embedding"
SHORT = f"""
extends: {FOLDER}/small.yaml
trials: 1
algorithm: {{population: 20, children: 19}}
conditions: [{{name: study}}]
budget: {{generations: 6}}
record: {{images: 6}}
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("embedding")
    (folder / "short.yaml").write_text(SHORT)
    run(folder / "short.yaml", folder / "one")
    return folder


def test_any_number_of_ranks_gives_the_same(out):
    run(out / "short.yaml", out / "two", ranks=2, extra=["--ranks-per-trial", "2"])
    assert_same(out / "one", out / "two")


def test_the_best_of_every_generation_is_kept_and_gets_better(out):
    with h5py.File(out / "one/trials/study/0.h5") as trial:
        assert trial["snapshots/generation"][:].tolist() == list(range(6))
        assert trial["snapshots/image"].shape == (6, 3, 64, 64)
        assert len(trial["objectives/name"]) == 9
        genomes = trial["final/individuals/genomes/variables"]
        assert genomes.shape == (20, 8 * 16 + 16)
        # clamped to the widest range of each block, not to each variable's own
        low, high = (np.load(FOLDER / f"small/pooled_{end}.npy") for end in ("minimum", "maximum"))
        pooled = genomes[:, 128:]
        assert pooled.min() >= low.min() and pooled.max() <= high.max()
        generations = trial["final/individuals/generation"][:]
        assert (generations < 5).sum() == 1  # the elite; all others are children


def test_champions_are_drawn_from_the_file(out, tmp_path):
    result = moai("render", out / "one", "--out", tmp_path / "champion.png")
    assert result.returncode == 0, result.stderr
    image = pytest.importorskip("matplotlib.image")
    with h5py.File(out / "one/trials/study/0.h5") as trial:
        expected = trial["champion/image"][0].transpose(1, 2, 0)
    drawn = (image.imread(tmp_path / "champion.png")[..., :3] * 255).round().astype(np.uint8)
    assert np.array_equal(drawn, expected)


def test_networks_and_scorers_need_no_target(tmp_path):
    (tmp_path / "networks.yaml").write_text(f"""
problem:
  type: image_match
  objectives: [{{type: torchscript, file: {FOLDER}/small/scorer.pt,
                outputs: [a, b, c, d, e, f, g, h, i]}}]
algorithm: {{type: move, cells: 12, functions_per_cell: 3}}
budget: {{generations: 3}}
""")
    run(tmp_path / "networks.yaml", tmp_path / "out")
    with h5py.File(tmp_path / "out/trials/default/0.h5") as trial:
        assert trial["champion/image"].shape == (1, 3, 33, 33)
        assert "target" not in trial


def test_the_modules_are_those_that_the_script_makes(tmp_path):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    made = subprocess.run([sys.executable, FOLDER / "make_small.py", tmp_path], text=True,
                          capture_output=True, env=dict(os.environ, OMP_NUM_THREADS="1"))
    assert made.returncode == 0, made.stderr
    random = torch.Generator().manual_seed(1)
    prompt, pooled = torch.randn(3, 8, 16, generator=random), torch.randn(3, 16, generator=random)
    pictures = []
    for folder in (FOLDER / "small", tmp_path):
        pictures.append(torch.jit.load(str(folder / "generator.pt"))(prompt, pooled))
    assert torch.allclose(*pictures, atol=1e-5)
    scores = [torch.jit.load(str(folder / "scorer.pt"))(pictures[0])
              for folder in (FOLDER / "small", tmp_path)]
    assert torch.allclose(*scores, atol=1e-5)
    for name in ("prompt_minimum", "prompt_maximum", "pooled_minimum", "pooled_maximum"):
        assert np.allclose(np.load(FOLDER / f"small/{name}.npy"), np.load(tmp_path / f"{name}.npy"))
