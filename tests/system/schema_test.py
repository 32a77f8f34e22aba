"""If these fail, an editor marks good experiments as wrong, or lets pass what `moai validate` refuses."""
import json
import pathlib
import re

import jsonschema
import pytest
import yaml

from harness import REPOSITORY, moai, run


class Loader(yaml.SafeLoader):
    """YAML 1.2's numbers and words, as editors read them: 1e-3 is a number, `on` a word."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+.0123456789"))


# Many editors read a schema as if it were of draft 7: it has to mean the same to them.
@pytest.fixture(scope="module", params=[jsonschema.Draft202012Validator, jsonschema.Draft7Validator],
                ids=["2020-12", "draft-7"])
def checker(request):
    schema = json.loads(moai("schema").stdout)
    request.param.check_schema(schema)
    return request.param(schema)


def problems(checker, text):
    return [error.json_path for error in checker.iter_errors(yaml.load(text, Loader))]


EXPERIMENTS = sorted((REPOSITORY / "experiments").rglob("*.yaml"))


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_accepts_every_experiment_of_the_repository(checker, path):
    assert problems(checker, path.read_text()) == []


def test_accepts_a_resolved_experiment(checker, tmp_path):
    experiment = tmp_path / "e.yaml"
    experiment.write_text("problem: benchmark\nalgorithm: nsga2\nbudget: {generations: 2}\n")
    run(experiment, tmp_path / "out")
    assert problems(checker, (tmp_path / "out/experiment.yaml").read_text()) == []


BASE = "problem: {type: benchmark}\nalgorithm: {type: nsga2}\nbudget: {generations: 2}\n"


@pytest.mark.parametrize("text", [
    BASE + "trails: 3\n",                                            # unknown key
    BASE + "trials: three\n",                                        # a word for a number
    BASE + "trials: 0\n",                                            # out of bounds
    BASE + "trials: [3]\n",                                          # a list for a number
    "problem: {type: benchmark}\nalgorithm: {type: nsga3x}\n",       # unknown type
    "problem: {type: benchmark}\nalgorithm: {type: nsga2, cells: 9}\n",  # a key of another type
    BASE + "sweep: {algorithm.populatoin: [4, 8]}\n",                # unknown path
    BASE + "sweep: {algorithm.population: 4}\n",                     # no list
    BASE + "sweep: {algorithm.population: []}\n",                    # an empty list
    BASE + "sweep: {algorithm.population: [many]}\n",                # a word for a number
    BASE + "conditions: [{overrides: {algorithm.population: 4}}]\n",  # no name
    BASE + "conditions: [{name: a, override: {}}]\n",                # unknown key of a condition
    BASE + "islands: {topology: rings}\n",                           # unknown word
    BASE + "record: {commit_every: soon}\n",                         # no duration
    "- a\n- b\n",                                                    # no mapping
], ids=range(15))
def test_refuses_what_validate_refuses(checker, tmp_path, text):
    assert problems(checker, text) != []
    experiment = tmp_path / "e.yaml"
    experiment.write_text(text)
    assert moai("validate", experiment).returncode == 2
