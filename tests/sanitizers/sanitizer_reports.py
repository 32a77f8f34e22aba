"""A plugin of pytest for programs that are built with a sanitizer: what the sanitizer reports fails the
test that ran meanwhile, also where the test does not look at how the program ended (because it killed
it, or expected it to fail).

    PYTHONPATH=tests/sanitizers MOAI=build/asan/moai python3 -m pytest -p sanitizer_reports tests/system/run_test.py
"""
import atexit
import os
import pathlib
import shutil
import tempfile

import pytest

FOLDER = pathlib.Path(tempfile.mkdtemp(prefix="moai-reports-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["MOAI_REPORTS"] = str(FOLDER)  # ubsan_report.cpp
for name in ("ASAN_OPTIONS", "TSAN_OPTIONS"):
    os.environ[name] = f"{os.environ.get(name, '')}:log_path={FOLDER / 'report'}".lstrip(":")


@pytest.fixture(autouse=True)
def no_reports():
    yield
    reports = sorted(FOLDER.iterdir())
    text = "\n".join(report.read_text(errors="replace") for report in reports)
    for report in reports:
        report.unlink()
    if reports:
        pytest.fail(f"reports of a sanitizer:\n{text}", pytrace=False)
