"""If these fail, an input of a kind that other programs were caught misreading is misread here, or is refused in
words that do not say what is wrong. Inputs are in tests/data/cases, a folder a kind."""
import csv
import io
import shutil
import wave

import numpy as np
import pytest
from PIL import Image, ImageCms

from harness import REPOSITORY, moai

CASES = REPOSITORY / "tests/data/cases"


def evaluated(target, *pictures):
    """-MSE of each picture against the target."""
    result = moai("evaluate", "--target", target, *pictures, "--objectives", "mse", "--parameters", "piq", "--csv")
    assert result.returncode == 0, result.stderr
    return [float(row["mse_piq"]) for row in csv.DictReader(io.StringIO(result.stdout))], result.stderr


def refused(*words):
    """What a command says that has to be refused: one line, which is no piece of a backtrace."""
    result = moai(*words)
    assert result.returncode == 2, result.stdout + result.stderr
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for piece in ("frame #", "c10::", ".cpp:", "Exception raised"):
        assert piece not in result.stderr
    return result.stderr


def save_array(path, picture):
    """A PIL picture as an array that moai reads."""
    np.save(path, np.asarray(picture.convert("RGB"), np.float32).transpose(2, 0, 1) / 255)
    return path


def sample():
    y, x = np.mgrid[0:40, 0:56]
    return Image.fromarray(np.stack([4 * x, 6 * y, 255 - 2 * x - 3 * y], 2).astype(np.uint8))


# --- pictures ------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["rgb16", "grey16", "dark16"])
def test_sixteen_bits_of_a_picture_count(name):
    # Each of 6720 values is within 1e-6.
    assert evaluated(CASES / f"png16/{name}.npy", CASES / f"png16/{name}.png")[0][0] > -1e-12 / 6720


def test_a_picture_whose_checksum_is_wrong_is_refused():
    picture = CASES / "pngcrc/bitflip.png"
    assert str(picture) in refused("evaluate", "--target", picture, picture)


# What the picture has to have undergone so that each orientation turns it upright (CIPA DC-008, tag 274).
UNTURNED = [None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180, Image.Transpose.FLIP_TOP_BOTTOM,
            Image.Transpose.TRANSPOSE, Image.Transpose.ROTATE_90, Image.Transpose.TRANSVERSE, Image.Transpose.ROTATE_270]


@pytest.mark.parametrize("ending", ["jpg", "png", "tiff"])
def test_a_picture_is_turned_as_it_says(tmp_path, ending):
    target, paths = save_array(tmp_path / "a.npy", sample()), []
    for orientation, unturn in enumerate(UNTURNED, 1):
        exif = Image.Exif()
        exif[0x0112] = orientation
        stored = sample() if unturn is None else sample().transpose(unturn)
        paths.append(tmp_path / f"{orientation}.{ending}")
        stored.save(paths[-1], exif=exif, **({"quality": 100, "subsampling": 0} if ending == "jpg" else {}))
    values, _ = evaluated(target, *paths)
    assert min(values) > (-2e-5 if ending == "jpg" else -1e-12), values


@pytest.mark.parametrize("mode", ["P", "L", "1"])
def test_palettes_and_grey_are_colours(tmp_path, mode):
    picture = sample().convert(mode)
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "a.tiff")
    values, _ = evaluated(save_array(tmp_path / "a.npy", picture), tmp_path / "a.png", tmp_path / "a.tiff")
    assert min(values) > -1e-12


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_lies_on_white(tmp_path, mode):
    picture = sample().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    picture = picture.convert(mode)
    picture.save(tmp_path / "a.png")
    picture.save(tmp_path / "a.tiff")
    colours = np.asarray(picture.convert("RGBA"), np.float32) / 255
    alpha = colours[..., 3:]
    np.save(tmp_path / "a.npy", (colours[..., :3] * alpha + 1 - alpha).transpose(2, 0, 1))
    values, _ = evaluated(tmp_path / "a.npy", tmp_path / "a.png", tmp_path / "a.tiff")
    assert min(values) > -1e-12


