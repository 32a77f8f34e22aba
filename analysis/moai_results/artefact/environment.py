"""In what environment trials were run, as far as their files and the machine at hand know."""

from __future__ import annotations

import importlib
import pathlib
import platform
import re
import subprocess
from typing import Any

from ..errors import UserError
from ..results import Results

_RECORDED = ("moai_version", "libtorch", "device", "ranks", "threads")
_PACKAGES = ("h5py", "matplotlib", "numpy", "pandas", "PIL", "scipy", "yaml")  # as they are imported


def _printed(*command: str | pathlib.Path) -> str:
    """What a command prints; "" where it is not there or fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def recorded(results: Results) -> dict[str, list[Any]]:
    """Attribute -> its values over the trials, sorted: what was true when they ran; of times the first
    and the last."""
    frame = results.provenance()
    found = {name: sorted(frame[name].dropna().unique().tolist(), key=str)
             for name in _RECORDED if name in frame}
    times = sorted(frame[["created", "finished"]].stack().tolist()) if "finished" in frame else []
    return found | {"from and to": times[:1] + times[-1:]}


def of_packing(program: pathlib.Path | None) -> dict[str, Any]:
    """The machine that packs: system, Python and its packages, and compilers of the program."""
    versions = {name: str(importlib.import_module(name).__version__) for name in _PACKAGES}
    found: dict[str, Any] = {
        "system": platform.platform(), "processor": platform.machine(),
        "python": platform.python_version(),
        "packages": versions}
    if program is not None:
        found["moai"] = _printed(program, "--version").splitlines()[:1]
        comment = _printed("readelf", "-p", ".comment", program)
        found["compilers"] = re.findall(r"\]\s+(.*\S)", comment)
        linked = _printed("ldd", program)
        found["libraries"] = sorted(set(re.findall(r"^\s*(\S+) =>", linked, re.MULTILINE)))
    return found


def source(checkout: pathlib.Path, folder: pathlib.Path) -> dict[str, Any]:
    """Writes the commit of a checkout as moai-COMMIT.tar.gz, and local-changes.patch where it has any,
    into the folder; returns commit, patch and untracked files. Throws UserError for no checkout."""
    commit = _printed("git", "-C", checkout, "rev-parse", "HEAD")
    if not commit:
        raise UserError(f"{checkout}: no git checkout (--source names that of the program)")
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / f"moai-{commit[:10]}.tar.gz"
    done = subprocess.run(["git", "-C", str(checkout), "archive", "--format=tar.gz",
                           f"--prefix=moai-{commit[:10]}/", "-o", str(archive.resolve()), commit],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"{checkout}: git archive: {done.stderr.strip()}")
    patch = subprocess.run(["git", "-C", str(checkout), "diff", "--binary", "HEAD"],
                           capture_output=True, check=True).stdout
    if patch:
        (folder / "local-changes.patch").write_bytes(patch)
    others = _printed("git", "-C", checkout, "ls-files", "--others", "--exclude-standard")
    return {"commit": commit, "changed": bool(patch), "untracked": others.splitlines()}
