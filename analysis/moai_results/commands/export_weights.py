"""Writes the learned weights of the deep objectives into one file that moai reads.

    %(prog)s moai_weights.pt           # on a machine with internet
    %(prog)s moai_weights.pt --vgg16 vgg16-397923af.pth \\
        --lpips vgg.pth --dists weights.pt                       # from files downloaded before

Then `weights: moai_weights.pt` in an experiment (a bare name is looked for in $MOAI_WEIGHTS, too).
It needs PyTorch, and downloads about 530 MB: VGG16 as torchvision publishes it (trained on
ImageNet), the linear weights of LPIPS 0.1 and the alpha and beta of DISTS from their authors. What
comes is compared with known checksums; sources and checksums are written into the file. The licences
of the originals apply: BSD 3-Clause (torchvision), BSD 2-Clause (LPIPS), MIT (DISTS).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import torch

from ..errors import UserError
from . import shared

SOURCES = {
    "vgg16": "https://download.pytorch.org/models/vgg16-397923af.pth",
    "lpips": "https://github.com/richzhang/PerceptualSimilarity/raw/master/lpips/weights/v0.1/"
             "vgg.pth",
    "dists": "https://github.com/dingkeyan93/DISTS/raw/master/DISTS_pytorch/weights.pt",
}
VGG16_CONVOLUTIONS = (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)  # layers of `features`
VGG16_FILE_SHA256_PREFIX = "397923af"  # as in the file's own name
# SHA-256 of the numbers as little-endian float32.
ARRAYS_SHA256 = {
    "lpips.0": "b4ee423bb7c8ef01a0198639747b33583380b4cf8a087ef48bc081cbab036a96",
    "lpips.1": "7fd9e5e5d8d68cc0b8fa2828099bae7753bd9376c9b40607ddf520f0c24d565d",
    "lpips.2": "63d06a086d0592f7cbb32ccfa9c0cd8b89c53798f5985e986b2048625e214ad9",
    "lpips.3": "16246e8056f57bc5539c47ef5406d343cfa17575f70508e7b577b51056f7be66",
    "lpips.4": "3735a0ea893525bde6544cab01a0525bee073f64819d7a0feb7ad37a6965052d",
    "dists.alpha": "f4aa5f6c7a589b704a74d3117f8f77aecd2d0b8113b5a310054864f541b8c8d2",
    "dists.beta": "6f06a5eea768f9b7f2391c3f1c069973aab1c40e4065e92b750713f95cd8c84c",
}


Arrays = dict[str, torch.Tensor]


class WrongWeights(UserError):
    """A source is not what it should be."""


def file_sha256(path: str) -> str:
    """In hexadecimal digits."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def array_sha256(tensor: torch.Tensor) -> str:
    """Of the numbers as little-endian float32, in hexadecimal digits."""
    return hashlib.sha256(tensor.numpy().astype("<f4").tobytes()).hexdigest()


def array(tensor: torch.Tensor) -> torch.Tensor:
    """The numbers alone, as float32 one after the other."""
    return tensor.detach().to(torch.float32).contiguous()


def vgg16_arrays(state: Mapping[str, torch.Tensor]) -> Arrays:
    """vgg16.N.weight and vgg16.N.bias, N = 1..13, of torchvision's state dictionary."""
    arrays = {}
    for n, layer in enumerate(VGG16_CONVOLUTIONS, start=1):
        for kind in ("weight", "bias"):
            arrays[f"vgg16.{n}.{kind}"] = array(state[f"features.{layer}.{kind}"])
    return arrays


def lpips_arrays(state: Mapping[str, torch.Tensor]) -> Arrays:
    """lpips.0 to lpips.4, (C) each: the weight of every channel of a layer."""
    return {f"lpips.{i}": array(state[f"lin{i}.model.1.weight"].flatten()) for i in range(5)}


def dists_arrays(state: Mapping[str, torch.Tensor]) -> Arrays:
    """dists.alpha and dists.beta, (1475): the weights of structure and texture by channel."""
    return {f"dists.{name}": array(state[name].flatten()) for name in ("alpha", "beta")}


def fetched(name: str, given: str | None, folder: str) -> str:
    """The path of a source: as given, or downloaded into `folder`."""
    if given:
        return given
    path = os.path.join(folder, name)
    print(f"downloading {SOURCES[name]}", file=sys.stderr)
    urllib.request.urlretrieve(SOURCES[name], path)
    return path


def checked(path: str, sha256: str, unverified: bool) -> None:
    """Raises WrongWeights unless the VGG16 file is torchvision's."""
    if not sha256.startswith(VGG16_FILE_SHA256_PREFIX) and not unverified:
        raise WrongWeights(f"'{path}' is not torchvision's VGG16 (its SHA-256 begins with "
                           f"{sha256[:8]}). Download it again, or use --unverified.")


def read(path: str, reader: Callable[[Any], Arrays]) -> Arrays:
    """The arrays of a file. Raises WrongWeights where it is none of PyTorch, or another one."""
    try:
        return reader(torch.load(path, map_location="cpu"))
    except (pickle.UnpicklingError, RuntimeError, EOFError, LookupError, TypeError) as error:
        why = str(error).partition("\n")[0]
        raise WrongWeights(f"'{path}' is not the file it should be ({type(error).__name__}: {why}). "
                           "Download it again.") from error


def export(target: str, given: Mapping[str, str | None], unverified: bool) -> None:
    """Writes `target`. given: source -> its file, None where it is to be downloaded.

    Throws WrongWeights where a source is not the published one and not `unverified`."""
    arrays: Arrays = {}
    provenance: dict[str, Any] = {}
    readers = {"vgg16": vgg16_arrays, "lpips": lpips_arrays, "dists": dists_arrays}
    with tempfile.TemporaryDirectory() as folder:
        for name, reader in readers.items():
            path = fetched(name, given[name], folder)
            sha256 = file_sha256(path)
            if name == "vgg16":
                checked(path, sha256, unverified)
            arrays.update(read(path, reader))
            provenance[name] = {"source": given[name] or SOURCES[name], "sha256": sha256}
    for name, expected in ARRAYS_SHA256.items():
        if array_sha256(arrays[name]) != expected and not unverified:
            raise WrongWeights(f"{name} is not the published array (its checksum differs). "
                               "Download it again, or use --unverified.")
    provenance["verified"] = not unverified
    partial = f"{target}.tmp-{os.getpid()}"
    torch.save({**arrays, "provenance": json.dumps(provenance)}, partial)
    os.replace(partial, target)
    print(f"wrote {target} ({os.path.getsize(target) / 1e6:.0f} MB)", file=sys.stderr)


def show(arguments: argparse.Namespace) -> None:
    """Writes the file that was asked for."""
    export(arguments.file, {name: getattr(arguments, name) for name in SOURCES},
           arguments.unverified)


def main() -> None:
    """moai-export-weights"""
    parser = shared.described(__doc__)
    parser.add_argument("file", help="to be written")
    for name in SOURCES:
        parser.add_argument(f"--{name}", metavar="FILE", help=f"instead of {SOURCES[name]}")
    parser.add_argument("--unverified", action="store_true",
                        help="accept weights whose checksums differ, and record that")
    shared.run(show, parser)
