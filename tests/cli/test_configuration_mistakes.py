"""Mistakes in configuration files: each is told where it stands, before anything is checked."""

import re
import time
from pathlib import Path

import pytest

from tests.cli.run import Done, lint

OWN, SHARED = "llm-project-lint.toml", "pyproject.toml"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069]")


def check(folder: Path, text: str | bytes, *options: str, name: str = OWN) -> Done:
    """Check a project file that has something to report, under a configuration."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "llm-project.yaml").write_text("zzz: 1\n", encoding="utf-8")
    done = lint("check", *options, cwd=folder)
    assert done.out == ""
    return done


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        # keys
        ('presett = "strict"', "1:1", "there is no key `presett`; did you mean `preset`?"),
        ("\n  colour = 1", "2:3", "there is no key `colour`; what can be configured is `preset`, `packs`, `select`, "
         "`ignore`, `severity`, `thresholds`, `language`, `fail-on`, `show`"),
        ('[severities]\na = "b"', "1:2", "there is no key `severities`; did you mean `severity`?"),
        ("plugins = []", "1:1", "there is no key `plugins`"),
        # types
        ("preset = 3", "1:10", "`preset` is a number here; write a text in quotes"),
        ('select = "data"', "1:10", "`select` is a text in quotes here; write a list"),
        ('packs = "./acme"', "1:9", "`packs` is a text in quotes here; write a list"),
        ('packs = ["no/rules"]', "1:10", "`no/rules` names no pack; write `./no/rules` for a folder beside this file"),
        ('packs = ["./no"]', "1:10", "there is no folder `./no` here"),
        ('packs = ["./"]', "1:10", "there is no `pack.yaml` in the folder `./`"),
        ('packs = ["no-such-rules"]', "1:10", "no distribution `no-such-rules` is installed where llm-project-lint is"),
        ('select = [\n  "data",\n  true,\n]', "3:3", "`select` is true or false here; write a text in quotes"),
        ("[ignore]\n", "1:1", "`ignore` is a table here; write a list"),
        ("severity = []", "1:12", "`severity` is a list here; write a table"),
        ("[severity]\nreview-overdue = 1", "2:18", "`severity.review-overdue` is a number here"),
        ("[thresholds]\nfew_examples = true", "2:16", "is true or false here; write a text in quotes or a number"),
        ("[thresholds]\nfew_examples = 2026-01-01", "2:16", "is a date or time here"),
        ("[[thresholds]]\nfew_examples = 1", "1:1", "`thresholds` is a list here; write a table"),
        ("select = []", "1:10", "`select` names nothing, so nothing would be checked"),
        # words
        ('preset = "stricter"', "1:10", "`stricter` cannot stand at `preset`; did you mean `strict`?"),
        ('language = "fr"', "1:12", "`fr` cannot stand at `language`; write one of `en`, `zh`"),
        ('fail-on = "critical"', "1:11", "write one of `error`, `warning`, `info`, `hint`"),
        ('fail-on = "waived"', "1:11", "`waived` cannot stand at `fail-on`"),
        ('show = "infos"', "1:8", "did you mean `info`?"),
        ('[severity]\nreview-overdue = "warn"', "2:18", "`warn` cannot stand at `severity.review-overdue`"),
        # names
        ('select = ["data", "maintenence"]', "1:19", "there is no rule or category `maintenence`; did you mean "
         "`maintenance`?"),
        ('ignore = [\n  "review-overdu",\n]', "2:3", "did you mean `review-overdue`?"),
        ('ignore = ["data,cost"]', "1:11", "there is no rule or category `data,cost`"),
        ('ignore = [""]', "1:11", "there is no rule or category ``"),
        ('ignore = ["unknown-key"]', "1:11", "there is no rule or category `unknown-key`"),
        ('severity.review-overdu = "info"', "1:10", "there is no rule `review-overdu`; did you mean `review-overdue`?"),
        ('severity = {data = "info"}', "1:13", "there is no rule `data`"),
        ('[severity]\nfrequent-updates = "info"', "2:1", "there is no rule `frequent-updates`"),
        ("[thresholds]\n# here\nfew_example = 3", "3:1", "there is no threshold `few_example`; did you mean "
         "`few_examples`?"),
        ("[thresholds]\nzzz = 3", "2:1", "there is no threshold `zzz`; `llm-project-lint config` lists them"),
        # values of thresholds
        ('[thresholds]\nfrequent_update = "14"', "2:19",
         "`thresholds.frequent_update` cannot be `\"14\"`. Write how often: "),
        ("[thresholds]\nfrequent_update = 14", "2:19", "`thresholds.frequent_update` cannot be `14`."),
        ("[thresholds]\nfew_examples = -1", "2:16", "`thresholds.few_examples` cannot be `-1`. Write a whole number"),
        ("[thresholds]\nfew_examples = 1.5", "2:16", "cannot be `1.5`"),
        ("[thresholds]\ngpu_margin = 90", "2:14", "Write a share of the whole from 0 to 1 or in percent"),
        ("[thresholds]\ngpu_margin = nan", "2:14", "cannot be `nan`"),
        ("[thresholds]\ncadence_slack = -inf", "2:17", "cannot be `-inf`"),
        ('[thresholds]\ntight_latency = "1 sec"', "2:17", "Write a length of time with its unit"),
        # no TOML
        ("preset = strict", "1:10", "this is not TOML: the value cannot be read; put texts in quotes"),
        ("a\n", "1:2", "this is not TOML: a `=` is missing behind the key"),
        ("= 1", "1:1", "write `key = value`, or the head of a table"),
        ('a = "x', "1:7", "a text in quotes is not closed"),
        ('a = "x\n"', "1:7", "a text in quotes is not closed"),
        ('a = """x\n', "1:9", "a text in quotes is not closed"),
        ("a = 'x\n'", "1:7", "a text in quotes is not closed"),
        ('a = "\\q"', "1:8", "begins an escape"),
        ("[severity]\n[severity]", "2:10", "stands twice"),
        ('preset = "strict"\npreset = "article"', "2:19", "stands twice"),
        ('a = 1 b = 2', "1:7", "a line holds one key with its value"),
        ("a = [1, 2", "1:10", "a list is not closed"),
        ("a = {x = 1", "1:11", "a `{` is not closed"),
        ("[severity", "1:10", "the head of the table is not closed"),
        ('a = "\x01"', "1:6", "a control character"),
        ("a = 2026-13-45", "1:9", "a line holds one key with its value"),
        ("a = 2026-02-31", "1:5", "it cannot be read from here on"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_place(tmp_path: Path, text: str, place: str, said: str) -> None:
    done = check(tmp_path, text)
    assert done.code == 2
    assert done.err.startswith(f"error: {OWN}:{place}: ")
    assert said in done.err


def test_in_the_shared_file_places_are_those_of_the_file(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.other]\npreset = 1\n\n[tool.llm-project-lint]\npreset = 1\n'
    assert check(tmp_path, text, name=SHARED).err.startswith(f"error: {SHARED}:8:10: `preset` is a number here")
    text = '[tool.llm-project-lint.thresholds]\nx = 1\n[tool.llm-project-lint.severity]\ny = "info"\n'
    assert check(tmp_path, text, name=SHARED).err.splitlines() == [
        f"error: {SHARED}:2:1: there is no threshold `x`; `llm-project-lint config` lists them",
        f"{SHARED}:4:1: there is no rule `y`; `llm-project-lint rules` lists them",
    ]
    done = check(tmp_path, "[[tool.llm-project-lint]]\n", name=SHARED)
    assert f"{SHARED}:1:1: `tool.llm-project-lint` is a list here; write a table" in done.err
    assert "`tool` is a number here; write a table" in check(tmp_path, "tool = 1 # llm-project-lint\n", name=SHARED).err


def test_a_shared_file_that_is_no_toml_is_an_error_where_it_may_be_ours(tmp_path: Path) -> None:
    text = "[tool.llm-project-lint]\npreset = strict\n"
    assert check(tmp_path, text, name=SHARED).err.startswith(f"error: {SHARED}:2:10: this is not TOML")


def test_all_mistakes_are_told_in_the_order_of_the_text(tmp_path: Path) -> None:
    done = check(tmp_path, 'show = 1\nselect = 2\nzzz = 3\n[severity]\na = "x"\n')
    assert re.findall(r":([0-9]+:[0-9]+): ", done.err) == ["1:8", "2:10", "3:1", "5:5"]


def test_a_file_further_up_is_named_from_here(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / OWN).write_text("x = 1", encoding="utf-8")
    (inner / "llm-project.yaml").write_text("zzz: 1\n", encoding="utf-8")
    assert lint("check", cwd=inner).err.startswith(f"error: ../../{OWN}:1:1: ")
    assert lint("check", "a", cwd=tmp_path).err.startswith(f"error: {OWN}:1:1: ")


def test_one_wrong_file_stops_the_run_before_any_file_is_checked(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text("zzz: 1\n", encoding="utf-8")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "llm-project.yaml").write_text("zzz: 1\n", encoding="utf-8")
    (tmp_path / "z" / OWN).write_text("x = 1", encoding="utf-8")
    done = lint("check", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: z/{OWN}:1:1: ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.toml", "none.toml: cannot be read: there is no such file or folder"),
        (".", ".: cannot be read: it is a folder"),
        ("pyproject.toml", "pyproject.toml:1:1: there is no table `[tool.llm-project-lint]` in this file"),
        ("a\x1b[31m\n.toml", "a␛[31m␊.toml: cannot be read"),
        ("\0", "cannot be read"),
    ],
)
def test_a_named_file_must_be_one(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / SHARED).write_text("[tool.ruff]\n", encoding="utf-8")
    (tmp_path / "llm-project.yaml").write_text("zzz: 1\n", encoding="utf-8")
    done = lint("check", "--config", name, cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("presett = 1", "没有 `presett` 这个键；是不是想写 `preset`？"),
        ("preset = 1", "`preset` 在这里是数字；请写加引号的文字"),
        ('ignore = ["dat"]', "没有名为 `dat` 的规则或类别；是不是想写 `data`？"),
        ('[thresholds]\nfew_examples = "x"', '`thresholds.few_examples` 不能是 `"x"`。请写整数'),
        ("preset = strict", "不是有效的 TOML：值的写法不对；文字请加引号"),
    ],
)
def test_mistakes_are_told_in_chinese_too(tmp_path: Path, text: str, said: str) -> None:
    err = check(tmp_path, text, "--lang", "zh").err
    assert err.startswith("错误：")
    assert said in err


