"""The hooks, as pre-commit installs and runs them."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from llm_project_lint.discovery import ENDINGS, NAMES, is_project
from tests.ci.checkout import ROOT, Ran, installed, missing, run, whole
from tests.cli.test_changes import DYNAMIC, FIVE, UNMET, History

pytestmark = whole
HOLDS = FIVE.replace("fine-tuning}", "rag}")
MISSPELT = HOLDS.replace("stage: pilot", "stage: pilott")
CONFIGURATION = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: {hook}
"""


class Installed(NamedTuple):
    """What pre-commit has installed. repository: what the hooks come from. store: where pre-commit keeps them."""

    repository: Path
    revision: str
    store: Path

    def run(self, folder: Path, *arguments: str) -> Ran:
        """Run pre-commit."""
        return pre_commit(*arguments, cwd=folder, store=self.store)

    def configuration(self, hook: str) -> str:
        """What a user writes into `.pre-commit-config.yaml`."""
        return CONFIGURATION.format(repository=self.repository, revision=self.revision, hook=hook)


def pre_commit(*arguments: str, cwd: Path, store: Path) -> Ran:
    done = run(sys.executable, "-m", "pre_commit", *arguments, cwd=cwd, environment={"PRE_COMMIT_HOME": str(store)})
    if "No module named pre_commit" in done.err:
        missing("pre-commit is not installed: `pip install -e '.[dev]'` brings it along")
    installed(done)
    return done


def hooks() -> dict[str, dict[str, object]]:
    listed = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in listed}


