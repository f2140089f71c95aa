"""What an editor is told is what the command finds: the same findings at the same places, pushed, pulled, on the disk.

The documents are the cases of the command, each as it is and as other systems would have saved it, and every example
of every rule.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from llm_project_lint.configuration import NONE, settings
from llm_project_lint.model import Language, NotStated, Source, Span
from llm_project_lint.outputs.json import Json
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, hint
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.examples import TODAY, examples_of
from llm_project_lint.tally import NOT_STATED, Tally
from tests.cli.run import lint
from tests.lsp.said import SEVERITIES, Places, Said, seen
from tests.lsp.wire import (
    PULL,
    PUSHED,
    Wire,
    close_document,
    counts,
    introduce,
    merged,
    open_,
    published,
    pulled,
)
from tests.test_cases import CASES

SAVED: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda data: data,
    "CRLF and a mark": lambda data: b"\xef\xbb\xbf" + re.sub(rb"\r?\n", b"\r\n", data),
    "UTF-16": lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le"),
    "lone CR": lambda data: re.sub(rb"\r?\n", b"\r", data),
}
"""How a file may have been saved."""


class Text(NamedTuple):
    """A document as an editor has it, and what the command finds in it."""

    path: Path
    text: str
    found: list[dict[str, Any]]


def expected(text: str, found: list[dict[str, Any]], encoding: str) -> list[Said]:
    """What an editor has to show, by what the command says; its columns are code points from 1."""
    places = Places(text, encoding)
    return [
        Said(
            one["rule"],
            SEVERITIES[one["severity"]],
            places.of(**one["range"]["start"]),
            places.of(**one["range"]["end"]),
            printable(one["message"]),
        )
        for one in found
    ]


def of_report(report: dict[str, Any], path: str, language: Language) -> list[dict[str, Any]]:
    """What a JSON report says of a file: the findings of each document, behind them a hint for each silent fact."""
    found = []
    for project in report["projects"]:
        if project["path"] == path:
            mine = (path, project["document"])
            found += [one for one in report["findings"] if (one["path"], one["document"]) == mine]
            found += [_hint(one, language) for one in project["not_stated"]]
    return found


def _hint(fact: dict[str, Any], language: Language) -> dict[str, Any]:
    silent = NotStated(fact["place"], Span(0, 0), tuple(fact["rules"]), tuple(fact["criteria"]))
    message = hint(silent, language).message
    return {"rule": NOT_STATED, "severity": "hint", "range": fact["range"], "message": message}


def cases(folder: Path, language: Language, saved: str) -> Iterator[Text]:
    """Every file of the cases, put into a folder in one way, with what `check` says of it there."""
    shutil.copytree(CASES, folder, ignore=shutil.ignore_patterns("expected.*"))
    paths = sorted(folder.glob("*/**/*.yaml"))
    for path in paths:
        path.write_bytes(SAVED[saved](path.read_bytes()))
    done = lint("check", "--format", "json", "--today", str(TODAY), "--lang", language, ".", cwd=folder)
    report = json.loads(done.out)
    assert report["summary"]["files"] == len(paths) > 20
    for path in paths:
        data = path.read_bytes()
        text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig")
        yield Text(path, text, of_report(report, str(path.relative_to(folder)), language))


def examples(folder: Path) -> Iterator[Text]:
    """Every example of the rule files, with what the linter says of it as JSON."""
    book = load_rulebook()
    linter = Linter(settings(NONE, book, TODAY, "en"))
    rules = (*book.rules.values(), *book.drivers.values())
    for number, example in enumerate(one for rule in rules for one in examples_of(rule, book)):
        path = folder / f"{number}.llm-project.yaml"
        renderer = Json(View())
        said = "".join(renderer.report(report) for report in linter.check(Source(str(path), example.text)))
        yield Text(path, example.text, of_report(json.loads(said + renderer.end(Tally())), str(path), "en"))


def compare(texts: list[Text], encoding: str, pull: bool, language: Language) -> int:
    """Open all documents, hold what is said against what is to be said, and close them; how many things were said."""
    said = 0
    with Wire() as wire:
        introduce(wire, merged(counts(encoding), PULL if pull else {}), options={"language": language})
        for path, text, _ in texts:
            open_(wire, path.as_uri(), text)
        wire.barrier()
        for path, text, found in texts:
            uri = path.as_uri()
            got = pulled(wire, uri) if pull else published(wire, uri, 1)
            assert seen(got) == expected(text, found, encoding), path
            said += len(got)
        for path, _, _ in texts:
            close_document(wire, path.as_uri())
        wire.barrier()
        if not pull:
            assert {one["uri"]: one["diagnostics"] for one in wire.told(PUSHED)} == {t.path.as_uri(): [] for t in texts}
    return said


@pytest.mark.parametrize("pull", [False, True], ids=["push", "pull"])
@pytest.mark.parametrize(
    "language, encoding, saved", [("en", "utf-32", "as it is"), ("zh", "utf-16", "CRLF and a mark")]
)
def test_an_open_case_says_what_the_command_says(
    tmp_path: Path, language: Language, encoding: str, saved: str, pull: bool
) -> None:
    texts = list(cases(tmp_path / "cases", language, saved))
    assert compare(texts, encoding, pull, language) > 300


@pytest.mark.parametrize("pull", [False, True], ids=["push", "pull"])
def test_an_example_says_what_the_linter_says(tmp_path: Path, pull: bool) -> None:
    texts = list(examples(tmp_path))
    assert len(texts) > 200
    assert compare(texts, "utf-32", pull, "en") > 1000


@pytest.mark.parametrize("language, encoding, saved", [
    ("zh", "utf-32", "as it is"),
    ("en", "utf-16", "CRLF and a mark"),
    ("en", "utf-16", "UTF-16"),
    ("en", "utf-32", "lone CR"),
])  # fmt: skip
def test_a_case_that_is_not_open_says_what_the_command_says(
    tmp_path: Path, language: Language, encoding: str, saved: str
) -> None:
    folder = tmp_path / "cases"
    texts = list(cases(folder, language, saved))
    with Wire() as wire:
        introduce(wire, counts(encoding), folder, options={"language": language})
        for path, text, found in texts:
            assert seen(published(wire, path.as_uri())) == expected(text, found, encoding), path
    with Wire() as wire:
        introduce(wire, merged(counts(encoding), PULL), folder, options={"language": language})

        def report() -> list[dict[str, Any]]:
            items: list[dict[str, Any]] = wire.call("workspace/diagnostic", {"previousResultIds": []})["items"]
            return items

        items = report()
        while not items:  # the folder is still being searched
            items = report()
        assert {one["uri"]: seen(one["items"]) for one in items} == {
            path.as_uri(): expected(text, found, encoding) for path, text, found in texts
        }
