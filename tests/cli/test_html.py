"""The page: valid, whole, safe against whatever a file contains, in both languages, and read by a real browser."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from llm_project_lint import files
from llm_project_lint.discovery.repository import repository_of
from llm_project_lint.errors import UsageError
from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import TAB, printable
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.texts.html import TEXTS
from tests.chinese import refused, slips
from tests.cli.run import lint
from tests.cli.test_output_is_safe import CONTROL, NASTY, document

CASES = Path(__file__).parents[1] / "cases"
ROOT = Path(repository_of(str(CASES)))
"""Where paths in a page begin."""
TODAY = ("--today", "2026-11-22")
SHOWN = ("support-bot", "waivers", "hostile-text", "several-projects", "broken", "mistakes")
"""Cases that together have every part a page can have."""
HARMLESS = "plain words"
FORGED = (*NASTY, '"><script>alert(1)</script>', "' onload='x", "</style></title><img src=x>", "&lt;b&gt; &#60; &amp")
TOOLS = Path(os.environ.get("BROWSER_TOOLS") or Path(__file__).parents[2] / ".build" / "browser")
"""Where npm has put what drives the browser; see the Makefile."""
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""


def page_of(*arguments: str, cwd: Path = CASES, code: tuple[int, ...] = (0, 1)) -> str:
    done = lint("check", "--format", "html", *TODAY, *arguments, cwd=cwd)
    assert done.code in code, done.err
    return done.out


def parsed(page: str) -> Element:
    """The page as a strict parser of XML reads it: a tag or an attribute that somebody forged would not fit in."""
    assert page.startswith("<!DOCTYPE html>\n<html lang=")
    return ElementTree.fromstring(page)


def said(element: Element) -> str:
    """The text of an element, as one line."""
    return " ".join("".join(element.itertext()).split())


def classed(root: Element, name: str) -> list[Element]:
    return [one for one in root.iter() if name in one.get("class", "").split()]


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request: pytest.FixtureRequest) -> tuple[str, Element]:
    """A page that has every part, and its language."""
    return request.param, parsed(page_of("--lang", request.param, "--show", "hint", *SHOWN))


# What is in it


def test_every_finding_of_the_json_report_is_in_the_page(page: tuple[str, Element]) -> None:
    language, root = page
    report = json.loads(lint("check", "--format", "json", *TODAY, "--lang", language, *SHOWN, cwd=CASES).out)
    written: dict[tuple[str | None, ...], str] = {}
    for one in classed(root, "finding"):
        key = tuple(one.get(f"data-{name}") for name in ("rule", "path", "line", "column"))
        written[key] = written.get(key, "") + _plain(said(one))
    found = [*report["findings"], *(one for project in report["projects"] for one in project["waived"])]
    assert len(found) == len(classed(root, "finding")) > 20
    for finding in found:
        at = finding["range"]["start"]
        text = written[
            finding["rule"], (CASES / finding["path"]).relative_to(ROOT).as_posix(), str(at["line"]), str(at["column"])
        ]
        parts = [finding["message"], finding["advice"], finding["why"], finding.get("reason", ""), *finding["notes"]]
        parts += [source["title"] for source in finding["sources"]] + [fix["title"] for fix in finding["fixes"]]
        parts += [related["message"] for related in finding["related"]]
        parts += [inside[key] for inside in finding["folded"] for key in ("message", "rule")]
        assert [part for part in parts if _plain(part) not in text] == []
    for project in report["projects"]:
        for fact in project["not_stated"]:
            assert any(one.get("data-place") == _shown(fact["place"]) for one in root.iter("li")), fact["place"]


def _plain(text: str) -> str:
    """A text without what the page sets in another way: code without backticks, what cannot be printed as pictures."""
    return re.sub(r"[\s`]|[^\x20-\ud7ff\ue000-\ufff8]", "", re.sub("[\u2400-\u2421\ufffd]", "", CONTROL.sub("", text)))


def _shown(text: str) -> str:
    return printable(text.replace("\t", " " * TAB))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_choices_are_compared_as_decide_does(language: str) -> None:
    root = parsed(page_of("--lang", language, "support-bot/llm-project.yaml"))  # alone, so that time is not shared
    decided = json.loads(
        lint("decide", "--format", "json", *TODAY, "--lang", language, "support-bot/llm-project.yaml", cwd=CASES).out
    )["decisions"][0]
    project = next(
        one for one in classed(root, "project") if one.get("data-path", "").endswith("support-bot/llm-project.yaml")
    )
    table = next(project.iter("table"))
    assert [said(one).split()[0] for one in table.findall("thead/tr/th")] == list(APPROACHES)
    shares = [re.findall(r"\d+", said(one)) for one in table.findall("tbody/tr")[-1].findall("td")]
    assert [[int(one) for one in share] for share in shares] == [
        [column["decided"], len(column["criteria"])] for column in decided["columns"]
    ]
    verdicts = [one.find("span") for one in table.findall("tbody/tr")[0].findall("td")]
    assert [one.get("class") for one in verdicts if one is not None] == [
        f"badge {column['verdict']}" for column in decided["columns"]
    ]
    drivers = {one.get("data-driver"): one.get("class") for one in project.iter("li") if one.get("data-driver")}
    assert drivers == {
        line["driver"]: "waits" if line["holds"] is None else line["strength"] if line["holds"] else "not"
        for line in decided["scorecard"]
    }
    places = {one.get("data-place") for one in project.iter("li")}
    assert {flip["place"] for flip in decided["flips"]} <= places
    assert {fact["place"] for fact in decided["unknown"]} <= places


def test_a_source_line_stands_as_it_is_written(page: tuple[str, Element]) -> None:
    for project in classed(page[1], "project"):
        path = ROOT / project.get("data-path", "")
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in classed(project, "line"):
            number = int("".join(line.findtext("span", "")))
            code = "".join(line.find("code").itertext())  # type: ignore[union-attr]
            assert code == _shown(lines[number - 1].rstrip()) or "…" in code


def test_every_place_can_be_gone_to(page: tuple[str, Element]) -> None:
    for one in page[1].iter():
        if one.get("data-line") or one.get("data-column") or one.get("data-path"):
            path = ROOT / one.get("data-path", "")
            lines = path.read_text(encoding="utf-8").splitlines()
            line, column = int(one.get("data-line", "")), int(one.get("data-column", ""))
            assert 1 <= line <= len(lines) + 1
            assert 1 <= column <= len([*lines, ""][line - 1]) + 1
    for name in ("finding", "facts", "entries"):
        assert classed(page[1], name), name


def test_a_long_line_is_cut_around_what_is_marked(tmp_path: Path) -> None:
    filler = ", ".join(f"x-{number}: {number}" for number in range(2000))
    text = f"project: {{{filler}, stage: Pilot, {filler.replace('x-', 'x-b')}}}\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    root = parsed(page_of(cwd=tmp_path))
    code = next(said(line.find("code")) for line in classed(root, "line") if "Pilot" in said(line))  # type: ignore[arg-type]
    assert code.startswith("…")
    assert code.endswith("…")
    assert len(code) < 300


def test_several_projects_have_contents_and_one_has_none(page: tuple[str, Element]) -> None:
    projects = [one.get("aria-labelledby") for one in classed(page[1], "project")]
    contents = next(one for one in page[1].iter("nav"))
    assert [one.get("href") for one in contents.iter("a")] == [f"#{name}" for name in projects]
    assert len(projects) > len(SHOWN)
    assert "<nav" not in page_of("support-bot")


@pytest.mark.parametrize("case, words", [("broken", "cannot be read to its end"), ("five-lines", "Data")])
def test_a_broken_file_has_findings_and_no_comparison(case: str, words: str) -> None:
    root = parsed(page_of(case))
    assert words.lower() in said(root).lower()
    assert bool(list(root.iter("table"))) == (case != "broken")
    assert classed(root, "finding")


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("version: 1\nproject: {name: a, stage: idea}\n", encoding="utf-8")
    assert "No findings" in page_of(cwd=tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "llm-project.yaml").write_text("version: 1\n", encoding="utf-8")

    def refuse(path: str, language: str = "en") -> bytes:
        raise UsageError("permission <denied>")

    monkeypatch.setattr(files, "read", refuse)
    (unread,) = classed(parsed(page_of(cwd=tmp_path, code=(2,))), "unread")
    assert "llm-project.yaml" in said(unread)
    assert "permission <denied>" in said(unread)


def test_standard_input_has_a_name() -> None:
    done = lint("check", "--format", "html", "--lang", "zh", "-", cwd=CASES, stdin=b"a: 1\n")
    assert "标准输入" in said(parsed(done.out))


# Its form


def test_names_are_unique_and_references_lead_somewhere(page: tuple[str, Element]) -> None:
    names = [name for one in page[1].iter() if (name := one.get("id"))]
    assert len(names) == len(set(names))
    for one in page[1].iter():
        for key in ("aria-labelledby", "aria-describedby"):
            assert set(one.get(key, "").split()) <= set(names)
        if address := one.get("href"):
            assert address.startswith("https://") or address.removeprefix("#") in names


def test_nothing_is_loaded_and_nothing_runs(page: tuple[str, Element]) -> None:
    tags = {one.tag for one in page[1].iter()}
    assert tags.isdisjoint({"script", "link", "img", "image", "iframe", "object", "embed", "form", "base", "use"})
    keys = {key for one in page[1].iter() for key in one.attrib}
    assert not [key for key in keys if key.startswith("on") or key in ("style", "src", "srcset", "xlink:href")]
    policy = next(one.get("content", "") for one in page[1].iter("meta") if one.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:;")
    style = page[1].findtext("head/style", "")
    assert not re.search(r"url\(|@import|@font-face|</", style)


def test_pictures_and_tables_have_names(page: tuple[str, Element]) -> None:
    for picture in page[1].iter("svg"):
        if picture.get("aria-hidden") != "true":
            assert picture.get("role") == "img"
            assert picture.findtext("title")
            assert picture.findtext("desc")
    for table in page[1].iter("table"):
        assert {one.get("scope") for one in table.findall("thead/tr/th")} == {"col"}
        assert {one.get("scope") for one in table.findall("tbody/tr/th")} == {"row"}
    levels = [int(one.tag[1]) for one in page[1].iter() if re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_severity_and_a_verdict_are_words(page: tuple[str, Element]) -> None:
    """Colour alone says nothing: beside each sign stands a word."""
    for badge in classed(page[1], "badge"):
        assert said(badge)[1:].strip()


def test_the_same_files_give_the_same_bytes() -> None:
    command = [sys.executable, "-m", "llm_project_lint", "check", "--exit-zero", "--format", "html", *TODAY, *SHOWN[:3]]
    pages = {
        subprocess.run(
            command, cwd=CASES, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


# Text from files


def _form(root: Element) -> set[tuple[str, ...]]:
    """The elements of a page with their attributes and classes."""
    return {(one.tag, one.get("class", ""), *sorted(one.attrib)) for one in root.iter()}


@cache
def _harmless(language: Language) -> set[tuple[str, ...]]:
    with TemporaryDirectory() as folder:
        return _form_with(HARMLESS, language, Path(folder))


def _form_with(text: str, language: Language, folder: Path) -> set[tuple[str, ...]]:
    quoted = text.replace('"', '\\"')
    (folder / "llm-project.yaml").write_text(document(quoted), encoding="utf-8")
    page = page_of("--show", "hint", "--lang", language, cwd=folder)
    assert CONTROL.search(page) is None
    return _form(parsed(page))


@pytest.mark.parametrize("number", range(len(FORGED)))
def test_text_from_a_file_forges_no_markup(tmp_path: Path, number: int) -> None:
    language: Language = "zh" if number % 2 else "en"
    assert _form_with(FORGED[number], language, tmp_path) == _harmless(language)


@pytest.mark.parametrize("name", ['a"><b>.llm-project.yaml', "a&#60;b.llm-project.yaml", "\x1b[31m'.llm-project.yaml"])
def test_the_name_of_a_file_forges_no_markup(tmp_path: Path, name: str) -> None:
    def form(called: str) -> set[tuple[str, ...]]:
        file = tmp_path / called
        file.write_text("a: 1\napproach: {choice: rag}\n", encoding="utf-8")
        page = page_of(cwd=tmp_path)
        file.unlink()
        assert CONTROL.search(page) is None
        return _form(parsed(page))

    assert form(name) == form("plain.llm-project.yaml")


# Both languages


def _texts(root: Element) -> Iterator[str]:
    """The texts of a page without code, names of approaches, and titles of works."""
    body = root.find("body")
    assert body is not None

    def walk(one: Element) -> Iterator[str]:
        skipped = one.tag in ("code", "cite", "text") or {"place", "chip", "excerpt"} & set(
            one.get("class", "").split()
        )
        if not skipped:
            yield one.text or ""
            for inside in one:
                yield from walk(inside)
        for inside in (one,):
            yield inside.tail or ""

    return (text for one in walk(body) if (text := " ".join(one.split())))


def test_no_text_of_ours_is_left_untranslated() -> None:
    cases = ("support-bot", "waivers", "mistakes", "sketch-rag")
    english, chinese = (set(_texts(parsed(page_of("--lang", language, *cases)))) for language in ("en", "zh"))
    names = set(APPROACHES) | {"product-support", "shop-support", "ticket-routing", "mistakes"}
    names.add("The labels are frozen until the 2027 release.")  # a reason that a file gives
    assert {text for text in english & chinese if re.search("[A-Za-z]{2}", text)} <= names


def test_chinese_is_set_as_elsewhere() -> None:
    for _, chinese in TEXTS.values():
        assert slips(chinese) == []
        assert refused(chinese) == []


# In a browser


def _need(what: str, present: bool) -> None:
    """A missing tool may skip a test on a developer's machine, and never in CI."""
    if not present:
        assert not os.environ.get("CI"), f"{what} is missing"
        pytest.skip(f"{what} is missing: see CONTRIBUTING.md")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a browser found: two pages, each at two widths and in two themes."""
    _need("chromium", bool(CHROMIUM))
    _need("what drives the browser", (TOOLS / "node_modules" / "playwright-core").is_dir())
    folder = tmp_path_factory.mktemp("pages")
    for language in ("en", "zh"):
        page = page_of("--lang", language, *SHOWN[:3])
        (folder / f"{language}.html").write_text(page, encoding="utf-8")
    pages = [str(one) for one in sorted(folder.iterdir())]
    script = Path(__file__).with_name("html_browser.mjs")
    command = ["node", str(script), str(TOOLS), CHROMIUM, os.environ.get("SHOTS") or "-", *pages]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == 8
    return found


def test_a_validator_of_html_has_no_complaint(seen: list[dict[str, Any]]) -> None:
    assert [one["invalid"] for one in seen] == [[]] * 8


def test_a_browser_reads_the_elements_that_were_written(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        root = parsed(Path(one["file"]).read_text(encoding="utf-8"))
        assert one["elements"] == len(list(root.iter()))


def test_a_browser_complains_of_nothing_and_loads_nothing(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        assert one["console"] == []
        assert one["requests"] == [Path(one["file"]).as_uri()]


def test_a_page_is_as_wide_as_its_window(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        assert one["wide"] <= 0, (one["width"], one["file"])
        assert one["clipped"] == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        assert one["count"] > 20
        assert one["unreached"] == []
        assert one["unseen"] == 0


def test_axe_finds_no_barrier(seen: list[dict[str, Any]]) -> None:
    audited = [one for one in seen if one["violations"] is not None]
    assert len({(one["width"], one["theme"]) for one in audited}) == 4
    assert [one["violations"] for one in audited] == [[]] * 4


def test_paper_is_white_and_has_what_is_folded(seen: list[dict[str, Any]]) -> None:
    for one in seen:
        assert one["paper"] == "rgb(255, 255, 255)"
        assert one["unprinted"] == 0
