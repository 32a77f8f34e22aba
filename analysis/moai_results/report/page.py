"""How a report looks: html of paragraphs, tables and whole pages.

    page("paper", "3 conditions", [], [("What was run", table(["condition"], [["fns=3"]]))])

No network and no scripts are needed to read it. Text is escaped here, so callers give it as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Sequence

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
figure img { max-width: none; height: auto; display: block; }
dt { font-weight: 600; margin-top: 0.5rem; } dd { margin-left: 1rem; font-size: 0.85rem; }
pre { background: #f5f5f5; padding: 0.6rem; overflow-x: auto; font-size: 0.75rem; }
@media print { body { max-width: none; font-size: 10pt; } nav { display: none; }
               figure, tr { break-inside: avoid; } h2 { break-after: avoid; }
               pre { white-space: pre-wrap; } .wide { overflow: visible; } figure img { min-width: 0 !important; }
               table { font-size: 0.7rem; } th, td { white-space: normal; padding: 0.15rem 0.3rem; }
               td.text { min-width: 5rem; } }
"""


def text(value: object) -> str:
    """Escaped."""
    return html.escape(str(value))


def paragraph(words: str, kind: str | None = None) -> str:
    """kind: its class, `note` for what is small and grey."""
    return f"<p{f' class={kind}' if kind else ''}>{text(words)}</p>"


def breakable(value: object) -> str:
    """Text of a cell that may be broken after the marks in a condition's name."""
    return re.sub(r"([,=/])(?=\S)", r"\1<wbr>", text(value))


def table(heading: Sequence[str], rows: Iterable[Sequence[object]],
          bold: Callable[[int, int], bool] = lambda row, column: False,
          words: Collection[int] = (0,)) -> str:
    """heading: a text for each column; rows: lists of as many texts. bold: (row, column) -> whether;
    words: columns with text, which is on the left and may be broken; the others are numbers, on the
    right."""
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


def folded(summary: str, body: str, open_at_first: bool = False) -> str:
    """body: html, shown when the summary is clicked at."""
    state = " open" if open_at_first else ""
    return f"<details{state}><summary>{text(summary)}</summary>{body}</details>"


def definitions(entries: Iterable[tuple[str, str]]) -> str:
    """entries: (term, what it means)."""
    return "<dl>" + "".join(f"<dt>{text(term)}</dt><dd>{text(meaning)}</dd>"
                            for term, meaning in entries) + "</dl>"


def page(title: str, subtitle: str, warnings: Sequence[str], sections: Iterable[tuple[str, str]],
         refresh: float | None = None) -> str:
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
