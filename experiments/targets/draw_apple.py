#!/usr/bin/python3
"""Draws apple.png: a red apple with a stalk and a leaf on a pale ground.

    python3 experiments/targets/draw_apple.py apple.png [--size 256]
"""

import numpy as np
from canvas import gradient, grid, mix, paint, run


def draw(size):
    """The picture, (size, size, 3) in [0, 1]."""
    x, y = grid(size)
    edge = 2.0 / size
    picture = gradient(y + 0.1 * x, [(-1.1, (0.98, 0.97, 0.92)), (0.55, (0.91, 0.88, 0.80)),
                                     (0.62, (0.78, 0.72, 0.62)), (1.1, (0.88, 0.83, 0.74))])
    shadow = np.exp(-((x - 0.1) / 0.62) ** 4 - ((y - 0.74) / 0.10) ** 2)
    picture = mix(picture, (0.40, 0.33, 0.28), 0.7 * shadow)

    # A heart-like outline: a circle whose radius dips where the stalk and the base are.
    angle = np.arctan2(y - 0.1, x)
    radius = 0.60 + 0.06 * np.cos(2.0 * angle) - 0.17 * np.exp(-((angle + np.pi / 2) / 0.32) ** 2)
    radius -= 0.05 * np.exp(-((angle - np.pi / 2) / 0.25) ** 2)
    body = np.hypot(x, y - 0.1) - radius
    light = np.clip(0.95 - 0.75 * np.hypot(x + 0.26, y + 0.12), 0.0, 1.0)
    skin = gradient(light, [(0.0, (0.36, 0.03, 0.08)), (0.5, (0.78, 0.10, 0.12)),
                            (1.0, (0.95, 0.32, 0.18))])
    streaks = 0.5 + 0.5 * np.sin(22.0 * angle + 3.0 * np.sin(3.0 * angle))
    skin = mix(skin, (0.96, 0.72, 0.25), 0.30 * streaks * np.exp(-((y + 0.25) / 0.3) ** 2))
    picture = paint(picture, skin, body, edge)
    gleam = np.exp(-((x + 0.27) / 0.10) ** 2 - ((y + 0.14) / 0.15) ** 2)
    picture = mix(picture, (1.0, 0.96, 0.92), 0.85 * gleam)

    stalk = np.abs(x - 0.04 - 0.22 * (y + 0.38) ** 2) - 0.028 - 0.02 * np.clip(-y - 0.6, 0.0, 1.0)
    stalk = np.maximum(stalk, np.maximum(-0.76 - y, y + 0.30))
    picture = paint(picture, (0.33, 0.20, 0.10), stalk, edge)
    along = (x - 0.09) * 0.87 - (y + 0.55) * 0.5
    across = (x - 0.09) * 0.5 + (y + 0.55) * 0.87
    leaf = np.abs(across) - 0.17 * np.sin(np.pi * np.clip(along / 0.55, 0.0, 1.0))
    picture = paint(picture, (0.27, 0.52, 0.16), np.maximum(leaf, np.maximum(-along, along - 0.55)), edge)
    vein = np.maximum(np.abs(across) - 0.012, np.maximum(-along, along - 0.5))
    return np.clip(paint(picture, (0.60, 0.75, 0.35), vein, edge), 0.0, 1.0)


if __name__ == "__main__":
    run(draw, __doc__)
