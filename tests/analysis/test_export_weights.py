"""If these fail, a user's learned weights are written wrongly, or wrong ones pass for the published."""

import pathlib
import subprocess
import sys

import pytest

torch = pytest.importorskip("torch")

from moai_results.commands import export_weights

SCRIPT = pathlib.Path(__file__).parents[2] / "analysis" / "export_weights.py"


@pytest.fixture
def sources(tmp_path):
    """Files of the published form with other numbers; channels cut to one to keep them small."""
    features = {}
    for layer in export_weights.VGG16_CONVOLUTIONS:
        features[f"features.{layer}.weight"] = torch.full((1, 1, 3, 3), float(layer))
        features[f"features.{layer}.bias"] = torch.zeros(1)
    torch.save(features, tmp_path / "vgg16")
    torch.save({f"lin{i}.model.1.weight": torch.full((1, 4, 1, 1), float(i)) for i in range(5)},
               tmp_path / "lpips")
    torch.save({"alpha": torch.ones(1, 6, 1, 1), "beta": torch.zeros(1, 6, 1, 1)},
               tmp_path / "dists")
    return {name: str(tmp_path / name) for name in export_weights.SOURCES}


def test_other_numbers_than_the_published_are_refused(sources, tmp_path):
    target = tmp_path / "weights.pt"
    with pytest.raises(export_weights.WrongWeights, match="is not torchvision's VGG16"):
        export_weights.export(str(target), sources, unverified=False)
    assert not target.exists()


@pytest.mark.parametrize("damage", [b"no weights at all", b"", None])
def test_a_wrong_file_is_one_line_and_code_2(sources, tmp_path, damage):
    if damage is None:
        sources["lpips"] = sources["dists"]
    else:
        pathlib.Path(sources["lpips"]).write_bytes(damage)
    given = [word for name, path in sources.items() for word in (f"--{name}", path)]
    done = subprocess.run([sys.executable, SCRIPT, tmp_path / "weights.pt", "--unverified", *given],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stderr.count("\n") == 1, done.stderr
    assert sources["lpips"] in done.stderr


def test_every_array_is_written_under_its_name_with_its_source(sources, tmp_path):
    target = tmp_path / "weights.pt"
    export_weights.export(str(target), sources, unverified=True)
    written = torch.load(target)
    assert len(written) == 26 + 5 + 2 + 1
    assert written["vgg16.13.weight"].flatten()[0] == 28.0
    assert written["lpips.4"].tolist() == [4.0] * 4
    assert written["dists.alpha"].shape == (6,)
    assert '"verified": false' in written["provenance"]
    assert export_weights.file_sha256(sources["dists"]) in written["provenance"]
