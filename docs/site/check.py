#!/usr/bin/env python3
"""Follows every link of the built site; code 1 where one leads to nowhere or out to a server while reading.

    docs/site/check.py build/site
"""
import html.parser
import pathlib
import re
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.links, self.loads, self.places = [], [], set()
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.places.update(value for name, value in attributes if name in ("id", "name") and value)
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        for name in ("src", "href"):
            if tag in ("img", "script", "link") and found.get(name):
                self.loads.append(found[name])


def main():
    top = pathlib.Path(sys.argv[1]).resolve()
    pages = {path: Page(path) for path in sorted(top.rglob("*.html"))}
    wrong, followed = [], 0
    for path, page in pages.items():
        if path.name == "404.html":  # its links are those of the server's top
            continue
        for target in page.links + page.loads:
            url = urllib.parse.urlparse(target)
            if url.scheme or url.netloc:
                if target in page.loads and url.scheme != "data":
                    wrong.append(f"{path.relative_to(top)} loads {target}")
                continue
            followed += 1
            place = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path not in ("", ".") else path
            if place.is_dir():
                place /= "index.html"
            part = urllib.parse.unquote(url.fragment)
            if not place.is_file():
                wrong.append(f"{path.relative_to(top)}: {target}")
            elif part and place in pages and not re.fullmatch("_.*|", part) and part not in pages[place].places:
                wrong.append(f"{path.relative_to(top)}: {target} (no such heading)")
    print("\n".join(wrong) or f"{len(pages)} pages, {followed} links: all lead somewhere")
    return 1 if wrong or followed < len(pages) else 0


if __name__ == "__main__":
    sys.exit(main())
