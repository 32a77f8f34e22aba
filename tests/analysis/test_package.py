"""If one of these fails, the package has a circle, untyped parts, or a command that is not there."""

import ast
import configparser
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from conftest import REPOSITORY
from moai_results import __version__

ANALYSIS = REPOSITORY / "analysis"
PACKAGE = ANALYSIS / "moai_results"
FILES = sorted(PACKAGE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(ANALYSIS).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


def imported(path):
    """The modules of the package that this one imports, wherever in it the import stands."""
    package = name_of(path).split(".") if path.stem == "__init__" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join(package[:len(package) + 1 - node.level] +
                            (node.module.split(".") if node.module else []))
            for name in node.names:
                whole = f"{base}.{name.name}"
                yield whole if whole in MODULES else base


def test_no_module_needs_itself():
    needs = {name: set(imported(path)) for name, path in MODULES.items()}
    assert needs["moai_results.report"] > {"moai_results.report.sections"}
    done = []
    while len(done) < len(needs):
        free = [name for name in needs if name not in done and needs[name] <= {*done}]
        assert free, {name: sorted(needs[name] - {*done}) for name in needs if name not in done}
        done += free


def test_types_are_right():
    pytest.importorskip("mypy")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ANALYSIS / "pyproject.toml", "--cache-dir",
         "/dev/null", PACKAGE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_what_is_public_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [tree, *tree.body, *(node for owner in tree.body if isinstance(owner, ast.ClassDef)
                                 for node in owner.body)]
    silent = [getattr(node, "name", path.name) for node in nodes
              if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
              and not getattr(node, "name", "").startswith("_") and not ast.get_docstring(node)]
    assert not silent


def commands():
    """Name -> module of the commands that an installation has."""
    parser = configparser.ConfigParser()
    parser.read_string("\n".join(line for line in (ANALYSIS / "pyproject.toml").read_text(
        encoding="utf-8").split("\n") if "moai" in line and "main" in line or
        line == "[project.scripts]"))
    return {name: value.strip('"').partition(":")[0]
            for name, value in parser["project.scripts"].items()}


def test_every_command_is_also_a_script_of_the_checkout():
    found = commands()
    files = {path.stem for path in (PACKAGE / "commands").glob("*.py")} - {"__init__", "shared"}
    assert {module.rpartition(".")[2] for module in found.values()} == files
    assert {path.stem for path in ANALYSIS.glob("*.py")} == files | {"moai_experiment"}
    for name, module in found.items():
        stem = module.rpartition(".")[2]
        assert name == f"moai-{stem.replace('_', '-')}" and module in MODULES
        assert f"from {module} import main\n" in (ANALYSIS / f"{stem}.py").read_text(encoding="utf-8")


def test_every_package_is_installed():
    packages = {f'"{name_of(path)}"' for path in ANALYSIS.rglob("__init__.py")}
    text = (ANALYSIS / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^packages = \[(.*?)\]", text, re.MULTILINE | re.DOTALL)[1]
    assert set(re.findall(r'"[^"]*"', listed)) == packages


def test_the_version_is_that_of_the_program():
    assert __version__ == (PACKAGE / "VERSION").read_text(encoding="ascii").strip()
    assert "moai_results/VERSION" in (REPOSITORY / "CMakeLists.txt").read_text(encoding="utf-8")
    assert pathlib.Path(PACKAGE / "py.typed").exists()


def test_pip_installs_it_with_its_commands(tmp_path):
    """Without a network: what it depends on is taken as it is here."""
    if not all(map(importlib.util.find_spec, ("pip", "setuptools", "wheel"))):
        pytest.skip("pip, setuptools or wheel is not installed")
    shutil.copytree(ANALYSIS, tmp_path / "analysis")  # pip builds beside its sources
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation",
                    "--no-index", "--target", tmp_path / "there", tmp_path / "analysis"], check=True,
                   capture_output=True)
    assert {path.name for path in (tmp_path / "there" / "bin").glob("moai-*")} == set(commands())
    assert (tmp_path / "there" / "moai_results" / "py.typed").exists()
    done = subprocess.run([tmp_path / "there" / "bin" / "moai-table1", "no-folder"], text=True,
                          capture_output=True, check=False, cwd=tmp_path,
                          env=os.environ | {"PYTHONPATH": str(tmp_path / "there")})
    assert (done.returncode, done.stderr.count("\n")) == (2, 1) and "no such folder" in done.stderr
    assert f"moai_results-{__version__}.dist-info" in {
        path.name for path in (tmp_path / "there").iterdir()}
