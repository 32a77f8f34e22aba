"""Many small pictures as one: axes or images for each of a hundred would take seconds.

    picture = Mosaic(width=7.0, height=3.0, side=0.6)       # all in inches, or in cells
    picture.put(pixels, left=0.1, bottom=2.0)
    picture.show(axes)
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import Pixels

# Of a picture in the mosaic, whatever its own are.
LEAST_PIXELS = 64


def as_bytes(values: Any) -> Pixels:
    """(H,W,3) 8-bit values of 8-bit or [0,1] ones."""
    values = np.asarray(values)
    if values.dtype == np.uint8:
        return values
    return np.rint(255.0 * np.clip(values, 0.0, 1.0)).astype(np.uint8)


class Mosaic:
    """A plane of width x height with square pictures of one side; transparent between them."""

    def __init__(self, width: float, height: float, side: float) -> None:
        """All in one unit, that of the axes."""
        self._size = (width, height)
        self._scale = LEAST_PIXELS / side
        shape = (int(np.ceil(height * self._scale)), int(np.ceil(width * self._scale)), 4)
        self._pixels = np.zeros(shape, np.uint8)

    def put(self, picture: Any, left: float, bottom: float, strength: float = 1.0) -> None:
        """picture: (H,W,3); the pixels nearest to each place, so that none is blurred."""
        values = as_bytes(picture)
        top = self._size[1] - bottom - LEAST_PIXELS / self._scale
        row, column = round(max(top, 0.0) * self._scale), round(max(left, 0.0) * self._scale)
        there = self._pixels[row:row + LEAST_PIXELS, column:column + LEAST_PIXELS]
        rows = np.arange(there.shape[0]) * values.shape[0] // LEAST_PIXELS
        columns = np.arange(there.shape[1]) * values.shape[1] // LEAST_PIXELS
        there[..., :3] = values[rows][:, columns]
        there[..., 3] = round(255 * strength)

    def show(self, axes: Any, left: float = 0.0, bottom: float = 0.0) -> None:
        """On axes in the same unit; left, bottom: of the plane."""
        width = self._pixels.shape[1] / self._scale
        height = self._pixels.shape[0] / self._scale
        top = bottom + self._size[1]
        axes.imshow(self._pixels, interpolation="nearest", aspect="auto",
                    extent=(left, left + width, top - height, top))
