#!/usr/bin/python3
"""Draws fish.png: a striped fish before weed in green water.

    python3 experiments/targets/draw_fish.py fish.png [--size 256]
"""

import numpy as np
from canvas import gradient, grid, mix, paint, run, smoothstep


def draw(size):
    """The picture, (size, size, 3) in [0, 1]."""
    x, y = grid(size)
    edge = 2.0 / size
    picture = gradient(y, [(-1.0, (0.42, 0.80, 0.74)), (0.0, (0.10, 0.48, 0.52)),
                           (1.0, (0.02, 0.16, 0.24))])
    rays = np.clip(np.sin(9.0 * (x + 0.45 * y) + 1.5 * np.sin(3.0 * x)), 0.0, 1.0)
    picture = mix(picture, (0.80, 0.97, 0.88), 0.30 * rays * smoothstep(0.6, -1.0, y))
    for place, height, sway in [(-0.85, 0.1, 0.10), (-0.68, 0.45, -0.08), (0.80, 0.25, -0.10),
                                (0.92, -0.05, 0.08)]:
        middle = place + sway * np.sin(4.0 * (y - 1.0))
        weed = np.maximum(np.abs(x - middle) - 0.06 * smoothstep(height, 1.0, y) - 0.015, height - y)
        picture = paint(picture, (0.08, 0.36, 0.16), weed, edge)
    picture = paint(picture, (0.70, 0.60, 0.38), 0.86 + 0.04 * np.sin(5.0 * x) - y, edge)

    body = np.hypot((x + 0.08) / 0.58, y / 0.36) - 1.0
    tail = np.maximum(np.abs(y) - 0.10 - 0.85 * (x - 0.42), np.maximum(0.42 - x, x - 0.80
                                                                      + 0.12 * np.cos(6.0 * y)))
    fin = np.maximum(np.hypot((x + 0.05) / 0.32, (y + 0.28) / 0.30) - 1.0, y + 0.22)
    orange = (0.95, 0.48, 0.10)
    picture = paint(picture, (0.85, 0.35, 0.08), tail, edge)
    picture = paint(picture, (0.85, 0.35, 0.08), fin, edge)
    skin = mix(np.ones_like(picture) * orange, (1.0, 0.80, 0.45), smoothstep(-0.05, 0.40, y))
    for place in (-0.33, 0.02, 0.36):
        stripe = np.abs(x - place - 0.10 * y * y) - 0.065
        skin = mix(skin, (0.10, 0.08, 0.12), 1.0 - smoothstep(0.015, 0.035, stripe))
        skin = mix(skin, (0.98, 0.97, 0.93), 1.0 - smoothstep(-edge, edge, stripe))
    picture = paint(picture, skin, body * 0.4, edge)
    eye = np.hypot(x + 0.50, y + 0.08)
    picture = paint(picture, (1.0, 1.0, 0.96), eye - 0.085, edge)
    picture = paint(picture, (0.05, 0.05, 0.07), eye - 0.045, edge)
    for place, height, radius in [(-0.78, -0.35, 0.05), (-0.72, -0.58, 0.035), (-0.80, -0.78, 0.06)]:
        ring = np.abs(np.hypot(x - place, y - height) - radius) - 0.012
        picture = paint(picture, (0.88, 0.99, 0.97), ring, edge)
    return np.clip(picture, 0.0, 1.0)


if __name__ == "__main__":
    run(draw, __doc__)
