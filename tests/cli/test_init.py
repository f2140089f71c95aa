"""`init`: a first file, from a template or from answers at a terminal, valid, commented, and never overwriting."""

import datetime
import json
import os
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint import files
from llm_project_lint.facts.collect import collect
from llm_project_lint.facts.fields import nested
from llm_project_lint.facts.values import read
from llm_project_lint.model import Source
from llm_project_lint.rule_check import RuleChecker
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.scaffold.answers import answer
from llm_project_lint.scaffold.compose import compose
from llm_project_lint.scaffold.guide import Guide
from llm_project_lint.scaffold.templates import FACTS, QUESTIONS
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from llm_project_lint.texts.init import FORMS, TEXTS
from tests.chinese import HAN, refused, slips
from tests.cli.run import lint
from tests.cli.terminal import END, INTERRUPT, Terminal, at_terminal
from tests.properties.documents import FORMS as VALUES

NAME = "llm-project.yaml"
OF_FORM = ("invalid-value", "unknown-key", "missing-key", "syntax-error", "duplicate-key", "empty-file")
"""What `check` finds in a file that leaves the format."""
GUIDE = Guide("en")


def write(folder: Path, template: str, language: str = "en") -> str:
    """The text of a template as the command writes it."""
    done = lint("init", "--template", template, "--lang", language, cwd=folder)
    assert (done.code, done.err) == (0, "")
    return (folder / NAME).read_text(encoding="utf-8")


def report(folder: Path) -> dict[str, Any]:
    """Everything that `check` says of the file."""
    found: dict[str, Any] = json.loads(lint("check", "--format", "json", "--show", "hint", cwd=folder).out)
    return found


def stated(text: str) -> dict[str, Any]:
    """What a file states, by dotted place."""
    (document,) = read_documents(Source(NAME, text))
    assert not document.problems
    return flat(document.data)


