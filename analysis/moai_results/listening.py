"""A page with players for members along a front: what `moai export --front N` wrote, with figures,
in one HTML file that needs no network.

    samples = listening.exported(moai, folder, "default", 0, 7, "exports")
    listening.write_page("listen.html", title, samples, [("the front", "front.png")])
"""

from __future__ import annotations


import base64
import dataclasses
import html
import pathlib
import re
import subprocess
from collections.abc import Iterable

from .errors import UserError

KINDS = {".png": "image/png", ".gif": "image/gif", ".wav": "audio/wav"}

STYLE = """body{font:15px/1.5 sans-serif;max-width:64em;margin:2em auto;padding:0 1em;color:#222}
figure{margin:0}figure img{max-width:100%}.row{display:flex;gap:1em;flex-wrap:wrap}
.sample{border-top:1px solid #ddd;padding:1em 0;display:grid;gap:1em;
grid-template-columns:14em 1fr 1fr;align-items:center}
.sample img{width:100%;height:13em;image-rendering:auto}audio{width:14em}
@media(max-width:50em){.sample{grid-template-columns:1fr}}"""


@dataclasses.dataclass
class Sample:
    """Somebody of the front: `fitness` by objective, `files` by label (sound, spectrogram, mask)."""

    individual: int
    fitness: dict[str, float]
    files: dict[str, pathlib.Path]


def exported(moai: str, folder: str | pathlib.Path, condition: str, trial: int, count: int,
             out: str | pathlib.Path) -> list[Sample]:
    """Runs `moai export`; a Sample for each of at most `count` members of the front, best of the
    first objective first."""
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    words = [str(moai), "export", str(folder), "--condition", condition, "--trial", str(trial),
             "--front", str(count), "--out", str(out)]
    try:
        result = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError as error:
        raise UserError(f"cannot run '{moai}' ({error.strerror}). Say with --moai where the "
                        "program is.") from error
    if result.returncode != 0:
        raise UserError(result.stderr.strip() or f"{words[0]} export failed")
    samples = []
    for line in result.stdout.splitlines():
        found = re.fullmatch(r"individual (\d+)((?:, \S+ \S+)+): (.*)", line)
        if not found:
            continue
        pairs = [part.split() for part in found[2].split(", ") if part]
        files = {pathlib.Path(path).stem.rsplit("-", 1)[1]: pathlib.Path(path)
                 for path in found[3].split(", ")}
        samples.append(Sample(int(found[1]), {name: float(value) for name, value in pairs}, files))
    return samples


def _data(path: str | pathlib.Path) -> str:
    path = pathlib.Path(path)
    return f"data:{KINDS[path.suffix]};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _sample(number: int, sample: Sample) -> str:
    losses = "<br>".join(f"{html.escape(name)} loss {-value + 0.0:.3f}"
                         for name, value in sample.fitness.items())
    pictures = "".join(
        f'<figure><img alt="{label}" src="{_data(sample.files[label])}">'
        f"<figcaption>{label}</figcaption></figure>"
        for label in ("spectrogram", "mask") if label in sample.files)
    return (f'<div class="sample"><div><b>{number}</b> individual {sample.individual}<br>{losses}'
            f'<br><audio controls src="{_data(sample.files["sound"])}"></audio></div>'
            f"{pictures}</div>")


def write_page(path: str | pathlib.Path, title: str, samples: Iterable[Sample],
               figures: Iterable[tuple[str, str | pathlib.Path]]) -> None:
    """Writes the page at `path`. figures: (caption, file) pairs above the players."""
    rows = "".join(f'<figure><img alt="{html.escape(caption)}" src="{_data(file)}">'
                   f"<figcaption>{html.escape(caption)}</figcaption></figure>"
                   for caption, file in figures)
    players = "\n".join(_sample(number, sample) for number, sample in enumerate(samples, 1))
    page = (f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}'
            f"</title><style>{STYLE}</style><h1>{html.escape(title)}</h1>"
            f'<div class="row">{rows}</div>\n{players}</html>\n')
    pathlib.Path(path).write_text(page, encoding="utf-8")
