"""What a sweep varied, read from the names that it gave to its conditions.

    of("jumps=none,functions_per_cell=3")        # {"jumps": "none", "functions_per_cell": 3}
    numeric(results.conditions)                  # ["functions_per_cell"]
    rows = with_setting(results.trials, "functions_per_cell")   # columns setting, rest
"""


def of(condition):
    """Setting -> value; a label before the condition and names without = count as `condition`."""
    label, _, name = condition.rpartition("/")
    found = {"condition": label} if label else {}
    for part in name.split(","):
        key, equals, value = part.partition("=")
        if equals:
            found[key] = _number(value)
        else:
            found["condition"] = ", ".join(filter(None, [found.get("condition"), part]))
    return found


def _number(text):
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def numeric(conditions, least=3):
    """Settings that take at least so many different numbers, in the order of the names."""
    values = {}
    for condition in conditions:
        for key, value in of(condition).items():
            values.setdefault(key, set()).add(value)
    return [key for key, found in values.items()
            if len({v for v in found if not isinstance(v, str)}) >= least]


def with_setting(trials, key):
    """The rows whose condition sets `key` to a number, with the columns setting (its value) and
    rest (the other settings in words)."""
    has = [not isinstance(of(name).get(key, ""), str) for name in trials["condition"]]
    rows = trials[has]
    parts = [of(name) for name in rows["condition"]]
    return rows.assign(
        setting=[part[key] for part in parts],
        rest=[", ".join(f"{name}={value}" if name != "condition" else str(value)
                        for name, value in part.items() if name != key) for part in parts])
