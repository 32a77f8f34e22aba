"""What a sweep varied, read from the names that it gave to its conditions.

    of("jumps=none,functions_per_cell=3")        # {"jumps": "none", "functions_per_cell": 3}
    numeric(results.conditions)                  # ["functions_per_cell"]
    rows = with_setting(results.trials, "functions_per_cell")   # columns setting, rest
"""

from __future__ import annotations


from collections.abc import Iterable
from typing import Union

import pandas as pd

Value = Union[int, float, str]


def of(condition: str) -> dict[str, Value]:
    """Setting -> value; a label before the condition and names without = count as `condition`."""
    label, _, name = condition.rpartition("/")
    found: dict[str, Value] = {"condition": label} if label else {}
    words = [label] if label else []
    for part in name.split(","):
        key, equals, value = part.partition("=")
        if equals:
            found[key] = _number(value)
        else:
            words += [part] if part else []
            found["condition"] = ", ".join(words)
    return found


def _number(text: str) -> Value:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def numeric(conditions: Iterable[str], least: int = 3) -> list[str]:
    """Settings that take at least so many different numbers, in the order of the names."""
    values: dict[str, set[Value]] = {}
    for condition in conditions:
        for key, value in of(condition).items():
            values.setdefault(key, set()).add(value)
    return [key for key, found in values.items()
            if len({v for v in found if not isinstance(v, str)}) >= least]


def with_setting(trials: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows whose condition sets `key` to a number, with the columns setting (its value) and
    rest (the other settings in words)."""
    has = [not isinstance(of(name).get(key, ""), str) for name in trials["condition"]]
    rows = trials[has]
    parts = [of(name) for name in rows["condition"]]
    return rows.assign(
        setting=[part[key] for part in parts],
        rest=[", ".join(f"{name}={value}" if name != "condition" else str(value)
                        for name, value in part.items() if name != key) for part in parts])
