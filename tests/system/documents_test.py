"""If these fail, a reader who copies a command from the documentation gets something else than it says, or follows a link
to nowhere. Blocks marked `sh` are run as written, in order, from a folder that looks like the top of the checkout; those
marked `sh slow` are left out unless MOAI_SLOW_DOCUMENTS is set."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from harness import ENVIRONMENT, MOAI, PATIENCE, REPOSITORY

PAGES = ["README.md", "docs/json.md", *sorted(f"docs/examples/{path.name}" for path in
                                              (REPOSITORY / "docs/examples").glob("*.md"))]
MARKS = ("sh", "sh slow") if os.environ.get("MOAI_SLOW_DOCUMENTS") else ("sh",)
# What depends on the machine: times, commits, how far a run was when it was killed.
VOLATILE = re.compile(r"^(long: |  default/0: generation)")


def blocks(page):
    """(language, text) of each fenced block."""
    return re.findall(r"^```([^\n]*)\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path):
    for name in ("analysis", "experiments", "docs", "share"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    (tmp_path / "build/release").mkdir(parents=True)
    (tmp_path / "build/release/moai").symlink_to(pathlib.Path(MOAI).resolve())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python3").symlink_to(sys.executable)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_commands_run_as_written(page, checkout):
    found = [(language, text) for language, text in blocks(REPOSITORY / page)]
    commands = [text for language, text in found if language in MARKS]
    if not commands:
        pytest.skip("no command that a test runs")
    environment = dict(ENVIRONMENT, PATH=f"{checkout / 'bin'}:{os.environ['PATH']}", MPLBACKEND="Agg",
                       OMPI_MCA_rmaps_base_oversubscribe="1")
    environment.pop("PYTHONPATH", None)
    result = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", "".join(commands)], cwd=checkout, env=environment,
                            capture_output=True, text=True, timeout=900 * PATIENCE)
    assert result.returncode == 0, f"{page}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
    # What the page says comes out, line by line, but for numbers that depend on libraries.
    said = {shape(line) for line in result.stdout.splitlines()}
    for language, text in found:
        if language == "text" and len(commands) == sum(kind.startswith("sh") for kind, _ in found):
            missing = [line for line in text.splitlines()
                       if line not in ("", "...") and not VOLATILE.match(line) and shape(line) not in said]
            assert not missing, f"{page} promises\n" + "\n".join(missing) + "\nbut this came out\n" + result.stdout


def shape(line):
    return re.sub(r"-?\d[\d.,]*(e-\d+)?", "#", " ".join(line.split()))


def anchors(page):
    """What a `#part` of a link may name, as GitHub makes it of headings."""
    heads = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.MULTILINE | re.DOTALL),
                       re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", head).lower()).replace(" ", "-") for head in heads}


def test_links_lead_somewhere():
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        pytest.skip("no list of the files that are kept")
    kept = subprocess.run([git, "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.split("\n")
    wrong, links = [], 0
    for name in (name for name in kept if name.endswith(".md")):
        page = REPOSITORY / name
        text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            path, _, part = target.partition("#")
            place = (page.parent / path).resolve() if path else page
            inside = place.relative_to(REPOSITORY).as_posix() if place.is_relative_to(REPOSITORY) else None
            if inside is None or not any(file == inside or file.startswith(inside + "/") for file in kept):
                wrong.append(f"{name}: {target}")
            elif part and place.suffix == ".md" and part not in anchors(place):
                wrong.append(f"{name}: {target} (there is no such heading)")
    assert not wrong, "\n".join(wrong)
    assert links > 30
