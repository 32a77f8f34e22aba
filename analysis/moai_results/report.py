"""One self-contained report.html: what was run, tables with tests, figures, provenance, warnings.

    write_report(moai_results.open("results/quickstart"), "results/quickstart/report.html")

No network and no scripts are needed to read it; pictures are inside as data URIs. What goes in
is decided in report_sections.py; this file only lays it out.
"""

import base64
import contextlib
import contextvars
import html
import io
import pathlib
import re

import matplotlib.pyplot as plt
from PIL import Image  # matplotlib needs it, too

from .figures import style

_saved = contextvars.ContextVar("where figures are saved to", default=None)

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #1b1b1b; background: #fff;
       max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; border-bottom: 1px solid #ccc; }
p.note, figcaption { color: #555; font-size: 0.85rem; }
ul.warnings { background: #fff3dc; border-left: 4px solid #D55E00; padding: 0.6rem 2rem; }
nav a { margin-right: 1rem; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.6rem; text-align: right; border-bottom: 1px solid #e2e2e2;
         white-space: nowrap; }
th { white-space: normal; }
th.text, td.text { text-align: left; }
td.text { white-space: normal; overflow-wrap: break-word;
          min-width: min(13rem, 35vw); }
thead th { border-bottom: 2px solid #555; vertical-align: bottom; }
figure { margin: 1rem 0; }
figure img { max-width: 100%; height: auto; }
pre { background: #f5f5f5; padding: 0.6rem; overflow-x: auto; font-size: 0.75rem; }
@media print { body { max-width: none; font-size: 10pt; } nav { display: none; }
               figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
               pre { white-space: pre-wrap; } .wide { overflow: visible; }
               table { font-size: 0.7rem; } th, td { white-space: normal; padding: 0.15rem 0.3rem; }
               td.text { min-width: 5rem; } }
"""


def text(value):
    return html.escape(str(value))


def paragraph(words, kind=None):
    return f"<p{f' class={kind}' if kind else ''}>{text(words)}</p>"


def breakable(value):
    """Text of a cell that may be broken after the marks in a condition's name."""
    return re.sub(r"([,=_/])(?=\S)", r"\1<wbr>", text(value))


def table(heading, rows, bold=lambda row, column: False, words=(0,)):
    """heading: list of texts; rows: lists of texts. words: columns with text, which is on the left
    and may be broken; the others are numbers, on the right."""
    kinds = [' class="text"' if column in words else "" for column in range(len(heading))]
    head = "".join(f"<th{kind}>{text(cell)}</th>" for kind, cell in zip(kinds, heading))
    lines = []
    for number, row in enumerate(rows):
        cells = [breakable(cell) if column in words else text(cell)
                 for column, cell in enumerate(row)]
        cells = [f"<b>{cell}</b>" if bold(number, column) else cell
                 for column, cell in enumerate(cells)]
        lines.append("<tr>" + "".join(f"<td{kind}>{cell}</td>"
                                      for kind, cell in zip(kinds, cells)) + "</tr>")
    return (f'<div class="wide"><table><thead><tr>{head}</tr></thead>'
            f"<tbody>{''.join(lines)}</tbody></table></div>")


@contextlib.contextmanager
def figures_in(folder):
    """While it lasts, every picture() is also written to the folder, as PNG and PDF."""
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    token = _saved.set({"folder": pathlib.Path(folder), "count": 0})
    try:
        yield
    finally:
        _saved.reset(token)


def _save(figure, caption):
    saved = _saved.get()
    if saved is None:
        return
    saved["count"] += 1
    words = re.sub(r"[^a-z0-9]+", "-", caption.lower()).strip("-")[:90].strip("-")
    style.save(figure, saved["folder"] / f"{saved['count']:02}-{words}", close=False)


def _png(figure):
    """As bytes; figures without pictures in 256 colours, which is a third of the size."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=130)
    if any(axes.images for axes in figure.axes):
        return out
    small = io.BytesIO()
    with Image.open(out) as drawn:
        drawn.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(small, "png",
                                                                          optimize=True)
    return small


def picture(figure, caption):
    """The matplotlib figure inside the page; it is closed."""
    out = _png(figure)
    _save(figure, caption)  # afterwards: each drawing lets the automatic layout move a little
    plt.close(figure)
    data = base64.b64encode(out.getvalue()).decode()
    return (f'<figure><img alt="{text(caption)}" src="data:image/png;base64,{data}">'
            f"<figcaption>{text(caption)}</figcaption></figure>")


def folded(summary, body, open_at_first=False):
    state = " open" if open_at_first else ""
    return f"<details{state}><summary>{text(summary)}</summary>{body}</details>"


def page(title, subtitle, warnings, sections, refresh=None):
    """sections: list of (heading, html). refresh: seconds after which a browser loads it again."""
    entries = [(f"s{number}", heading, body) for number, (heading, body) in enumerate(sections, 1)]
    links = "".join(f'<a href="#{name}">{text(heading)}</a> ' for name, heading, _ in entries)
    parts = [f'<h2 id="{name}">{text(heading)}</h2>{body}' for name, heading, body in entries]
    warned = ""
    if warnings:
        warned = f'<ul class="warnings">{"".join(f"<li>{text(w)}</li>" for w in warnings)}</ul>'
    again = f'<meta http-equiv="refresh" content="{int(refresh)}">' if refresh else ""
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{again}'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<link rel="icon" href="data:,">'
            f"<title>{text(title)}</title><style>{STYLE}</style></head><body>"
            f"<h1>{text(title)}</h1>{paragraph(subtitle, 'note')}<nav>{links}</nav>{warned}"
            f"{''.join(parts)}</body></html>\n")


def write_report(results, path, refresh=None, figures=None):
    """Writes the report of `results` (whole or not at all); returns the path.

    figures: a folder for every figure of it as PNG and PDF; None: none are written."""
    from . import report_sections

    path = pathlib.Path(path)
    with figures_in(figures) if figures else contextlib.nullcontext():
        content = page(*report_sections.contents(results), refresh=refresh)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(content, encoding="utf-8")
    partial.replace(path)
    return path