@pytest.fixture(scope="module")
def hooked(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The hooks, installed once as a user of them does it."""
    folder = tmp_path_factory.mktemp("installed")
    revision = run("git", "rev-parse", "HEAD", cwd=checkout).out.strip()
    found = Installed(checkout, revision, folder / "store")
    user = History(folder / "user")
    user.write(".pre-commit-config.yaml", found.configuration("llm-project-lint"))
    done = found.run(user.folder, "install-hooks")
    assert done.code == 0, done.said
    return found


@pytest.fixture
def user(hooked: Installed, tmp_path: Path) -> History:
    """A repository that uses the hook that checks."""
    repository = History(tmp_path / "user")
    repository.write(".pre-commit-config.yaml", hooked.configuration("llm-project-lint"))
    return repository


def test_try_repo(checkout: Path, tmp_path: Path) -> None:
    """Both hooks, without any configuration, on a repository with findings."""
    user = History(tmp_path / "user")
    user.commit(a__bot=FIVE, holds=HOLDS, misspelt=MISSPELT)
    store = tmp_path / "store"
    done = pre_commit("try-repo", str(checkout), "--all-files", "--color=never", cwd=user.folder, store=store)
    assert done.code == 1, done.said
    check, fix = re.split(r"^llm-project-lint --fix\.+", done.out, flags=re.MULTILINE)
    assert re.search(r"^llm-project-lint\.+Failed\n- hook id: llm-project-lint\n- exit code: 1\n", check, re.MULTILINE)
    lines = [line for line in check.splitlines() if ".yaml:" in line]
    assert {line.partition(":")[0] for line in lines} == {
        "a/bot.llm-project.yaml",
        "holds.llm-project.yaml",
        "misspelt.llm-project.yaml",
    }
    assert all(one in check for one in (UNMET, DYNAMIC))
    assert fix.startswith("Failed\n- hook id: llm-project-lint-fix\n")
    assert "files were modified by this hook" in fix
    assert (user.folder / "misspelt.llm-project.yaml").read_text(encoding="utf-8") == HOLDS
    assert (user.folder / "a" / "bot.llm-project.yaml").read_text(encoding="utf-8") == FIVE


def test_a_commit_with_findings_is_stopped(hooked: Installed, user: History) -> None:
    assert hooked.run(user.folder, "install").code == 0
    user.write("bot.llm-project.yaml", FIVE)
    user.git("add", "-A")
    commit = ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-m", "x")
    environment = {"PRE_COMMIT_HOME": str(hooked.store)}
    stopped = run("git", *commit, cwd=user.folder, environment=environment)
    assert stopped.code == 1
    assert "bot.llm-project.yaml:4:" in stopped.said
    assert UNMET in stopped.said
    user.write("bot.llm-project.yaml", HOLDS)
    user.git("add", "-A")
    passed = run("git", *commit, cwd=user.folder, environment=environment)
    assert passed.code == 0, passed.said
    assert "Passed" in passed.said


def test_several_files_are_one_run(hooked: Installed, user: History) -> None:
    """From a folder below too: pre-commit runs hooks at the root."""
    names = [f"services/s{number}/bot.llm-project.yml" for number in range(40)]
    for name in names:
        user.write(name, FIVE)
    user.write("services/s0/notes.yaml", "not: [a project")
    user.write("services/s0/llm-project.yaml.txt", "no: yaml")
    user.git("add", "-A")
    for folder in (user.folder, user.folder / "services" / "s0"):
        done = hooked.run(folder, "run", "--all-files", "--color=never")
        assert done.code == 1
        lines = [line for line in done.out.splitlines() if f"[{UNMET}]" in line]
        assert [line.partition(":")[0] for line in lines] == sorted(names), "in the order of one run"
        assert "notes.yaml" not in done.out
    done = hooked.run(user.folder / "services" / "s0", "run", "--files", "bot.llm-project.yml")
    assert done.code == 1
    assert {line.partition(":")[0] for line in done.out.splitlines() if UNMET in line} == {names[0]}


def test_nothing_to_say(hooked: Installed, user: History) -> None:
    user.write("README.md", "x")
    user.git("add", "-A")
    done = hooked.run(user.folder, "run", "--all-files")
    assert (done.code, "Skipped" in done.out) == (0, True)
    user.write("llm-project.yaml", HOLDS)
    user.git("add", "-A")
    done = hooked.run(user.folder, "run", "--all-files", "--verbose")
    assert (done.code, "Passed" in done.out) == (0, True)
    assert "checked" not in done.out, "no counts if nobody asks"


def test_what_a_user_sets(hooked: Installed, user: History) -> None:
    user.write(
        ".pre-commit-config.yaml",
        hooked.configuration("llm-project-lint") + "        args: [--baseline, known.json, --lang, zh]\n",
    )
    user.write("bot.llm-project.yaml", FIVE)
    user.write("known.json", '{"version": 1, "findings": []}')
    user.git("add", "-A")
    done = hooked.run(user.folder, "run", "--all-files")
    assert done.code == 1
    assert "错误" in done.out
    entry = f"{sys.executable} -m llm_project_lint check --baseline known.json --write-baseline".split()
    assert run(*entry, cwd=user.folder).code == 0
    user.git("add", "-A")
    assert hooked.run(user.folder, "run", "--all-files").code == 0


def test_no_name_of_a_file_is_an_option(hooked: Installed, user: History) -> None:
    for name in ("--output-file=ran", "--fix", "$(touch ran)", "; touch ran"):
        user.write(f"{name}.llm-project.yaml", FIVE)
    user.git("add", "-A")
    done = hooked.run(user.folder, "run", "--all-files")
    assert done.code == 1
    assert done.out.count(f"[{UNMET}]") == 4
    assert not [*user.folder.rglob("ran*")]


def test_hooks_match_what_the_linter_looks_for() -> None:
    for name in (*NAMES, *(f"a{ending}" for ending in ENDINGS), *ENDINGS):
        assert matches(name), name
        assert matches(f"a/b/{name}"), name


@given(
    st.lists(
        st.sampled_from(["llm-project", ".llm-project", ".yaml", ".yml", "yaml", "a", "/", ".", "-", "\n", "é"]),
        min_size=1,
    )
)
def test_hooks_match_nothing_else(parts: list[str]) -> None:
    path = "".join(parts)
    assert matches(path) == is_project(path)


def matches(path: str) -> bool:
    """Whether pre-commit hands a path to the hooks: it searches `files`, and goes by the ending for `types`."""
    found = {bool(re.search(str(hook["files"]), path)) for hook in hooks().values()}
    (one,) = found
    return one and path.endswith((".yaml", ".yml"))
