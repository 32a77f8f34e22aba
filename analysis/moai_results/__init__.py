"""Reads the HDF5 files of moai; tables, tests, figures and a report from them.

    import moai_results
    results = moai_results.open("results/quickstart")
    results.trials.groupby("condition").champion_score.mean()
"""

from .errors import UserError
from .results import Results, open_results
from .trial_file import TrialFile

open = open_results  # moai_results.open(DIR); not for `from moai_results import *`

__all__ = ["Results", "TrialFile", "UserError", "open_results"]
__version__ = "0.1.0"
