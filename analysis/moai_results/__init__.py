"""Reads the HDF5 files of moai; tables, tests, figures and a report from them.

    import moai_results
    results = moai_results.open("results/quickstart")
    results.trials.groupby("condition").champion_score.mean()
"""

import pathlib

from .errors import UserError
from .results import Results, open_results
from .trial_file import TrialFile

open = open_results  # moai_results.open(DIR); not for `from moai_results import *`

__all__ = ["Results", "TrialFile", "UserError", "open_results"]
# The program's, too: CMake reads it from this file.
__version__ = (pathlib.Path(__file__).parent / "VERSION").read_text(encoding="ascii").strip()
