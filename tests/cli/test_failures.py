"""A run that fails says so with exit code 2, in words, and still reports what it could check."""

import json
import os
import sys
from pathlib import Path

import pytest

from llm_project_lint import files
from llm_project_lint.cli import work
from llm_project_lint.errors import UsageError
from llm_project_lint.facts.derived import DERIVED
from tests.cli.run import lint

WARNED = "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\n"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two files; `a` is the one that makes trouble."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.llm-project.yaml").write_text(WARNED, encoding="utf-8")
    return tmp_path


@pytest.fixture
def unreadable(two: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, and `a` cannot be read; root may read everything, so permissions would not do."""
    read = files.read

    def refuse(path: str, language: str = "en") -> bytes:
        if os.path.basename(path).startswith("a."):
            raise UsageError("cannot be read: permission denied")
        return read(path, "zh" if language == "zh" else "en")

    monkeypatch.setattr(files, "read", refuse)
    return two


@pytest.mark.parametrize("options", [[], ["--exit-zero"], ["--diff"], ["--fix"], ["--fail-on", "error"]])
def test_a_file_that_cannot_be_read_fails_the_run(unreadable: Path, options: list[str]) -> None:
    done = lint("check", "--format", "concise", *options, cwd=unreadable)
    assert done.code == 2
    assert "a.llm-project.yaml: cannot be read: permission denied" in done.err
    if "--diff" not in options:
        assert "b.llm-project.yaml:1:29: warning" in done.out


def test_json_names_what_could_not_be_read(unreadable: Path) -> None:
    report = json.loads(lint("check", "--format", "json", cwd=unreadable).out)
    assert report["summary"]["unread"] == [
        {"path": "a.llm-project.yaml", "reason": "cannot be read: permission denied"}
    ]
    assert {finding["path"] for finding in report["findings"]} == {"b.llm-project.yaml"}


def test_nothing_read_is_not_said_to_be_fine(unreadable: Path) -> None:
    done = lint("check", "a.llm-project.yaml", cwd=unreadable)
    assert done == (2, "", "error: a.llm-project.yaml: cannot be read: permission denied\n")


def test_a_rule_that_fails_fails_the_run_and_the_others_still_report(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: object) -> None:
        raise ZeroDivisionError("on purpose")

    broken = DERIVED["derived.next_review"]._replace(compute=crash)  # type: ignore[arg-type]
    monkeypatch.setitem(DERIVED, "derived.next_review", broken)
    done = lint("check", "--format", "concise", "--exit-zero", cwd=two)
    assert done.code == 2
    assert "[internal-error]" in done.out
    assert "derived.next_review" in done.out
    assert "[finetune-dynamic-data]" in done.out


def test_a_mistake_of_ours_ends_in_words(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyError("on purpose")

    monkeypatch.setattr(work, "run", crash)
    done = lint("check", cwd=two)
    assert done.code == 2
    assert "KeyError" in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process starts anew and knows nothing of the patch")
def test_a_process_that_dies_fails_the_run(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "run", lambda *_: os._exit(9))
    done = lint("check", "--jobs", "2", cwd=two)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_file_that_changes_meanwhile_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "llm-project.yaml"
    path.write_text("project: {stage: Pilot}\n", encoding="utf-8")
    run = work.run

    def run_while_somebody_saves(job: work.Job, name: str, data: bytes) -> work.Result:
        path.write_text("project: {stage: Production}  # saved meanwhile\n", encoding="utf-8")
        return run(job, name, data)

    monkeypatch.setattr(work, "run", run_while_somebody_saves)
    done = lint("check", "--fix", cwd=tmp_path)
    assert done.code == 2
    assert "changed while it was checked" in done.err
    assert path.read_text(encoding="utf-8") == "project: {stage: Production}  # saved meanwhile\n"


def test_what_fix_cannot_mend_is_not_promised(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("x-d: &d {choice: RAG}\napproach: *d\n", encoding="utf-8")
    assert json.loads(lint("check", "--format", "json", cwd=tmp_path).out)["summary"]["fixable"] == 0
    assert "can mend" not in lint("check", cwd=tmp_path).out


def test_many_findings_in_one_long_line_end_in_time(tmp_path: Path) -> None:
    sources = ", ".join(f"{{name: s{number}, updates: daily}}" for number in range(3000))
    (tmp_path / "llm-project.yaml").write_text(
        f"data: {{knowledge: {{sources: [{sources}]}}}}\nmaintenance: {{reindex: weekly}}\napproach: {{choice: rag}}\n",
        encoding="utf-8",
    )
    for format_ in ("json", "full", "concise"):
        assert lint("check", "--format", format_, cwd=tmp_path).out.count("reindex-slower-than-updates") >= 3000


def test_closed_streams_are_no_trouble(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert lint("check", cwd=two).code == 1
