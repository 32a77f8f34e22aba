#!/usr/bin/python3
"""Small real files for the fuzzers to start from: make_corpus.py FOLDER makes FOLDER/yaml, picture,
npy, sound, network and trial."""
import io
import pathlib
import struct
import sys
import wave
import zlib

import numpy as np

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
# What the sample options of the tests look like when somebody uses all of them.
SAMPLE = """
enabled: yes
cells: 30
jumps: unlimited
rate: 1e-3
power: {from: 2, to: 0.5, schedule: geometric}
every: 90 s
title: "a \\u00e9 title"
weights: seeded
colour: hsl
size: [16, 16]
bounds: [-.5, 1.5e0]
activations: [cos, gaussian]
table: {mse: 0.25, ssim: -1}
network: {hidden: 4, spread: 2}
search: {type: breed, parents: 3}
objectives: [mse, {type: ssim, window: 5}]
"""


def png(height, width, kind, depth, pixels):
    """kind: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA."""
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data
                + struct.pack(">I", zlib.crc32(name + data)))
    rows = b"".join(b"\0" + pixels[i * len(pixels) // height:(i + 1) * len(pixels) // height]
                    for i in range(height))
    palette = chunk(b"PLTE", bytes(range(48))) if kind == 3 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind,
                                                             0, 0, 0))
            + palette + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tiff(height, width, kind, samples, depth, order="<"):
    """kind: 1 grey, 2 RGB, 3 palette, 5 inks. One strip, not compressed."""
    data = bytes(i % 251 for i in range(height * ((width * samples * depth + 7) // 8)))
    tags = [(256, 3, [width]), (257, 3, [height]), (258, 3, [depth] * samples), (259, 3, [1]),
            (262, 3, [kind]), (273, 4, [8]), (274, 3, [6]), (277, 3, [samples]), (278, 3, [height]),
            (279, 4, [len(data)])]
    if kind == 3:
        tags.append((320, 3, [257 * (i % 256) for i in range(3 << depth)]))
    directory = 8 + len(data) + len(data) % 2
    behind, entries, more = directory + 6 + 12 * len(tags), b"", b""
    for tag, number, values in tags:
        packed = struct.pack(order + {3: "H", 4: "I"}[number] * len(values), *values)
        entries += struct.pack(order + "HHI", tag, number, len(values))
        if len(packed) <= 4:
            entries += packed.ljust(4, b"\0")
        else:
            entries += struct.pack(order + "I", behind + len(more))
            more += packed
    return ({"<": b"II", ">": b"MM"}[order] + struct.pack(order + "HI", 42, directory)
            + data.ljust(directory - 8, b"\0") + struct.pack(order + "H", len(tags)) + entries
            + bytes(4) + more)


def npy(array):
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


def wav(channels, rate, width):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setframerate(rate)
        file.setsampwidth(width)
        file.writeframes(bytes(range(120)) * 2 * channels * width)
    return out.getvalue()


def files():
    yield "yaml/sample", SAMPLE.encode()
    yield "yaml/two", SAMPLE.encode() + b"\x1d" + b"cells: 4\nobjectives: [ssim]\n"
    yield "yaml/aliases", b"size: &s [16, 20]\nbounds: *s\ntable: {a: 1, b: .inf, c: ~}\n"
    for path in sorted((REPOSITORY / "experiments").rglob("*.yaml")):
        yield f"yaml/{path.stem}", path.read_bytes()
    for kind, channels in [(0, 1), (2, 3), (3, 1), (4, 2), (6, 4)]:
        yield f"picture/{kind}.png", png(3, 5, kind, 8, bytes(i % 16 for i in range(15 * channels)))
    yield "picture/16bit.png", png(2, 2, 2, 16, bytes(range(24)))
    for kind, samples, depth, order in [(1, 1, 1, "<"), (1, 1, 16, ">"), (2, 3, 8, "<"),
                                        (3, 1, 4, "<"), (5, 4, 8, ">")]:
        yield f"picture/{kind}-{depth}.tiff", tiff(3, 5, kind, samples, depth, order)
    yield "picture/grey.jpg", (REPOSITORY / "tests/data/grey.jpg").read_bytes()
    yield "npy/f4", npy(np.ones((2, 3), np.float32))
    yield "npy/f8", npy(np.arange(4.0))
    yield "npy/i4", npy(np.arange(4, dtype=np.int32))
    yield "npy/fortran", npy(np.asfortranarray(np.ones((2, 3), np.float32)))
    for channels, rate, width in [(1, 8000, 2), (2, 16000, 1), (1, 44100, 3)]:
        yield f"sound/{channels}-{rate}-{width}.wav", wav(channels, rate, width)
    random = np.random.default_rng(1)
    for number in range(8):  # choices of networks and of changes
        yield f"network/{number}", random.bytes(400)
        yield f"trial/{number}", random.bytes(60)


if __name__ == "__main__":
    for name, data in files():
        target = pathlib.Path(sys.argv[1]) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
