#!/usr/bin/env python3
"""Gathers the pages of the documentation site from the repository's Markdown files.

    docs/site/collect.py build/site-pages

Pages keep their places, so that links between them hold. A file that a page links to and that is no page (an
experiment, a schema, a recipe) becomes one with its text; pictures are copied.
"""
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINK = re.compile(r"(\]\()([^)\s]+)(\))")
FENCED = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
PICTURES = (".png", ".svg", ".jpg")
LEXERS = {".yml": "yaml", ".yaml": "yaml", ".json": "json", ".py": "python", ".sh": "sh", ".h": "c++", ".c": "c"}


def shown(path):
    """Where a file that is no page is shown: no part of its path is hidden there."""
    return pathlib.Path(*(part.lstrip(".") for part in path.parent.parts), path.name + ".md")


def listed(path):
    """The text of a file as a page."""
    text = (ROOT / path).read_text()
    return f"# {path}\n\n```{LEXERS.get(path.suffix, 'text')}\n{text.rstrip()}\n```\n"


class Site:
    def __init__(self, out):
        self.out = out

    def write(self, path, text):
        (self.out / path).parent.mkdir(parents=True, exist_ok=True)
        (self.out / path).write_text(text)

    def page(self, path):
        """Copies a page, and what it links to that is none."""
        def linked(match):
            target, hash_, part = match[2].partition("#")
            if re.match(r"[a-z]+:", match[2]) or not target:
                return match[0]
            file = (ROOT / path.parent / target).resolve().relative_to(ROOT)
            if (ROOT / file).is_dir():
                return match[1] + f"{target.rstrip('/')}/README.md" + hash_ + part + match[3]
            if file.suffix in PICTURES:
                (self.out / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / file, self.out / file)
            elif file.suffix != ".md":
                self.write(shown(file), listed(file))
                up = "../" * len(path.parent.parts)
                return match[1] + up + shown(file).as_posix() + match[3]
            return match[0]

        pieces = FENCED.split((ROOT / path).read_text())
        for number, piece in enumerate(pieces):
            if number % 2:  # in a fence; what a test makes of its language is not for readers
                pieces[number] = piece.replace("```sh slow\n", "```sh\n", 1)
            else:
                pieces[number] = LINK.sub(linked, piece)
        self.write(path, "".join(pieces))


def main():
    out = pathlib.Path(sys.argv[1])
    shutil.rmtree(out, ignore_errors=True)
    site = Site(out)
    kept = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in kept.splitlines():
        if not name.startswith("."):
            site.page(pathlib.Path(name))
    site.write("style.css", (ROOT / "docs/site/style.css").read_text())


if __name__ == "__main__":
    main()
