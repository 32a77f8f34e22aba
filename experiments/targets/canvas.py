"""What the scripts that draw targets share: soft edges, colours, a grid, a PNG file.

Everything is computed from formulas in coordinates x, y in [-1, 1] (y downwards), so that a picture
can be drawn at any size. Random numbers are not used: the same size always gives the same file.
"""

import argparse
import pathlib
import struct
import zlib

import numpy as np


def smoothstep(low, high, value):
    """0 below low, 1 above high, and a smooth cubic between them."""
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def mix(first, second, weight):
    """Colours between first (weight 0) and second (weight 1); weight has shape (H, W)."""
    return first + (np.asarray(second) - first) * weight[..., None]


def gradient(value, stops):
    """Colours (H, W, 3) interpolated between stops of (value, (red, green, blue))."""
    places = [place for place, _ in stops]
    colours = np.array([colour for _, colour in stops])
    return np.stack([np.interp(value, places, colours[:, c]) for c in range(3)], axis=-1)


def paint(picture, colour, distance, edge):
    """Lays a colour over the picture where distance, (H, W), is negative; the edge is soft."""
    return mix(picture, colour, 1.0 - smoothstep(-edge, edge, distance))


def grid(size):
    """Coordinates x and y of the pixels' centres, (size, size) each."""
    axis = (np.arange(size) + 0.5) / size * 2.0 - 1.0
    return np.meshgrid(axis, axis)


def write_png(path, picture):
    """picture: (H, W, 3) in [0, 1], written as 8-bit RGB."""
    pixels = (picture * 255.0 + 0.5).astype(np.uint8)
    height, width, _ = pixels.shape
    # Each row is preceded by its filter; 1 stores differences to the pixel on the left.
    rows = pixels.copy()
    rows[:, 1:] -= pixels[:, :-1]
    data = b"".join(b"\x01" + row.tobytes() for row in rows)

    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body
                + struct.pack(">I", zlib.crc32(kind + body)))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pathlib.Path(path).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                                   + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b""))


def run(draw, description):
    """The command line of a script that draws: draw(size) gives (size, size, 3) in [0, 1]."""
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("output", help="the PNG file to write")
    parser.add_argument("--size", type=int, default=256, help="pixels per side (256)")
    arguments = parser.parse_args()
    if not 1 <= arguments.size <= 8192:
        parser.error(f"--size {arguments.size} (it has to be between 1 and 8192)")
    write_png(arguments.output, draw(arguments.size))
