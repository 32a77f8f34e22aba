"""Serves a function of your own to moai, as `problem: {type: external}`.

    import moai_problem

    def evaluate(x):                       # (N, n) array of variables
        return x ** 2                      # (N, M) array of objectives

    moai_problem.serve(evaluate)

With constraints the function returns a pair, the second being an (N, K) array that is not above 0
where a design is feasible. A row that is not finite has failed. What the function prints goes to
standard error: standard output is for moai. docs/external.md describes the lines that are spoken.
"""
import json
import os
import sys
import traceback
from typing import Any, Callable, Dict, List, Optional, Tuple

import numpy

__all__ = ["VERSION", "serve"]

VERSION = 1


def serve(evaluate: Callable[[Any], Any], *, variables: Optional[int] = None,
          objectives: Optional[int] = None, constraints: Optional[int] = None,
          start: Optional[Callable[[Dict[str, Any]], None]] = None) -> None:
    """Answers moai until it hangs up.

    evaluate: from an (N, n) array to an (N, M) array, or to a pair of it and an (N, K) array of
        constraints. A row's result must not depend on the other rows. An exception makes every row
        of its batch fail, with the traceback on standard error; moai then asks for smaller batches.
    variables, objectives, constraints: what the function is made for; where it differs from the
        experiment, moai refuses to start. Not given: whatever the experiment says.
    start: called once with moai's hello, a dictionary: names, bounds and choices of the variables.
    """
    replies = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # prints, also those of libraries in other languages
    hello = json.loads(sys.stdin.readline())
    mine = {"moai": VERSION}
    for key, value in (("variables", variables), ("objectives", objectives),
                       ("constraints", constraints)):
        mine[key] = hello[key] if value is None else value
    if start is not None:
        start(hello)
    _send(replies, mine)
    for line in sys.stdin:
        request = json.loads(line)
        _send(replies, {"id": request["id"], **_answer(evaluate, request["x"], hello)})


def _send(replies: Any, message: Dict[str, Any]) -> None:
    replies.write(json.dumps(message, separators=(",", ":"), allow_nan=False) + "\n")
    replies.flush()


def _answer(evaluate: Callable[[Any], Any], rows: List[List[float]],
            hello: Dict[str, Any]) -> Dict[str, Any]:
    x = numpy.array(rows, dtype=float).reshape(len(rows), hello["variables"])
    try:
        f, g = _tables(evaluate(x), len(rows), hello)
    except Exception as error:  # whatever the user's function throws is told, not fatal
        traceback.print_exc()
        sys.stderr.flush()
        why = f"{type(error).__name__}: {error}"
        nothing = [None] * len(rows)
        return {"f": nothing, "g": nothing, "why": [why] * len(rows)}
    good = numpy.isfinite(f).all(axis=1) & numpy.isfinite(g).all(axis=1)
    answer: Dict[str, Any] = {"f": f.tolist(), "g": g.tolist()}
    if not good.all():
        answer["why"] = [""] * len(rows)
        for row in numpy.flatnonzero(~good):
            answer["f"][row] = answer["g"][row] = None
            answer["why"][row] = "an objective or constraint is not finite"
    return answer


def _tables(result: Any, rows: int, hello: Dict[str, Any]) -> Tuple[Any, Any]:
    f, g = result if isinstance(result, tuple) else (result, numpy.zeros((rows, 0)))
    tables = []
    for name, table, columns in (("objectives", f, hello["objectives"]),
                                 ("constraints", g, hello["constraints"])):
        table = numpy.asarray(table, dtype=float)
        if table.ndim == 1 and columns == 1:
            table = table[:, None]
        if table.shape != (rows, columns):
            raise ValueError(f"{name}: an array of shape {table.shape} instead of {(rows, columns)}")
        tables.append(table)
    return tables[0], tables[1]
