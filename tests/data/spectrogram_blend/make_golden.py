"""Computes the losses of spectrogram blending with numpy, step by step as the formulas are written,
in double precision: /usr/bin/python3 make_golden.py > golden.txt

The picture, the sound and the masks are given by formulas that the C++ test repeats.
"""
import numpy as np

RATE, WINDOW, HOP = 16000, 1024, 256


def sound():
    t = np.arange(24000) / RATE
    return (0.5 * np.sin(2 * np.pi * 220 * t) * np.exp(-t) + 0.2 * np.sin(2 * np.pi * 660 * t)
            + 0.1 * np.sin(2 * np.pi * 3000 * t + 3 * np.sin(2 * np.pi * 2 * t)))


def picture():
    y, x = np.mgrid[0:20, 0:30]
    return np.stack([(x + y) / 48, ((x - 15) ** 2 + (y - 10) ** 2) / 325, (x * y % 7) / 6])


def grid(rows, columns):
    return np.modf(np.arange(rows * columns) * 0.6180339887498949)[0].reshape(rows, columns)


def magnitudes(samples):
    """|STFT| with a periodic Hann window, centred, mirrored at the ends: (513, frames)."""
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)
    frames = 1 + len(samples) // HOP
    cut = np.stack([padded[i * HOP:i * HOP + WINDOW] * window for i in range(frames)])
    return np.abs(np.fft.rfft(cut, axis=1)).T


def bilinear(plane, height, width):
    """Between the centres of pixels, held at the edges, without smoothing."""
    def along(values, size):
        place = np.clip((np.arange(size) + 0.5) * len(values) / size - 0.5, 0, None)
        left = np.minimum(place.astype(int), len(values) - 1)
        right = np.minimum(left + 1, len(values) - 1)
        share = (place - left)[:, None]
        return values[left] * (1 - share) + values[right] * share
    return along(along(plane, height).T, width).T


def smoothed(values, sigma, border):
    """Convolution with a two-dimensional Gaussian cut off after 2 ceil(2 sigma) + 1 values."""
    radius = int(np.ceil(2 * sigma))
    axis = np.arange(-radius, radius + 1)
    kernel = np.exp(-(axis[:, None] ** 2 + axis[None, :] ** 2) / (2 * sigma ** 2))
    kernel /= kernel.sum()
    padded = np.pad(values, radius, mode={"repeat": "edge", "zero": "constant"}[border])
    views = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return np.einsum("ijkl,kl->ij", views, kernel)


heard = magnitudes(sound()) + 1e-8
logs = np.log(heard)
ceiling = logs.max() - 0.5
floor = ceiling - np.clip(ceiling - np.quantile(logs, 0.01) + 0.5, 4, 12)
red, green, blue = picture()
seen = bilinear((0.299 * red + 0.587 * green + 0.114 * blue)[::-1], *heard.shape)
seen = ((seen - seen.min()) / (seen.max() - seen.min() + 1e-8)) ** 1.8
seen = np.exp(seen * (ceiling - floor) + floor)
heard = np.exp(np.maximum(logs, floor))

height, width = 129, heard.shape[1] // 2
P, S = bilinear(seen, height, width), bilinear(heard, height, width)
worst_visual = np.abs(S - P).mean()
worst_audio = np.abs(np.log(P + 1e-8) - np.log(S + 1e-8)).mean()
print("loudness", repr(floor), repr(ceiling))
print("worst", repr(worst_visual), repr(worst_audio))
for border in ("repeat", "zero"):
    for name, values in (("formula", grid(64, 16)), ("ones", np.ones((64, 16))),
                         ("zeros", np.zeros((64, 16)))):
        mask = bilinear(smoothed(values, 5.0, border), height, width)
        X = mask * P + (1 - mask) * S
        visual = np.abs(X - P).mean() / worst_visual
        audio = np.abs(np.log(X + 1e-8) - np.log(S + 1e-8)).mean() / worst_audio
        print(border, name, repr(visual), repr(audio))
