"""Histories as TensorBoard events: a run per trial, a scalar per column of the history.

    write(folder / "jumps=none" / "0", history)     # then: tensorboard --logdir folder

Needs the package tensorboard.
"""

from __future__ import annotations

import pathlib

import numpy as np
import pandas as pd

from ..errors import UserError

KEYS = ("condition", "trial", "generation", "island")


def write(folder: pathlib.Path, history: pd.DataFrame) -> int:
    """Writes one trial's history, the generation as step; returns the number of values. Values that
    are not finite are left out. Throws UserError without the package."""
    try:
        from tensorboard.summary import Writer
    except ImportError as error:
        raise UserError("TensorBoard events need the package tensorboard (it is not installed) "
                        "pip install tensorboard") from error
    several = history["island"].nunique() > 1
    writer = Writer(str(folder))
    count = 0
    for column in history.columns.difference(KEYS, sort=False):
        for generation, island, value in zip(history["generation"], history["island"],
                                             history[column]):
            if np.isfinite(value):
                tag = f"{column}/island {island}" if several else column
                writer.add_scalar(tag, float(value), int(generation))
                count += 1
    writer.close()
    return count
