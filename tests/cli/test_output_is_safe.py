"""Whatever a user's file, its name or a path contains prints as text, in every format and language."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.run import lint

NASTY = (
    "[bold red]x[/bold red]",
    "\\e[31mred\\e[0m \\e]8;;http://x\\e\\\\link\\a",
    "one\\ntwo\\r::error::forged\\u2028three\\u0085four",
    "\\u202Egpj.exe\\u202C \\u2066a\\u2069 \\u200b",
    "<script>alert(1)</script> & | `code` %0A::warning::",
    "{0} {name} %s {{}}",
    "\\x9b31m \\x7f \\x01 \\t tab",
    "\\U000E0041 tag",
)
FORMATS = ("full", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def document(text: str) -> str:
    """A file that brings a text into messages, related places, names of sources, keys and values."""
    return f'''project: {{name: "{text}", stage: "{text}"}}
data:
  knowledge:
    sources: [{{name: "{text}", updates: daily, languages: [en], "{text}": 1}}]
requirements: {{languages: [zh], sample_questions: ["{text} what is the latest price"], risk: "{text}"}}
maintenance: {{reindex: weekly, review: {{next: "{text}"}}}}
approach: {{choice: rag}}
---
requirements: {{sample_questions: ["{text} what is the latest price"]}}
approach: {{choice: fine-tuning}}
---
"{text}": [
'''


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_file_reaches_the_terminal_as_a_command(
    tmp_path: Path, text: str, format_: str, language: str
) -> None:
    (tmp_path / "llm-project.yaml").write_text(document(text), encoding="utf-8")
    done = lint("check", "--format", format_, "--show", "hint", "--lang", language, cwd=tmp_path)
    assert done.code == 1
    assert CONTROL.search(done.out) is None
    # Of what `github` prints that is the purpose; that nothing else is a command, test_formats.py asks of every format.
    assert format_ == "github" or not re.search(r"^\s*::", done.out, re.MULTILINE)
    if format_ == "json":
        json.loads(done.out)
    if "[bold" in text and format_ != "markdown":  # in which brackets are escaped
        assert "[bold red]x[/bold red]" in done.out


@pytest.mark.parametrize("format_", ["full", "concise"])
@pytest.mark.parametrize("text", NASTY)
def test_colour_adds_styles_and_nothing_else(tmp_path: Path, text: str, format_: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(document(text), encoding="utf-8")
    plain = lint("check", "--format", format_, cwd=tmp_path).out
    colourful = lint("check", "--format", format_, cwd=tmp_path, environment={"FORCE_COLOR": "1"}).out
    bare = re.sub(r"\x1b\[[0-9;]*m", "", colourful)
    assert bare != colourful
    assert CONTROL.search(bare) is None
    # Where a line is broken in front of what would be a command, that shows.
    squeezed = [re.sub(r"\s", "", each).replace("\ufffd:", "::") for each in (plain, bare)]
    assert squeezed[0] == squeezed[1]


def test_no_color_outweighs_force_color(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("a: 1\n", encoding="utf-8")
    assert "\x1b" not in lint("check", cwd=tmp_path, environment={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


@pytest.mark.parametrize("name", ["a\nb.llm-project.yaml", "\x1b[31m.llm-project.yaml", "[red]x.llm-project.yaml"])
@pytest.mark.parametrize("format_", FORMATS)
def test_the_name_of_a_file_prints_as_text(tmp_path: Path, name: str, format_: str) -> None:
    (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    out = lint("check", "--format", format_, cwd=tmp_path).out
    assert CONTROL.search(out) is None
    assert "unknown-key" in out


def test_a_name_that_is_no_utf8_prints_as_text(tmp_path: Path) -> None:
    path = bytes(tmp_path) + b"/\xff\xfe.llm-project.yaml"
    with open(path, "wb") as file:
        file.write(b"a: 1\n")
    for format_ in FORMATS:
        done = lint("check", "--format", format_, cwd=tmp_path)
        assert done.code == 1, done.err
        assert "unknown-key" in done.out


def test_a_path_on_the_command_line_prints_as_text(tmp_path: Path) -> None:
    done = lint("check", "\x1b[31mnowhere\n.yaml", cwd=tmp_path)
    assert done.code == 2
    assert CONTROL.search(done.err) is None


def test_the_name_of_a_folder_prints_as_text_in_a_diff(tmp_path: Path) -> None:
    folder = tmp_path / "d\n::error ::x"
    folder.mkdir()
    (folder / "llm-project.yaml").write_text("project: {stage: Pilot}\n", encoding="utf-8")
    out = lint("check", "--diff", cwd=tmp_path).out
    assert CONTROL.search(out) is None
    assert not re.search(r"^::", out, re.MULTILINE)


def test_a_name_of_a_rule_prints_as_text(tmp_path: Path) -> None:
    done = lint("new-rule", "x\x1b[31m/y\n::error::", cwd=tmp_path)
    assert done.code == 2
    assert CONTROL.search(done.err) is None
