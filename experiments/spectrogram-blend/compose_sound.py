"""Composes the sound of these experiments from formulas: eight seconds of plucked strings over a
bass, with brushes. It needs Python and numpy:

    python3 experiments/spectrogram-blend/compose_sound.py experiments/spectrogram-blend/strings.wav
"""
import argparse
import wave

import numpy as np

RATE = 16000
SECONDS = 8.0
BEAT = 0.25  # seconds

# Two bars of each chord, MIDI numbers.
CHORDS = [(57, 60, 64, 69, 72), (53, 57, 60, 65, 69), (55, 59, 62, 67, 71), (52, 56, 59, 64, 68)]
PATTERN = [0, 2, 3, 4, 3, 2, 4, 1]


def hertz(note):
    return 440.0 * 2.0 ** ((note - 69) / 12.0)


def pluck(note, seconds, brightness):
    """Harmonics that decay the faster the higher they are."""
    t = np.arange(int(seconds * RATE)) / RATE
    base = hertz(note)
    tone = np.zeros_like(t)
    for k in range(1, int(7600 / base) + 1):
        stretched = base * k * np.sqrt(1 + 0.0002 * k * k)  # strings are a little stiff
        if stretched < 7800:
            tone += (brightness ** (k - 1) / k ** 0.7 * np.exp(-t * (1.5 + 0.35 * k))
                     * np.sin(2 * np.pi * stretched * t + 0.7 * k))
    return tone * np.minimum(1, t / 0.004)


def brush(random, seconds):
    t = np.arange(int(seconds * RATE)) / RATE
    noise = random.standard_normal(len(t))
    return np.diff(noise, prepend=0.0) * np.exp(-t * 40) * np.minimum(1, t / 0.002)


def add(track, sound, at):
    start = int(at * RATE)
    end = min(len(track), start + len(sound))
    track[start:end] += sound[:end - start]


def compose():
    random = np.random.default_rng(2023)
    track = np.zeros(int(SECONDS * RATE))
    for beat in range(int(SECONDS / BEAT)):
        chord = CHORDS[beat // 8 % len(CHORDS)]
        add(track, 0.5 * pluck(chord[PATTERN[beat % 8]] + 12 * (beat % 3 == 2), 2.0, 0.88),
            beat * BEAT)
        if beat % 4 == 0:
            add(track, 0.8 * pluck(chord[0] - 24, 2.5, 0.75), beat * BEAT)
        if beat % 2 == 1:
            add(track, 0.08 * brush(random, 0.2), beat * BEAT)
    fade = np.minimum(1, (len(track) - np.arange(len(track))) / (0.4 * RATE))
    return 0.9 * track * fade / np.abs(track).max()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", help="the WAV file to write")
    with wave.open(parser.parse_args().output, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(32767 * compose()).astype("<i2").tobytes())
