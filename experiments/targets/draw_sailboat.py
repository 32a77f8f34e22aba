#!/usr/bin/python3
"""Draws sailboat.png: a boat under two sails on a blue sea, with clouds and a far shore.

    python3 experiments/targets/draw_sailboat.py sailboat.png [--size 256]
"""

import numpy as np
from canvas import gradient, grid, mix, paint, run

HORIZON = 0.30


def triangle(x, y, corners):
    """Positive outside a triangle whose corners are given clockwise on the screen."""
    sides = []
    for (ax, ay), (bx, by) in zip(corners, corners[1:] + corners[:1]):
        length = np.hypot(bx - ax, by - ay)
        sides.append(((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length)
    return np.maximum.reduce(sides)


def draw(size):
    """The picture, (size, size, 3) in [0, 1]."""
    x, y = grid(size)
    edge = 2.0 / size
    picture = gradient(y, [(-1.0, (0.25, 0.52, 0.83)), (HORIZON, (0.80, 0.91, 0.97))])
    for place, height, breadth, thickness in [(-0.65, -0.58, 0.32, 0.10), (-0.38, -0.50, 0.25, 0.07),
                                              (0.72, -0.25, 0.36, 0.06)]:
        cloud = np.exp(-((x - place) / breadth) ** 2 - ((y - height) / thickness) ** 2)
        picture = mix(picture, (1.0, 1.0, 1.0), np.clip(1.3 * cloud, 0.0, 1.0))
    shore = HORIZON - 0.10 * np.exp(-((x + 0.75) / 0.35) ** 2) - 0.05 * np.exp(
        -((x - 0.95) / 0.3) ** 2)
    picture = paint(picture, (0.38, 0.52, 0.48), shore - y, edge)

    depth = np.clip((y - HORIZON) / (1.0 - HORIZON), 0.0, 1.0)
    water = gradient(depth, [(0.0, (0.35, 0.62, 0.78)), (1.0, (0.04, 0.22, 0.42))])
    waves = 0.5 + 0.5 * np.sin(30.0 * np.sqrt(depth + 0.02) + 2.0 * np.sin(4.0 * x + 5.0 * depth))
    water = mix(water, (0.62, 0.82, 0.90), 0.35 * waves * (1.0 - 0.6 * depth))
    reflection = np.exp(-((x + 0.02) / 0.30) ** 2 - (depth / 0.55) ** 2)
    water = mix(water, (0.93, 0.93, 0.88), 0.45 * reflection * waves)
    picture = paint(picture, water, HORIZON - y, edge)

    main_sail = triangle(x, y, [(-0.04, -0.82), (-0.04, 0.26), (-0.60, 0.26)])
    jib = triangle(x, y, [(0.04, -0.66), (0.55, 0.26), (0.04, 0.26)])
    picture = paint(picture, gradient(x, [(-0.6, (0.98, 0.97, 0.92)), (-0.04, (0.80, 0.80, 0.78))]),
                    main_sail, edge)
    picture = paint(picture, (0.85, 0.20, 0.16), jib, edge)
    mast = np.maximum(np.abs(x) - 0.022, np.maximum(-0.88 - y, y - 0.34))
    picture = paint(picture, (0.30, 0.20, 0.13), mast, edge)
    bottom = 0.56 - 0.10 * (x / 0.6) ** 4
    hull = np.maximum(np.maximum(0.32 - y, y - bottom), np.abs(x) - 0.68 + 0.55 * (y - 0.32))
    picture = paint(picture, (0.45, 0.22, 0.12), hull, edge)
    stripe = np.maximum(hull, np.abs(y - 0.38) - 0.022)
    return np.clip(paint(picture, (0.95, 0.88, 0.70), stripe, edge), 0.0, 1.0)


if __name__ == "__main__":
    run(draw, __doc__)
