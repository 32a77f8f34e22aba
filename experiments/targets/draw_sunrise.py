#!/usr/bin/python3
"""Draws sunrise.png: a sun over the sea between hills, the target of the quickstart.

    python3 experiments/targets/draw_sunrise.py sunrise.png [--size 256]
"""

import numpy as np
from canvas import gradient, grid, mix, run, smoothstep

HORIZON = 0.22
SUN = (0.12, 0.13)
SUN_RADIUS = 0.25


def sky(x, y):
    distance = np.hypot(x - SUN[0], y - SUN[1])
    colour = gradient(y - 0.18 * np.exp(-((x - SUN[0]) / 0.8) ** 2), [
        (-1.1, (0.10, 0.10, 0.32)), (-0.6, (0.30, 0.16, 0.46)), (-0.25, (0.69, 0.27, 0.42)),
        (0.0, (0.94, 0.47, 0.30)), (HORIZON, (1.00, 0.74, 0.38))])
    clouds = [(-0.62, 0.75, 0.045, -0.45), (-0.36, 0.55, 0.035, 0.5), (-0.14, 0.5, 0.028, -0.55)]
    for height, breadth, thickness, shift in clouds:
        band = np.exp(-((y - height - 0.04 * np.sin(4.0 * x + shift)) / thickness) ** 2
                      - ((x - shift) / breadth) ** 2)
        colour = mix(colour, (1.0, 0.62, 0.48), 0.55 * band)
    colour = mix(colour, (1.0, 0.80, 0.42), 0.85 * np.exp(-(distance / 0.48) ** 2))
    edge = 2.0 / x.shape[1]
    return mix(colour, (1.0, 0.96, 0.72), 1.0 - smoothstep(SUN_RADIUS - edge, SUN_RADIUS + edge,
                                                           distance))


def sea(x, y):
    depth = np.clip((y - HORIZON) / (1.0 - HORIZON), 0.0, 1.0)
    colour = gradient(depth, [(0.0, (0.86, 0.45, 0.36)), (0.3, (0.50, 0.26, 0.42)),
                              (1.0, (0.11, 0.09, 0.29))])
    ripples = 0.5 + 0.5 * np.sin(26.0 * np.sqrt(depth + 0.02) * (1.0 + depth)
                                 + 0.9 * np.sin(7.0 * x / (0.4 + depth)))
    width = 0.17 + 0.22 * depth
    path = np.exp(-((x - SUN[0] * (1.0 - 0.2 * depth)) / width) ** 2)
    colour = mix(colour, (1.0, 0.84, 0.46), path * (0.45 + 0.5 * ripples) * (1.0 - 0.45 * depth))
    return mix(colour, (0.93, 0.55, 0.45), 0.16 * ripples * (1.0 - path))


def draw(size):
    """The picture, (size, size, 3) in [0, 1]."""
    x, y = grid(size)
    edge = 2.0 / size
    picture = mix(sky(x, y), sea(x, y), smoothstep(HORIZON - edge, HORIZON + edge, y))

    def hills(*summits):
        return HORIZON - sum(height * np.exp(-((x - place) / breadth) ** 2)
                             for height, place, breadth in summits)

    far = hills((0.30, -0.72, 0.36), (0.20, 1.0, 0.30))
    near = hills((0.13, -1.0, 0.30), (0.30, 1.12, 0.22))
    for ridge, colour in [(far, (0.40, 0.18, 0.34)), (near, (0.20, 0.10, 0.24))]:
        land = smoothstep(-edge, edge, y - ridge) * (1.0 - smoothstep(-edge, edge, y - HORIZON))
        picture = mix(picture, colour, land * smoothstep(0.0, 0.02, HORIZON - ridge))
    return np.clip(picture, 0.0, 1.0)


if __name__ == "__main__":
    run(draw, __doc__)