def flat(data: dict[str, Any], above: str = "") -> dict[str, Any]:
    """The values of sections in sections by dotted place, without those that are empty."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= flat(value, f"{above}{key}.")
        elif value is not None:
            found[above + key] = value
    return found


def open_lines(text: str) -> dict[str, int]:
    """The lines to fill in: the place of each, and its number from 0."""
    found = {}
    above: dict[int, str] = {}
    for number, line in enumerate(text.split("\n")):
        bare = line.lstrip()
        if not bare or bare.startswith("# "):
            continue
        depth = len(line) - len(bare)
        above = {at: key for at, key in above.items() if at < depth}
        above[depth] = bare.removeprefix("#").partition(":")[0]
        if bare.startswith("#"):
            found[".".join(above.values())] = number
    return found


def without_mark(text: str, *numbers: int) -> str:
    """The text with the mark of some lines deleted, as a person does it."""
    lines = text.split("\n")
    for number in numbers:
        lines[number] = lines[number].replace("#", "", 1)
    return "\n".join(lines)


# -- Templates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("template", FACTS)
class TestTemplates:
    def test_it_states_the_choice_and_nothing_else(self, tmp_path: Path, template: str, language: str) -> None:
        choice = {"approach.choice": template} if template in APPROACHES else {}
        assert stated(write(tmp_path, template, language)) == {"version": 1, **choice}

    def test_check_has_nothing_above_a_hint(self, tmp_path: Path, template: str, language: str) -> None:
        write(tmp_path, template, language)
        assert lint("check", "--fail-on", "info", cwd=tmp_path).code == 0
        assert {one["severity"] for one in report(tmp_path)["findings"]} == {"hint"}

    def test_each_open_line_is_valid_without_its_mark(self, tmp_path: Path, template: str, language: str) -> None:
        text = write(tmp_path, template, language)
        before = stated(text)
        marked = open_lines(text)
        assert set(marked) == FACTS[template] - set(before)
        for place, number in marked.items():
            changed = without_mark(text, number)
            assert stated(changed) == {**before, place: GUIDE.meaning(place).example}
            done = lint("check", "--format", "json", "-", cwd=tmp_path, stdin=changed.encode())
            assert not {one["rule"] for one in json.loads(done.out)["findings"]} & set(OF_FORM), place

    def test_all_of_them_together_are_valid(self, tmp_path: Path, template: str, language: str) -> None:
        text = write(tmp_path, template, language)
        (tmp_path / NAME).write_text(without_mark(text, *open_lines(text).values()), encoding="utf-8")
        assert not {one["rule"] for one in report(tmp_path)["findings"]} & set(OF_FORM)

    def test_each_key_has_a_remark_in_the_language_of_the_run(
        self, tmp_path: Path, template: str, language: str
    ) -> None:
        lines = write(tmp_path, template, language).split("\n")
        for before, line in pairwise(lines):
            if line and not line.lstrip().startswith("# "):
                assert before.lstrip().startswith("# "), line
        remarks = [line.lstrip("# ") for line in lines if line.lstrip().startswith("# ")]
        assert bool(HAN.search("".join(remarks))) is (language == "zh")
        assert max(map(len, lines)) <= 100
        assert not [one for one in remarks if one[:1] in "，。；：、）"]

    def test_decide_has_something_to_say(self, tmp_path: Path, template: str, language: str) -> None:
        write(tmp_path, template, language)
        done = lint("decide", "--lang", language, cwd=tmp_path)
        assert (done.code, done.err) == (0, "")
        assert [name for name in APPROACHES if name not in done.out] == []

    def test_it_says_what_to_do_next(self, tmp_path: Path, template: str, language: str) -> None:
        said = lint("init", "--template", template, "--lang", language, cwd=tmp_path).out
        assert said.split("\n")[0].count(NAME) == 1
        assert str(len(open_lines((tmp_path / NAME).read_text(encoding="utf-8")))) in said.split("\n")[0]
        assert re.findall("`(llm-project-lint .*?)`", said) == ["llm-project-lint check", "llm-project-lint decide"]


@pytest.mark.parametrize("template", APPROACHES)
def test_whatever_is_awaited_under_a_choice_has_a_line(tmp_path: Path, template: str) -> None:
    lines = {*open_lines(write(tmp_path, template)), "approach.choice"}
    found = report(tmp_path)
    project = found["projects"][0]
    awaited = [one["place"] for one in project["not_stated"]]
    awaited += [place for driver in project["scorecard"] for place in driver["waits"]]
    for finding in found["findings"]:
        awaited += [one["place"] for one in (finding, *finding["folded"]) if one["place"]]
    assert len(awaited) > 20
    assert [place for place in awaited if not any(f"{line}.".startswith(f"{place}.") for line in lines)] == []


def test_the_values_that_remarks_name_can_be_read() -> None:
    for form, values in FORMS.items():
        assert [read(form, value) is not None for value in values] == [True] * len(values)


def test_the_chinese_is_well_set(tmp_path: Path) -> None:
    for key, (_, chinese) in TEXTS.items():
        assert (slips(chinese), refused(chinese)) == ([], []), key
    for template in FACTS:
        (tmp_path / template).mkdir()
        for line in write(tmp_path / template, template, "zh").split("\n"):
            if line.lstrip().startswith("# "):
                assert refused(line) == []


# -- Where it is written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path, file",
    [
        ("", NAME),
        ("sub", f"sub/{NAME}"),
        ("sub/", f"sub/{NAME}"),
        ("sub/llm-project.yml", "sub/llm-project.yml"),
        ("bot.llm-project.yaml", "bot.llm-project.yaml"),
        ("a folder", f"a folder/{NAME}"),
    ],
)
def test_it_is_written_where_check_finds_it(tmp_path: Path, path: str, file: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a folder").mkdir()
    done = lint("init", *([path] if path else []), "--template", "rag", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [tmp_path / file]
    named = {"": "check", "a folder": f"check 'a folder/{NAME}'"}.get(path, f"check {file}")
    assert f"`llm-project-lint {named}`" in done.out
    assert "One project in one file checked" in lint("check", cwd=tmp_path).out


@pytest.mark.parametrize(
    "path, said",
    [
        ("missing/", "there is no folder `missing`"),
        ("missing", "there is no folder `missing`"),
        (f"missing/{NAME}", "there is no folder `missing`"),
        ("project.yaml", "`check` would not find a file named `project.yaml`"),
        ("here.txt", "`check` would not find a file named `here.txt`"),
        (f"here.txt/{NAME}", "there is no folder `here.txt`"),
        (f"{'x' * 300}.llm-project.yaml", "cannot be written: the name is too long"),
        ("\x1b[2J.txt", "named `␛[2J.txt`"),
    ],
)
def test_where_it_cannot_be_written_it_says_so(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "here.txt").write_text("mine", encoding="utf-8")
    done = lint("init", path, "--template", "rag", cwd=tmp_path)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert os.listdir(tmp_path) == ["here.txt"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["file", "link", "link to nowhere", "folder"])
def test_whatever_has_the_name_is_left_alone(tmp_path: Path, kind: str, language: str) -> None:
    path = tmp_path / NAME
    if kind == "folder":
        path.mkdir()
        (path / NAME).write_text("mine", encoding="utf-8")
    elif kind == "file":
        path.write_text("mine", encoding="utf-8")
    else:
        path.symlink_to(tmp_path / "other")
    if kind == "link":
        (tmp_path / "other").write_text("mine", encoding="utf-8")
    before = sorted(os.listdir(tmp_path))
    done = lint("init", "--template", "rag", "--lang", language, cwd=tmp_path)
    assert done.code == 2
    assert ("exists already" if language == "en" else "已经存在") in done.err
    assert sorted(os.listdir(tmp_path)) == before
    if kind != "link to nowhere":
        assert (path / NAME if kind == "folder" else path).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    create = files.create

    def late(path: str, data: bytes, language: Any = "en") -> bool:
        (tmp_path / NAME).write_text("mine", encoding="utf-8")
        return create(path, data, language)

    monkeypatch.setattr(files, "create", late)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    done = lint("init", "--template", "rag", cwd=tmp_path)
    assert done.code == 2
    assert "exists already" in done.err
    assert os.listdir(tmp_path) == [NAME]
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "mine"


def no_links(*_: object, **__: object) -> None:
    """A disk that has no hard links."""
    raise PermissionError(1, "Operation not permitted")


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    assert stated(write(tmp_path, "rag"))["approach.choice"] == "rag"
    assert os.listdir(tmp_path) == [NAME]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = lint("init", "--template", "rag", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"error: {NAME}: cannot be written: the disk is full\n"
    assert os.listdir(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_named_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everything, so permissions would not do.
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    done = lint("init", cwd=tmp_path)
    assert done == (2, "", f"error: {NAME}: cannot be written: permission denied\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_terminal_it_names_the_templates(tmp_path: Path, language: str) -> None:
    done = lint("init", "--lang", language, cwd=tmp_path, stdin=b"1\n" * 20)
    assert (done.code, done.out) == (2, "")
    assert "`--template NAME`" in done.err
    assert [name for name in FACTS if f"`{name}`" not in done.err] == []
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("locale, said", [("en_US.UTF-8", "asks ten questions"), ("zh_CN.UTF-8", "提出十个问题")])
def test_its_help_speaks_both_languages(tmp_path: Path, locale: str, said: str) -> None:
    done = lint("init", "--help", cwd=tmp_path, environment={"LC_ALL": locale})
    assert done.code == 0
    assert said in done.out
    assert "--template" in done.out


def test_a_template_that_there_is_not_is_refused(tmp_path: Path) -> None:
    done = lint("init", "--template", "rga", cwd=tmp_path)
    assert done.code == 2
    assert "`rga` cannot stand behind --template" in done.err


# -- The dialogue -------------------------------------------------------------------------------------------------

CONTRADICTED = [
    "question-answering", "1,3", "weekly", "2d", "[]", "required", "per-tenant", "40", "3s", "fine-tuning",
]  # fmt: skip
"""Answers that do not go together."""


def answer_all(terminal: Terminal, answers: list[str]) -> int:
    """Answer every question; the exit code."""
    terminal.wait_for_prompt()
    for text in answers[:-1]:
        terminal.answer(text)
    terminal.type(f"{answers[-1]}\n")
    return terminal.end()


@pytest.mark.parametrize("locale, why", [("en_US.UTF-8", "Why: "), ("zh_CN.UTF-8", "为什么问：")])
def test_ten_questions_are_asked_each_with_its_reason(tmp_path: Path, locale: str, why: str) -> None:
    with at_terminal("init", cwd=tmp_path, LC_ALL=locale) as terminal:
        assert answer_all(terminal, [""] * 10) == 0
    assert [f"\n{number}/10 " in terminal.seen for number in range(1, 11)] == [True] * 10
    assert terminal.seen.count(f"\n{why}") == 10
    assert ("HAN" if HAN.search(terminal.seen) else "none") == ("HAN" if "zh" in locale else "none")


def test_who_has_no_pace_to_name_is_told_to_leave_it_empty(tmp_path: Path) -> None:
    with at_terminal("init", cwd=tmp_path, LC_ALL="zh_CN.UTF-8") as terminal:
        assert answer_all(terminal, [""] * 10) == 0
    assert terminal.seen.count("没有固定频率时，留空即可。\n") == 1


def test_what_is_skipped_stays_open(tmp_path: Path) -> None:
    with at_terminal("init", cwd=tmp_path) as terminal:
        assert answer_all(terminal, [""] * 10) == 0
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert text == write_elsewhere(tmp_path, "minimal")
    assert "do not go together" not in terminal.seen


def write_elsewhere(folder: Path, template: str) -> str:
    """A template as it is written without questions."""
    (folder / "elsewhere").mkdir()
    return write(folder / "elsewhere", template)


def test_answers_stand_in_the_file_of_the_choice_and_contradictions_are_said(tmp_path: Path) -> None:
    with at_terminal("init", cwd=tmp_path) as terminal:
        assert answer_all(terminal, CONTRADICTED) == 0
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert stated(text) == {
        "version": 1,
        "requirements.task": "question-answering",
        "requirements.gap": ["knowledge", "format"],
        "data.knowledge.updates": "weekly",
        "requirements.max_staleness": "2d",
        "requirements.domains.planned": [],
        "requirements.citations": "required",
        "requirements.access_control": "per-tenant",
        "data.training.examples": 40,
        "performance.latency.p95": "3s",
        "approach.choice": "fine-tuning",
    }
    assert {*stated(text), *open_lines(text)} == {*FACTS["fine-tuning"], "version"}
    _, _, closing = terminal.seen.partition("Some of the answers do not go together:\n")
    said = set(re.findall(r"^  (?:error|warning|info): .* \[(.+)\]$", closing, re.MULTILINE))
    graver = {one["rule"] for one in report(tmp_path)["findings"] if one["severity"] != "hint"}
    assert said == graver
    assert "finetune-dynamic-data" in said


def test_answers_that_go_together_have_nothing_above_a_hint(tmp_path: Path) -> None:
    with at_terminal("init", cwd=tmp_path) as terminal:
        code = answer_all(terminal, ["1", "1", "weekly", "2d", "[]", "1", "per-tenant", "40", "5s", "2"])
    assert code == 0
    assert {one["severity"] for one in report(tmp_path)["findings"]} == {"hint"}
    assert "do not go together" not in terminal.seen


@pytest.mark.parametrize(
    "place, typed, said",
    [
        ("requirements.task", "17", "There is no number 17 in the list; it goes from 1 to 16."),
        ("requirements.task", "0000000019", "There is no number 0000000019 in the list"),
        ("requirements.task", "9" * 5000, "There is no number 999"),
        ("requirements.task", "0", "There is no number 0 in the list; it goes from 1 to 16."),
        ("requirements.task", "clasification", "Taken as `classification`."),
        ("requirements.task", "sing songs", "That is not in the list."),
        ("requirements.gap", "1, songs", "That is not in the list."),
        ("data.knowledge.updates", "often", "“often” cannot be read as `data.knowledge.updates`."),
        ("data.knowledge.updates", "Weekly", "Taken as `weekly`."),
        ("requirements.max_staleness", "5m", "It can be minutes or months: write `5min` or `5mo`."),
        ("requirements.max_staleness", "weekly", "Taken as `7d`."),
        ("requirements.domains.planned", "none", "Taken as `[]`."),
        ("requirements.domains.planned", "?", "Left open."),
        ("requirements.domains.planned", ",", ""),
        ("requirements.citations", "yes", "That is not in the list."),
        ("data.training.examples", "40 examples", "cannot be read as `data.training.examples`."),
        ("data.training.examples", "-5", "cannot be read as `data.training.examples`."),
        ("performance.latency.p95", "3", "It has no unit."),
        ("performance.latency.p95", "unknown", "Left open."),
        ("performance.latency.p95", "x" * 2001, "at most 2,000 can be read"),
        ("approach.choice", "5", "There is no number 5 in the list; it goes from 1 to 4."),
    ],
)
def test_a_wrong_answer_is_refused_in_a_sentence(place: str, typed: str, said: str) -> None:
    field = GUIDE.fields.find(place)
    assert field is not None
    found = answer(typed, field, GUIDE)
    assert said in (found.refused or (taken(found.value) if found.meant else ""))
    assert not found.refused or found.value is None


def taken(value: Any) -> str:
    """What is said of a value that was typed otherwise."""
    if value is None:
        return TEXTS.say("left-open", "en")
    return TEXTS.say("taken", "en", value=f"`{value}`")


def test_after_a_wrong_answer_it_asks_again(tmp_path: Path) -> None:
    with at_terminal("init", cwd=tmp_path) as terminal:
        terminal.wait_for_prompt()
        terminal.answer("")
        terminal.answer("")
        assert "3/10" in terminal.seen
        assert "Write how often" in terminal.answer("often")
        assert "4/10" in terminal.answer("每周")
        assert "Taken as `weekly`." in terminal.seen
        assert "no unit" in terminal.answer("3")
        assert "no text" in terminal.answer(b"\xff\xfe")
        assert "no text" in terminal.answer("3d\x1b[D")
        assert "5/10" in terminal.answer(b"3d")
        for _ in range(5):
            terminal.answer("")
        terminal.type("\n")
        assert terminal.end() == 0
    assert stated((tmp_path / NAME).read_text(encoding="utf-8")) == {
        "version": 1,
        "data.knowledge.updates": "weekly",
        "requirements.max_staleness": "3d",
    }


@pytest.mark.parametrize(
    "key, code, said",
    [(INTERRUPT, 130, "Stopped. Nothing is written."), (END, 2, "error: the input ended before the last question")],
)
def test_stopping_writes_nothing_and_says_so(tmp_path: Path, key: str, code: int, said: str) -> None:
    with at_terminal("init", cwd=tmp_path) as terminal:
        terminal.wait_for_prompt()
        terminal.answer("1")
        time.sleep(0.2)  # a key that comes between the prompt and the reading of it is only seen with the next one
        terminal.type(key)
        assert terminal.end() == code
    assert said in terminal.seen
    assert "Traceback" not in terminal.seen
    assert os.listdir(tmp_path) == []


def test_a_file_that_exists_is_named_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine", encoding="utf-8")
    with at_terminal("init", cwd=tmp_path) as terminal:
        assert terminal.end() == 2
    assert "1/10" not in terminal.seen
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "mine"


def test_hostile_names_come_back_as_they_were_typed(tmp_path: Path) -> None:
    names = [
        "no",
        "1e3",
        "# x",
        "a: b",
        '"',
        "'",
        "- x",
        "*a",
        "&a",
        "!t",
        "%",
        "@",
        "`",
        "😀",
        "保险",
        "{x",
        "~",
        "true",
    ]
    with at_terminal("init", cwd=tmp_path) as terminal:
        assert answer_all(terminal, ["", "", "", "", ",".join(names), "", "", "", "", ""]) == 0
    assert stated((tmp_path / NAME).read_text(encoding="utf-8"))["requirements.domains.planned"] == names


# -- What is written for any answer -------------------------------------------------------------------------------

TYPED = st.text(max_size=30) | st.sampled_from(
    ["no", "1e3", "# x", "~", "[", "a: b", "<<", "---", "...", "\x00", "é" * 900]
)


@settings(deadline=None, max_examples=300)
@given(name=TYPED.filter(bool), owner=TYPED.filter(bool), metrics=st.lists(TYPED.filter(bool), max_size=4))
def test_any_text_can_be_read_back(name: str, owner: str, metrics: list[str]) -> None:
    facts = {"project.name": name, "project.owner": owner, "maintenance.monitoring": metrics}
    text = compose(facts, FACTS["hybrid"], GUIDE)
    assert stated(text) == {"version": 1, **facts}
    assert len(open_lines(text)) == len(FACTS["hybrid"]) - 3


@settings(deadline=None, max_examples=300)
@given(place=st.sampled_from(QUESTIONS), typed=TYPED)
def test_an_answer_is_refused_or_valid(place: str, typed: str) -> None:
    field = GUIDE.fields.find(place)
    assert field is not None
    found = answer(typed or "?", field, GUIDE)
    if found.value is None:
        assert found.refused or found.meant
        return
    assert stated(compose({place: found.value}, (), GUIDE)) == {"version": 1, place: found.value}
    for one in found.value if isinstance(found.value, list) else [found.value]:
        assert one in field.values if field.values else read(field.form, one) is not None


# -- Which facts are asked for ------------------------------------------------------------------------------------


def test_every_question_is_about_a_fact_that_several_rules_and_drivers_wait_for() -> None:
    """Stating one fact more, on top of the questions before it, must let at least three of them be decided."""
    assert len(set(QUESTIONS)) == 10
    facts: dict[str, Any] = {}
    before = undecided({})
    for place in QUESTIONS:
        field = GUIDE.fields.find(place)
        assert field is not None
        settled: set[str] = set()
        for value in field.values or VALUES[field.form]:
            settled |= before - undecided({place: value})
        facts[place] = settled
    few = {place: settled for place, settled in facts.items() if len(settled) < 3}
    assert few == {}


def undecided(facts: dict[str, Any]) -> set[str]:
    """The rules and drivers, under each choice or the stated one, that a document leaves open."""
    book = load_rulebook()
    checker = RuleChecker(book)
    (document,) = read_documents(Source("", json.dumps({"version": 1, **nested(facts)})))
    record, _ = collect(document, book.fields)
    found: set[str] = set()
    for choice in (None,) if "approach.choice" in facts else APPROACHES:
        checked = checker.check(document, record, Settings(datetime.date(2026, 11, 22)), choice)
        found |= {one.rule.id for one in checked.outcomes if one.state == "waiting"}
        found |= {one.driver for one in checked.scorecard if one.holds is None}
    return found
