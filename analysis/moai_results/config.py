"""The resolved experiment that every trial file carries, as plain dicts, lists and values.

    config = parse(trial.attributes["config"])
    config["algorithm"]["cells"], config.get("analysis", {}).get("compare", [])

Words without quotes are what YAML 1.2 (core schema) takes them for, as moai does: `no` is a word and
`5e-4` a number, which YAML 1.1 and so PyYAML would read the other way round.
"""

from __future__ import annotations

import pathlib
import re
from typing import Any

import yaml

# The C parser where PyYAML was built with it: seconds less for experiments of many conditions.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """A safe loader with the words of YAML 1.2's core schema (https://yaml.org/spec/1.2.2, 10.3.2)."""

    yaml_implicit_resolvers: dict[str, Any] = {}


_INTEGER = re.compile(r"^[-+]?[0-9]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$|^[-+]?\.(inf|Inf|INF)$"
                    r"|^\.(nan|NaN|NAN)$")
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool",
                              re.compile("^(true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(~|null|Null|NULL|)$"),
                              ["~", "n", "N", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", _INTEGER, list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+.0123456789"))
# Decimal, whatever it begins with: 010 is ten and 1_000 a word.
_Loader.add_constructor("tag:yaml.org,2002:int",
                        lambda loader, node: int(loader.construct_scalar(node)))
_Loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(
    re.sub(r"\.(?=inf|nan)", "", loader.construct_scalar(node).lower())))


def parse(text: str) -> dict[str, Any]:
    """The mapping of a whole document; {} for an empty one. Throws ValueError for anything else."""
    try:
        value = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise ValueError(f"a configuration that is no YAML: {error}") from error
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError(f"'{text[:40]}' (a configuration begins with a key)")
    return value


def read(path: pathlib.Path) -> dict[str, Any]:
    """A resolved experiment; {} where there is none."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError:
        return {}


def conditions_of(plan: dict[str, Any]) -> list[str]:
    """The conditions of a resolved experiment, also those that have no trial yet; [] where it is {}."""
    if not plan:
        return []
    return [item["name"] for item in plan.get("conditions", [{"name": "default"}])]
