"""What machines read of an artefact: RO-Crate 1.1 (ro-crate-metadata.json) and CITATION.cff.

https://w3id.org/ro/crate/1.1 and https://citation-file-format.github.io (1.2.0).
"""

from __future__ import annotations

import json
import mimetypes
import pathlib
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

_TYPES = {".h5": "application/x-hdf5", ".yaml": "text/yaml", ".md": "text/markdown",
          ".patch": "text/x-diff", ".cff": "text/yaml"}


def licence_url(licence: str) -> str:
    """Of an SPDX identifier."""
    return f"https://spdx.org/licenses/{licence}"


def crate(folder: pathlib.Path, title: str, description: str, authors: Sequence[str], licence: str,
          date: str, versions: Sequence[str], licences: Mapping[str, str]) -> str:
    """The JSON-LD of everything in the folder. licences: file -> SPDX of those with their own."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")
                   if path.is_file() and path.name not in ("ro-crate-metadata.json", "SHA256SUMS"))
    people = [{"@id": f"#author-{number}", "@type": "Person", "name": name}
              for number, name in enumerate(authors, 1)]
    software = [{"@id": f"#moai-{number}", "@type": "SoftwareApplication", "name": "moai",
                 "version": version} for number, version in enumerate(versions, 1)]
    entities: list[dict[str, Any]] = [
        {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"},
         "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}},
        {"@id": "./", "@type": "Dataset", "name": title, "description": description,
         "datePublished": date, "license": {"@id": licence_url(licence)},
         "author": [{"@id": one["@id"]} for one in people],
         "hasPart": [{"@id": name} for name in files], "mentions": [{"@id": "#run"}]},
        {"@id": "#run", "@type": "CreateAction", "name": "the trials were run",
         "instrument": [{"@id": one["@id"]} for one in software],
         "object": {"@id": "experiment.yaml"},
         "result": [{"@id": name} for name in files if name.startswith("results/")]}]
    entities += people + software
    for one in sorted({licence, *licences.values()}):
        entities.append({"@id": licence_url(one), "@type": "CreativeWork", "name": one})
    for name in files:
        path = folder / name
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        entity: dict[str, Any] = {"@id": name, "@type": "File", "name": path.name,
                                  "contentSize": str(path.stat().st_size), "encodingFormat": kind}
        if name in licences:
            entity["license"] = {"@id": licence_url(licences[name])}
        entities.append(entity)
    return json.dumps({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": entities},
                      indent=1, ensure_ascii=False) + "\n"


def citation(title: str, authors: Sequence[str], licence: str, date: str,
             versions: Sequence[str]) -> str:
    """CITATION.cff of the artefact, with moai among its references."""
    return yaml.safe_dump({
        "cff-version": "1.2.0", "message": "If these data helped a publication, please cite them.",
        "title": title, "type": "dataset", "authors": [{"name": name} for name in authors],
        "license": licence, "date-released": date,
        "references": [{"type": "software", "title": "moai: many-objective algorithms on islands",
                        "authors": [{"name": "the moai authors"}], "version": version}
                       for version in versions]}, sort_keys=False, allow_unicode=True)
