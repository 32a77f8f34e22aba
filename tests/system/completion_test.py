"""If these fail, TAB offers nothing, or something that moai does not take."""
import os
import pathlib
import shutil
import subprocess

import pytest

from harness import MOAI, REPOSITORY, SHORT, moai, run

PATH = f"{pathlib.Path(MOAI).parent}:{os.environ['PATH']}"


def offers(shell, line, folder):
    """What a shell offers for the last word of a line."""
    scripts = {
        "bash": f'''source {REPOSITORY}/share/bash-completion/completions/moai
            COMP_WORDS=({line}); [[ {line!r} == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _moai; printf "%s\\n" "${{COMPREPLY[@]}}"''',
        "fish": f'''source {REPOSITORY}/share/fish/vendor_completions.d/moai.fish
            complete -C {line!r} | cut -f1''',
    }
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    result = subprocess.run([shell, "-c", scripts[shell]], capture_output=True, text=True, cwd=folder,
                            env=dict(os.environ, PATH=PATH, HOME=str(folder)), check=True)
    return [word for word in result.stdout.split("\n") if word]


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_commands_options_and_keys(shell, tmp_path):
    assert offers(shell, "moai ex", tmp_path) == ["explain", "export"]
    assert offers(shell, "moai plan --re", tmp_path) == ["--resolved"]
    assert offers(shell, "moai explain algorithm.cell", tmp_path) == ["algorithm.cells"]
    assert "topologies" in offers(shell, "moai list ", tmp_path)


def test_trials_of_a_folder(tmp_path):
    experiment = tmp_path / "e.yaml"
    experiment.write_text(SHORT.replace("generations: 80", "generations: 2"))
    run(experiment, tmp_path / "out")
    assert offers("bash", "moai render out --trial ", tmp_path) == ["0", "1", "2"]
    assert offers("bash", "moai render out --condition ", tmp_path) == ["default"]


def test_every_command_offers_its_options():
    commands = [line.split("\t")[0] for line in moai("complete", "--", "").stdout.splitlines()]
    assert "run" in commands and "plan" in commands
    for command in commands:
        assert "--help\t" in moai("complete", "--", command, "--he").stdout, command
