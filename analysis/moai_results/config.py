"""The resolved experiment that every trial file carries, as plain dicts, lists and values.

    config = parse(trial.attributes["config"])
    config["algorithm"]["cells"], config.get("analysis", {}).get("compare", [])

This reads the YAML that moai writes (blocks by indentation, lists and mappings on one line, words
in double quotes), so that the analysis needs no YAML library. Files that people write may hold more
than that: moai resolves them.
"""

import json
import re

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PLAIN = r'[^\s\[\]{},:"]+'
_TOKEN = re.compile(rf'\s*({_QUOTED}|[\[\]{{}},]|:(?=\s)|{_PLAIN}(?: {_PLAIN})*)')


def parse(text):
    """The value of a whole document. Throws ValueError for what is not understood."""
    lines = [(len(line) - len(line.lstrip(" ")), line.strip()) for line in text.split("\n")
             if line.strip()]
    value, rest = _block(lines)
    if rest:
        raise ValueError(f"cannot read the line '{rest[0][1]}' of a configuration")
    return value


def _block(lines):
    """(value, what follows) of the block that begins with the first line."""
    if not lines:
        return {}, []
    indent, first = lines[0]
    is_list = first == "-" or first.startswith("- ")
    value = [] if is_list else {}
    while lines and lines[0][0] == indent:
        line = lines[0][1]
        if is_list:
            # What stands behind the dash is a block of its own, further in.
            item = line[1:].lstrip()
            found, lines = _item([(indent + len(line) - len(item), item), *lines[1:]])
            value.append(found)
        else:
            key, rest = _key(line)
            if rest:
                value[key], lines = _flow(rest), lines[1:]
            else:
                value[key], lines = _block(lines[1:])
    return value, lines


def _item(lines):
    line = lines[0][1]
    if line[:1] in "[{" or not _is_entry(line):
        return _flow(line), lines[1:]
    return _block(lines)


def _is_entry(line):
    try:
        _key(line)
    except ValueError:
        return False
    return True


def _key(line):
    """(key, what follows the colon)."""
    match = re.match(rf"({_QUOTED}|{_PLAIN}):(?:\s+(.*))?$", line)
    if not match:
        raise ValueError(f"cannot read the line '{line}' of a configuration")
    return _word(match[1]), match[2]


def _flow(text):
    """A value on one line."""
    tokens = _TOKEN.findall(text)
    value, rest = _from_tokens(tokens)
    if rest or not tokens:
        raise ValueError(f"cannot read '{text}' of a configuration")
    return value


def _from_tokens(tokens):
    if not tokens:
        raise ValueError("a list or mapping of a configuration has no end")
    first, tokens = tokens[0], tokens[1:]
    if first not in "[{":
        return _word(first), tokens
    value, close = ([], "]") if first == "[" else ({}, "}")
    while tokens and tokens[0] != close:
        if first == "[":
            found, tokens = _from_tokens(tokens)
            value.append(found)
        else:
            key = tokens[0]
            value[_word(key)], tokens = _from_tokens(tokens[2:])
        tokens = tokens[1:] if tokens[:1] == [","] else tokens
    if not tokens:
        raise ValueError("a list or mapping of a configuration has no end")
    return value, tokens[1:]


def _word(text):
    if text.startswith('"'):
        return json.loads(re.sub(r"\\x(..)", r"\\u00\1", text))
    if text in ("true", "false"):
        return text == "true"
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            pass
    return None if text == "null" else text
