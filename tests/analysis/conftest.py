"""Lets the tests import moai_results from the checkout, without an installation."""

import pathlib
import sys

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "analysis"))