# -- hostile files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        b"\xff\xff",
        b'preset = "\xff"',
        b"\x00" * 100,
        b"\x7fELF\x01\x02" * 50,
        b"[" * 100_000,
        b"a = " + b"[" * 200_000,
        b"a = " + b"{a=" * 50_000,
        b"a = [" + b"[]," * 1000,
        b"a" + b".a" * 500_000 + b" = 1",
        b"[a" + b".a" * 400_000 + b"]",
        b"[a" + b' . "a b"' * 100_000 + b"]",
        b'a = "' + b"x" * 3_000_000,
        b"# " + b"x" * 5_000_000,
        b"x = 1\n" * 150_000,
        b"a = 1" + b"0" * 900_000,
        b"a = " + b"9" * 5000,
        b"a = 0x" + b"f" * 5000,
        "préset = 1\u2028".encode(),
        b"\x1b[31m = 1",
        b'"\\u001b[31m\\n::error::forged\\u202e" = 1',
        b'select = ["\\u001b[31m\\n::error::forged\\u202e"]',
        b'[thresholds]\nfew_examples = "\\u001b[31m\\n::error::forged"',
        b'preset = "' + b"x" * 100_000 + b'"',
        b'"' + b"k" * 100_000 + b'" = 1',
        b"[severity]\n" + b"".join(b'k%d = "info"\n' % number for number in range(20_000)),
    ],
    ids=lambda text: repr(text[:30]),
)
def test_whatever_the_file_holds_is_answered_soon_and_as_text(tmp_path: Path, text: bytes) -> None:
    start = time.monotonic()
    done = check(tmp_path, text)
    assert time.monotonic() - start < 10
    assert done.code == 2
    assert "Traceback" not in done.err
    assert CONTROL.search(done.err) is None
    assert all(line.startswith((f"error: {OWN}", OWN)) for line in done.err.splitlines())


def test_what_is_said_of_a_huge_file_is_short(tmp_path: Path) -> None:
    text = "[severity]\n" + "".join(f'k{number} = "info"\n' for number in range(20_000))
    err = check(tmp_path, text).err
    assert len(err) < 5000
    assert len(err.splitlines()) == 21
    assert err.splitlines()[-1] == f"{OWN}: 19,980 more mistakes"