def test_inks_become_colours(tmp_path):
    picture = sample().convert("CMYK")
    picture.save(tmp_path / "a.jpg", quality=100)
    picture.save(tmp_path / "a.tiff")
    values, _ = evaluated(save_array(tmp_path / "a.npy", picture), tmp_path / "a.jpg", tmp_path / "a.tiff")
    assert min(values) > -5e-5


@pytest.mark.parametrize("ending", ["jpg", "png", "tiff"])
def test_a_colour_profile_is_said_to_be_ignored(tmp_path, ending):
    picture = tmp_path / f"a.{ending}"
    sample().save(picture, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert "colour profile is ignored" in evaluated(picture, picture)[1]
    experiment = tmp_path / "e.yaml"
    experiment.write_text(f"problem: {{target: {picture.name}, objectives: [mse, ssim]}}\n"
                          "algorithm: {cells: 4, functions_per_cell: 1}\nbudget: {generations: 2}\n")
    for words in (["validate", experiment], ["plan", experiment], ["run", experiment, "--out", tmp_path / "out"]):
        said = moai(*words)
        assert said.returncode == 0, said.stderr
        assert said.stdout.count(f"note: '{picture}': its colour profile is ignored") == 1


@pytest.mark.parametrize("ending", ["jpg", "png", "tiff"])
def test_a_picture_that_ends_early_is_refused(tmp_path, ending):
    picture = tmp_path / f"a.{ending}"
    sample().save(picture)
    whole = picture.read_bytes()
    for share in (0.5, 0.99):
        picture.write_bytes(whole[:int(share * len(whole))])
        assert str(picture) in refused("evaluate", "--target", picture, picture)


# --- arrays --------------------------------------------------------------------------------------

@pytest.mark.parametrize("value", [1.5, -0.1, 255, np.nan, np.inf])
def test_an_array_of_other_values_than_a_pictures_is_refused(tmp_path, value):
    array = np.full((3, 8, 8), 0.5)
    array[1, 2, 3] = value
    np.save(tmp_path / "a.npy", array)
    said = refused("evaluate", "--target", tmp_path / "a.npy", tmp_path / "a.npy")
    assert "a.npy" in said and "between 0 and 1" in said


# --- sounds --------------------------------------------------------------------------------------

def test_a_sound_that_ends_early_is_refused(tmp_path):
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes((3000 * np.sin(np.arange(64000) / 9)).astype(np.int16).tobytes())
    sample().save(tmp_path / "a.png")
    experiment = tmp_path / "e.yaml"
    experiment.write_text("problem: {type: spectrogram_blend, picture: a.png, sound: a.wav}\n"
                          "algorithm: {type: nsga2, population: 8}\nbudget: {generations: 1}\n")
    whole = (tmp_path / "a.wav").read_bytes()
    assert moai("validate", experiment).returncode == 0
    (tmp_path / "a.wav").write_bytes(whole[:-1000])
    said = refused("validate", experiment)
    assert said.startswith(f"{experiment}:1:") and "problem.sound: " in said and "ends before all" in said


# --- TorchScript ---------------------------------------------------------------------------------

@pytest.mark.parametrize("name, words", [
    ("DictOut", "returns a dictionary"), ("TupOut", "returns a tuple"), ("state", "written by torch.save"),
    ("pickled", "written by torch.save"), ("text", "no archive of PyTorch")])
def test_a_scorer_that_is_none_is_refused_in_one_sentence(tmp_path, name, words):
    shutil.copytree(CASES / "scorer_io", tmp_path / "cases")
    experiment = tmp_path / f"cases/{name}.yaml"
    said = refused("run", experiment, "--out", tmp_path / "out")
    assert words in said and f"{name}.pt" in said
    # objectives: [{type: torchscript, file: ...
    probed = refused("validate", "--probe", experiment)
    assert probed.startswith(f"{experiment}:6:42: problem.objectives[0].file: ") and words in probed
