"""The action: its steps are run on pull requests that are made here, and nothing of a pull request runs."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.checkout import Ran, installed, run, tool, whole
from tests.ci.runner import NOTHING, Result, Runner
from tests.cli.test_changes import DYNAMIC, FIVE, UNMET, History
from tests.cli.test_output_is_safe import NASTY
from tests.packs.test_docs import parts, shown

pytestmark = whole
HOLDS = FIVE.replace("fine-tuning}", "rag}")
"""Nothing as grave as a warning."""
CITED = FIVE.replace("max_staleness", "citations: required, max_staleness")
"""One finding more."""
MORE = "citations-without-retrieval"
TITLE = "## What this change does to the decision"
BROKEN = "rag (nothing against it) → fine-tuning (contradicted)"
MENDED = "fine-tuning (contradicted) → rag (nothing against it)"


class Request:
    """A pull request: a repository with a base, a change, and the merge of both that GitHub makes."""

    def __init__(self, folder: Path, before: str, after: str) -> None:
        folder.mkdir(exist_ok=True)
        self.origin = History(folder / "origin")
        self.base = self.origin.commit(bot=before)
        self.origin.git("checkout", "-q", "-b", "change")
        self.head = self.origin.commit(bot=after)
        self.merge = self.merged()

    def merged(self) -> str:
        """Merge the change into what main is now."""
        self.origin.git("checkout", "-q", "--detach", "main")
        self.origin.git("merge", "-q", "--no-ff", "-m", "parent 0000\n\nparent 1111", "change")
        self.merge = self.origin.git("rev-parse", "HEAD").strip()
        self.origin.git("update-ref", "refs/pull/1/merge", self.merge)
        self.origin.git("checkout", "-q", "main")
        return self.merge

    def checked_out(self, folder: Path, ref: str = "refs/pull/1/merge", deep: bool = False) -> Path:
        """A clone as actions/checkout makes it: one commit, or all with `deep`."""
        clone = History(folder)
        clone.git("remote", "add", "origin", self.origin.folder.as_uri())
        depth = () if deep else ("--depth=1",)
        everything = ("+refs/heads/*:refs/remotes/origin/*",) if deep else ()
        clone.git("fetch", "-q", "--no-tags", *depth, "origin", f"+{ref}:refs/remotes/wanted", *everything)
        clone.git("checkout", "-q", "--detach", "refs/remotes/wanted")
        return folder

    @property
    def event(self) -> Mapping[str, Any]:
        return {"pull_request": {"base": {"sha": self.base}}}

    @property
    def environment(self) -> Mapping[str, str]:
        return {"GITHUB_REF": "refs/pull/1/merge", "GITHUB_SHA": self.merge}


Act = Callable[..., Result]


@pytest.fixture(scope="module")
def first(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """The virtual environment that the action makes, and the run that made it.

    In the workspace lie modules of Python that are called like those it needs.
    """
    folder = tmp_path_factory.mktemp("first")
    request = Request(folder, HOLDS, FIVE)
    workspace = request.checked_out(folder / "workspace")
    for name in ("pip", "venv", "ensurepip", "json", "hatchling", "yaml", "llm_project_lint", "sitecustomize"):
        (workspace / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n", encoding="utf-8")
    temporary = folder / "temporary"
    temporary.mkdir()
    done = Runner(workspace, temporary, request.event, request.environment).action(checkout)
    installed(Ran(done.codes["install"], done.log, ""))
    assert not (folder / "ran").exists()
    assert done.codes["install"] == 0, done.log
    (venv,) = temporary.glob("llm-project-lint.*/venv")
    return venv, done


@pytest.fixture
def act(checkout: Path, first: tuple[Path, Result], tmp_path: Path) -> Act:
    """Runs the action in a workspace."""

    def acted(
        workspace: Path, event: Mapping[str, Any], environment: Mapping[str, str] = NOTHING, **inputs: str
    ) -> Result:
        temporary = tmp_path / "temporary"
        temporary.mkdir(exist_ok=True)
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        return Runner(workspace, temporary, event, environment).action(checkout, given, first[0])

    return acted


def rules(sarif: str) -> set[str]:
    """The rules that SARIF reports."""
    (found,) = json.loads(Path(sarif).read_text(encoding="utf-8"))["runs"]
    return {one["ruleId"] for one in found["results"]}


def change(done: Result) -> str:
    """What the summary says of the change, without escapes: it stands before what the check says."""
    first, _, rest = done.summary.partition("\n## llm-project-lint\n")
    assert first.startswith(TITLE)
    assert rest
    return first.replace("\\", "")


def test_packs_are_installed_beside_it(checkout: Path, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, HOLDS)
    workspace = request.checked_out(tmp_path / "workspace")
    shown("docs/packs.md", tmp_path / "acme")
    project, named = parts("docs/packs.md", "toml")
    (tmp_path / "acme" / "pyproject.toml").write_text(project, encoding="utf-8")
    (workspace / "llm-project-lint.toml").write_text(named, encoding="utf-8")
    (workspace / "llm-project.yaml").write_text("acme: {vendor_review: 2020-01-01}\n", encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    runner = Runner(workspace, temporary, request.event, request.environment)
    done = runner.action(checkout, {"packs": f"{tmp_path / 'acme'}\r\n\n"})
    installed(Ran(done.codes["install"], done.log, ""))
    assert done.codes["install"] == 0, done.log
    assert "acme/vendor-review-old" in rules(done.outputs["sarif"])


@pytest.mark.parametrize("packs", ["--target=elsewhere", "-r requirements.txt", "--index-url=x"])
def test_packs_are_no_options_of_pip(checkout: Path, tmp_path: Path, packs: str) -> None:
    request = Request(tmp_path, HOLDS, HOLDS)
    workspace = request.checked_out(tmp_path / "workspace")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = Runner(workspace, temporary, request.event, request.environment).action(checkout, {"packs": packs})
    assert done.codes == {"install": 1}
    assert "Invalid requirement" in done.log


# -- what it says ------------------------------------------------------------------------------------------------------


def test_a_change_that_breaks_the_decision(first: tuple[Path, Result]) -> None:
    """The whole, from the installation on, in a clone of one commit."""
    _, done = first
    assert done.codes == {"install": 0, "changes": 0, "check": 1}
    assert done.outputs["exit-code"] == "1"
    annotations = [line for line in done.commands if f"title={UNMET}" in line]
    assert [line.split(",line=")[0] for line in annotations] == [f"::error title={UNMET},file=bot.llm-project.yaml"]
    assert f"::warning title={DYNAMIC},file=bot.llm-project.yaml" in done.log
    assert done.summary.startswith(TITLE), "a reviewer reads first what the change does"
    assert f"The choice: {BROKEN}." in change(done)
    assert Path(done.outputs["summary"]).read_text(encoding="utf-8") == done.summary
    assert {UNMET, DYNAMIC} <= rules(done.outputs["sarif"])


def test_a_change_that_mends_it(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, FIVE, HOLDS)
    done = act(request.checked_out(tmp_path / "workspace"), request.event, request.environment)
    assert done.codes == {"changes": 0, "check": 0}, done.log
    assert done.outputs["exit-code"] == "0"
    assert not any(line.startswith(("::error", "::warning")) for line in done.commands)
    assert f"The choice: {MENDED}." in change(done)
    assert not {UNMET, DYNAMIC} & rules(done.outputs["sarif"])


def test_what_is_waived_is_no_alert(act: Act, tmp_path: Path) -> None:
    waived = f"{FIVE}waivers:\n  - {{rule: {DYNAMIC}, reason: accepted}}\n"
    request = Request(tmp_path, FIVE, waived)
    done = act(request.checked_out(tmp_path / "workspace"), request.event, request.environment)
    found = rules(done.outputs["sarif"])
    assert UNMET in found
    assert DYNAMIC not in found, "code scanning would show a suppressed result as an open alert"
    assert "is waived: accepted" in change(done)


def test_only_what_is_new_fails(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path / "a", FIVE, FIVE.replace("40", "30"))
    workspace = request.checked_out(tmp_path / "a" / "workspace")
    assert act(workspace, request.event, request.environment).code == 1
    done = act(workspace, request.event, request.environment, new_only="true")
    assert done.code == 0, done.log
    assert "`data.training.examples`: 40 → 30" in change(done)
    request = Request(tmp_path / "b", FIVE, CITED)
    workspace = request.checked_out(tmp_path / "b" / "workspace")
    done = act(workspace, request.event, request.environment, new_only="true")
    assert done.code == 1
    assert rules(done.outputs["sarif"]) == {MORE}
    assert [line.split(",")[0] for line in done.commands] == [f"::warning title={MORE}"]


def test_what_others_did_meanwhile_is_not_the_change(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, CITED)
    request.origin.commit(other=FIVE.replace("support-bot", "other"))
    request.merged()
    # The merge of GitHub: the event names the base of old.
    shallow = request.checked_out(tmp_path / "merge")
    done = act(shallow, request.event, request.environment, new_only="true")
    assert "`bot.llm-project.yaml`" in change(done)
    assert "`other.llm-project.yaml`" not in change(done)
    assert MORE in rules(done.outputs["sarif"])
    # The change itself is checked out, with history, and the base has moved on.
    main = request.origin.git("rev-parse", "main").strip()
    event = {"pull_request": {"base": {"sha": main}}}
    deep = request.checked_out(tmp_path / "head", "refs/heads/change", deep=True)
    done = act(deep, event, request.environment, new_only="true")
    assert "`bot.llm-project.yaml`" in change(done)
    assert "`other.llm-project.yaml`" not in change(done)
    # What a person names.
    for base in ("origin/main", main):
        done = act(deep, {}, base=base)
        assert f"The choice: {BROKEN}." in change(done)
        assert "`other.llm-project.yaml`" not in change(done)


def test_a_merge_queue_names_its_base(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, FIVE)
    event = {"merge_group": {"base_sha": request.base}}
    done = act(request.checked_out(tmp_path / "workspace"), event)
    assert f"The choice: {BROKEN}." in change(done)


@pytest.mark.parametrize("event, inputs", [({}, {}), ({}, {"base": "0" * 40})])
def test_where_there_is_no_base(act: Act, tmp_path: Path, event: Mapping[str, Any], inputs: dict[str, str]) -> None:
    request = Request(tmp_path, FIVE, FIVE)
    done = act(request.checked_out(tmp_path / "workspace", "refs/heads/main"), event, new_only="true", **inputs)
    assert done.code == 1, "everything counts"
    assert not any(line.startswith("::notice title=llm-project-lint:") for line in done.commands)
    assert done.summary.startswith("## llm-project-lint\n")
    assert UNMET in rules(done.outputs["sarif"])


def test_a_base_that_cannot_be_had(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, FIVE)
    clones = [
        request.checked_out(tmp_path / "merge"),
        request.checked_out(tmp_path / "head", "refs/heads/change"),
    ]
    environments: list[Mapping[str, str]] = [request.environment, NOTHING]
    for only, code in (("false", 1), ("true", 2)):
        for workspace, environment in zip(clones, environments, strict=True):
            shutil.rmtree(request.origin.folder / ".git", ignore_errors=True)
            done = act(workspace, request.event, environment, new_only=only)
            assert (done.codes["changes"], done.code) == (0, code)
            assert done.outputs["exit-code"] == str(code)
            assert any("fetch-depth: 0" in line for line in done.commands if line.startswith("::notice"))
            assert done.summary.startswith("## llm-project-lint\n")
            assert UNMET in rules(done.outputs["sarif"])
            assert ("cannot be told without the base" in done.log) == (only == "true")


def test_history_that_does_not_reach_back(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, FIVE)
    done = act(request.checked_out(tmp_path / "workspace", "refs/heads/change"), request.event)
    assert done.code == 1
    assert "does not go back to where the change left its base" in done.log
    assert done.summary.startswith("## llm-project-lint\n")


def test_a_folder_that_is_no_clone(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, FIVE)
    workspace = request.checked_out(tmp_path / "workspace")
    shutil.rmtree(workspace / ".git")
    environment = {**request.environment, "GIT_CEILING_DIRECTORIES": str(tmp_path)}
    done = act(workspace, request.event, environment)
    assert done.codes == {"changes": 0, "check": 1}
    assert any("Git cannot read this clone" in line for line in done.commands if line.startswith("::notice"))
    assert UNMET in rules(done.outputs["sarif"])


def test_inputs(act: Act, tmp_path: Path) -> None:
    history = History(tmp_path / "workspace")
    known = history.folder / "services" / "known findings.json"
    history.commit(services__bot=FIVE, services__other=CITED)
    below = {"working_directory": "services"}
    done = act(history.folder, {}, **below, sarif="a b.sarif", language="zh", fail_on="error")
    assert done.outputs["sarif"] == str(history.folder / "services" / "a b.sarif")
    assert UNMET in rules(done.outputs["sarif"])
    assert "检查了" in done.summary
    assert ",file=services/bot.llm-project.yaml," in done.log, "annotations are seen from the repository"
    done = act(history.folder, {}, **below, paths="bot.llm-project.yaml\r\n\n")
    assert MORE not in rules(done.outputs["sarif"])
    written = run(tool("llm-project-lint"), "check", "--baseline", known.name, "--write-baseline", cwd=known.parent)
    assert written.code == 0, written.said
    assert act(history.folder, {}, **below, baseline=known.name).code == 0
    history.write("of ours/llm-project-lint.toml", f'ignore = ["{UNMET}"]\n')
    done = act(
        history.folder,
        {},
        config="of ours/llm-project-lint.toml",
        fail_on="error",
        paths="services/bot.llm-project.yaml",
    )
    assert done.code == 0, done.log


def test_what_cannot_be(act: Act, first: tuple[Path, Result], checkout: Path, tmp_path: Path) -> None:
    history = History(tmp_path / "workspace")
    history.commit(bot=HOLDS)
    for inputs, said in (
        ({"new_only": "yes"}, "takes true or false"),
        ({"sarif": "missing/a.sarif"}, "cannot be written there"),
        ({"sarif": "a\nexit-code=0"}, "more than one line"),
        ({"working_directory": "missing"}, "no such working directory"),
        ({"paths": "missing"}, "missing"),
        ({"fail_on": "everything"}, "--fail-on"),
        ({"baseline": "missing.json"}, "missing.json"),
    ):
        done = act(history.folder, {}, **inputs)
        assert done.code == 2, (inputs, done.log)
        assert said in done.log
        assert any(line.startswith("::error title=llm-project-lint::") for line in done.commands)
        assert done.outputs["exit-code"] in {"2", ""}
        assert not done.outputs["sarif"] or rules(done.outputs["sarif"]) >= set(), "a path that is given is there"
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = Runner(history.folder, tmp_path / "temporary", {}).action(checkout, {"python": str(old)})
    assert done.codes == {"install": 2}
    assert "::error title=llm-project-lint::Python 3.11 or later is needed" in done.log
    done = Runner(history.folder, tmp_path / "temporary", {}, {"RUNNER_OS": "Windows"}).action(checkout)
    assert done.codes == {"install": 2}


def test_a_summary_that_github_would_not_show(act: Act, tmp_path: Path) -> None:
    sources = ", ".join(f"{{name: {'long ' * 30}{number}, updates: weekly}}" for number in range(5000))
    many = f"data: {{knowledge: {{sources: [{sources}]}}}}\napproach: {{choice: fine-tuning}}\n"
    request = Request(tmp_path, many, many.replace("weekly", "daily"))
    workspace = request.checked_out(tmp_path / "workspace")
    done = act(workspace, request.event, request.environment)
    assert done.code == 1
    whole_summary = Path(done.outputs["summary"]).read_bytes()
    assert len(whole_summary) > 1024 * 1024
    assert done.summary.startswith("What changed is too long to be shown here.\n\n## llm-project-lint\n")
    assert DYNAMIC in done.summary


# -- what may not happen -----------------------------------------------------------------------------------------------

RUNS = ("$(touch ran)`touch ran`", "; touch ran ;", "'; touch ran ; '\"; touch ran ; \"")
"""What would run without quotes, in single ones, in double ones, or as a part of a program."""
OPTIONS = ("--output-file=ran", "-oran", "--upload-pack=touch ran", "--baseline=ran", "--write-baseline", "--fix")
FORGED = "a\n::error::forged"
INPUTS = ("paths", "working_directory", "config", "baseline", "new_only", "base", "fail_on", "language", "sarif")


@pytest.mark.parametrize("name", INPUTS)
def test_no_input_is_more_than_text(act: Act, tmp_path: Path, name: str) -> None:
    history = History(tmp_path / "workspace")
    history.commit(bot=FIVE)
    before = (history.folder / "bot.llm-project.yaml").read_text(encoding="utf-8")
    lines = "\n".join((*RUNS, *OPTIONS))
    for text in (*RUNS, OPTIONS[0], lines if name == "paths" else OPTIONS[2], FORGED):
        done = act(history.folder, {}, **{name: text})
        assert done.code, text
        assert not [*tmp_path.rglob("ran")], text
        assert not any("forged" in line for line in done.commands), text
    assert (history.folder / "bot.llm-project.yaml").read_text(encoding="utf-8") == before


def test_no_name_of_a_file_is_more_than_text(act: Act, tmp_path: Path) -> None:
    request = Request(tmp_path, HOLDS, HOLDS)
    request.origin.git("checkout", "-q", "change")
    for text in (*RUNS, *OPTIONS, FORGED, "::error::forged"):
        request.origin.write(f"{text.replace('/', '')}.llm-project.yaml", FIVE)
    request.origin.commit()
    request.merged()
    done = act(request.checked_out(tmp_path / "workspace"), request.event, request.environment)
    assert done.code == 1
    assert not [*tmp_path.rglob("ran")]
    assert not any(line.startswith("::error::") for line in done.commands)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_file_is_a_command(act: Act, tmp_path: Path, text: str) -> None:
    nasty = f'project: {{name: "{text}"}}\n' + FIVE.split("\n", 1)[1]
    nasty += f'waivers: [{{rule: no-rationale, reason: "{text}", at: "{text}"}}]\n'
    request = Request(tmp_path, HOLDS, nasty)
    done = act(request.checked_out(tmp_path / "workspace"), request.event, request.environment)
    known = ("::error title=", "::warning title=", "::notice title=")
    assert all(line.startswith(known) for line in done.commands)
    assert done.code in {1, 2}


# -- its form ----------------------------------------------------------------------------------------------------------


def test_linters_of_actions_have_nothing_to_say(checkout: Path) -> None:
    done = run(tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions", "action.yml", cwd=checkout)
    assert done.code == 0, done.said
    done = run(tool("zizmor"), "--offline", "--persona=auditor", "action.yml", cwd=checkout)
    assert done.code == 0, done.said


def test_its_scripts_are_sound(checkout: Path) -> None:
    for step in yaml.safe_load((checkout / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]:
        done = run(tool("shellcheck"), "--shell=bash", "-", cwd=checkout, stdin=f"set -eo pipefail\n{step['run']}")
        assert done.code == 0, done.said


def test_the_project_checks_its_examples_with_it(checkout: Path, first: tuple[Path, Result], tmp_path: Path) -> None:
    workflow = checkout / ".github" / "workflows" / "ci.yml"
    done = Runner(checkout, tmp_path, {}).job(workflow, "examples", first[0])
    assert set(done.codes.values()) == {0}, done.log
    assert f"title={UNMET}" in done.log
