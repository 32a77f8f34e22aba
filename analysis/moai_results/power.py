"""How many trials a comparison needs, before any is run: the power of rank-sum tests, simulated.

    power(20, effect=0.71, tests=5)           # chance to find an A of 0.71 with 20 trials each
    trials_needed(effect=0.71, tests=5)       # the fewest that find it with probability 0.8
    equivalence_power(20, margin=1.0)         # chance to show that equals are within 1 deviation

An effect is Vargha and Delaney's A, the chance that a trial of the better condition beats one of
the other: 0.56 small, 0.64 medium, 0.71 large. Scores are drawn from two normal distributions that
are apart by as much; of any other pair with the same A the power differs somewhat.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.stats

from . import statistics
from .arrays import Floats, Mask
from .errors import UserError

SIMULATIONS = 20_000
MOST_TRIALS = 2_000


def _critical(trials: int, level: float) -> float:
    """How far U has to be from its mean for p <= level: exactly for small samples."""
    mean = trials * trials / 2.0
    if trials > statistics.EXACT_LIMIT:
        spread = np.sqrt(trials * trials * (2 * trials + 1) / 12.0)
        return float(scipy.stats.norm.isf(level / 2.0) * spread + 0.5)
    counts = statistics.subset_sums(np.arange(1, 2 * trials + 1), trials)
    lowest = trials * (trials + 1) // 2
    share = np.cumsum(counts[lowest:]) / counts.sum()  # of U = 0, 1, 2 ...
    inside = int(np.searchsorted(2.0 * share, level, side="right"))  # U below this are significant
    return float("inf") if inside == 0 else mean - (inside - 1)


def check_effect(effect: float) -> None:
    """Throws UserError for what is no effect of A above 0.5."""
    if not 0.5 < effect <= 1.0:
        raise UserError(f"an effect of {effect} (A above 0.5, at most 1, is needed: 0.56 is small, "
                        "0.64 medium, 0.71 large)")


def power(trials: int, effect: float, tests: int = 1, level: float = 0.05,
          seed: int = statistics.SEED) -> float:
    """The chance that a two-sided rank-sum test of `trials` against `trials` finds the effect.

    tests: planned ones together; the level is divided by their number, which is what Holm's
    procedure asks of the first of them. Throws UserError for effects outside (0.5, 1].
    """
    check_effect(effect)
    critical = _critical(trials, level / tests)
    if np.isinf(critical):
        return 0.0
    shift = np.sqrt(2.0) * scipy.stats.norm.ppf(min(effect, 1.0 - 1e-12))
    return _share(trials, lambda a, b: np.abs(_above(a + shift, b)) >= critical - 1e-9, seed)


def _share(trials: int, found: Callable[[Floats, Floats], Mask], seed: int) -> float:
    """The share of simulated pairs of normal samples, (some, trials) each, for which `found` holds."""
    rng = np.random.Generator(np.random.Philox(seed))
    count, done = 0, 0
    while done < SIMULATIONS:
        some = min(SIMULATIONS - done, max(1, 2_000_000 // trials))
        scores = rng.normal(size=(some, 2 * trials))
        count += int(found(scores[:, :trials], scores[:, trials:]).sum())
        done += some
    return count / SIMULATIONS


def _above(first: Floats, second: Floats) -> Floats:
    """(some): U of the first samples, less its mean."""
    trials = first.shape[1]
    ranks = np.argsort(np.argsort(np.hstack([first, second]), axis=1), axis=1) + 1
    u = ranks[:, :trials].sum(axis=1) - trials * (trials + 1) / 2
    return np.asarray(u - trials * trials / 2.0)


def equivalence_power(trials: int, margin: float, tests: int = 1, level: float = 0.05,
                      seed: int = statistics.SEED) -> float:
    """The chance that two one-sided rank-sum tests show that two conditions without any difference
    are within the margin, in standard deviations of a trial's value. Throws UserError for a margin
    that is not positive."""
    if not margin > 0.0:
        raise UserError(f"a margin of {margin} (more than 0 standard deviations is needed)")
    critical = _critical(trials, 2.0 * level / tests)  # of one tail
    if np.isinf(critical):
        return 0.0

    def shown(a: Floats, b: Floats) -> Mask:
        least = critical - 1e-9
        return (_above(a + margin, b) >= least) & (-_above(a - margin, b) >= least)

    return _share(trials, shown, seed)


def trials_needed(effect: float, tests: int = 1, level: float = 0.05, wanted: float = 0.8) -> int:
    """The fewest trials of each condition that find the effect with the probability `wanted`.

    Throws UserError where 2,000 do not.
    """
    return _fewest(lambda trials: power(trials, effect, tests, level), wanted, f"find an A of {effect}",
                   "larger effect")


def trials_needed_to_equate(margin: float, tests: int = 1, level: float = 0.05,
                            wanted: float = 0.8) -> int:
    """As trials_needed, of equivalence_power."""
    return _fewest(lambda trials: equivalence_power(trials, margin, tests, level), wanted,
                   f"show a margin of {margin}", "larger margin")


def _fewest(chance: Callable[[int], float], wanted: float, what: str, instead: str) -> int:
    low, high = 2, 4
    while chance(high) < wanted:
        if high >= MOST_TRIALS:
            raise UserError(f"more than {MOST_TRIALS} trials would be needed to {what} (use a "
                            f"{instead})")
        low, high = high, min(2 * high, MOST_TRIALS)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chance(middle) >= wanted else (middle, high)
    return high
