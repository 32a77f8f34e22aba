"""Names for the arrays that go from module to module; shapes are in the docstrings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
# (H,W,3) 8 bits a colour, or (N,H,W,3).
Pixels = npt.NDArray[np.uint8]
# What numpy and pandas take for a sample of numbers: a list, an array, a Series.
Sample = Any

# A picture and what it belongs to.
Snapshots = Sequence[tuple[int, Pixels]]  # (generation, (H,W,3))
LineOfDescent = Sequence[tuple[int, int, Pixels]]  # (generation, cell, (H,W,3))

# (condition, trial)
Trial = tuple[str, int]
