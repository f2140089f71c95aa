"""What `decide` promises: a fair comparison of the four approaches, on one screen, in both languages, and as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing

from llm_project_lint.model import Language
from llm_project_lint.outputs.printable import width
from llm_project_lint.resources import resource
from llm_project_lint.texts.comparison import TEXTS
from tests.chinese import refused, slips
from tests.cli.run import Done, lint
from tests.cli.terminal import LINES, at_terminal
from tests.cli.test_output_is_safe import CONTROL, NASTY, document

TODAY = "2026-11-22"
CHOICES = ("prompt-only", "rag", "fine-tuning", "hybrid")
CASES = Path(__file__).parent.parent / "cases"
SCENARIOS = sorted(folder.name for folder in CASES.glob("scenario-*"))
SHOP = """\
project: {name: shop, stage: pilot}
data: {knowledge: {updates: weekly}, training: {examples: 40}}
requirements: {max_staleness: 2d}
maintenance: {retrain: quarterly}
approach: {choice: fine-tuning}
"""
TUNED = """\
project: {name: tagger, stage: production}
data: {knowledge: {updates: daily, sources: [{name: wiki}]}, training: {examples: 5000, quality: curated}}
maintenance: {retrain: weekly}
approach: {choice: fine-tuning}
"""


def decide(folder: Path, text: str, *options: str) -> Done:
    """Run the command on a text."""
    (folder / "llm-project.yaml").write_text(text, encoding="utf-8")
    return lint("decide", "--today", TODAY, *options, cwd=folder)


def decisions(folder: Path, text: str, *options: str) -> list[dict[str, Any]]:
    """What it says of a text, as data that its schema has been held against."""
    done = decide(folder, text, "--format", "json", *options)
    return read(done)


def read(done: Done) -> list[dict[str, Any]]:
    """The decisions of a run, which keep to the schema."""
    assert done.err == ""
    found = json.loads(done.out)
    schemas = [
        json.loads(Path(resource("schema", f"{name}.schema.json")).read_bytes()) for name in ("decision", "report")
    ]
    resources = [(schema["$id"], referencing.Resource.from_contents(schema)) for schema in schemas]
    registry: referencing.Registry[Any] = referencing.Registry().with_resources(resources)
    jsonschema.Draft202012Validator(schemas[0], registry=registry).validate(found)
    listed: list[dict[str, Any]] = found["decisions"]
    return listed


def column(decision: dict[str, Any], choice: str) -> dict[str, Any]:
    """One approach."""
    (found,) = (one for one in decision["columns"] if one["choice"] == choice)
    return dict(found)


def verdicts(decision: dict[str, Any]) -> dict[str, str]:
    """What each approach comes to."""
    return {one["choice"]: one["verdict"] for one in decision["columns"]}


def rules(findings: list[dict[str, Any]]) -> list[str]:
    """The names of the rules."""
    return [one["rule"] for one in findings]


# The scenarios of the article


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_speaks_against_the_choice_of_the_article(scenario: str) -> None:
    path = CASES / scenario / "own.llm-project.yaml"
    (found,) = read(lint("decide", str(path), "--format", "json", "--today", TODAY, cwd=CASES))
    own = column(found, found["chosen"])
    if scenario in ("scenario-law-fine-tuning", "scenario-medicine-fine-tuning"):
        # The article's own sample question asks for the newest state, which its tuned model cannot know.
        assert rules(own["against"]) == ["time-sensitive-questions"]
        assert own["verdict"] == "in-question"
    else:
        assert (own["against"], own["verdict"]) == ([], "nothing-against")


REASONS = {
    "rag": {"frequent-updates", "fresh-answers"},
    "fine-tuning": {"static-labelled", "consistent-form"},
}
"""What the article gives as reasons: data that change often and newest answers; stable labelled data and one form."""


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_reasons_of_the_article_speak_for_its_choice_alone(scenario: str) -> None:
    path = CASES / scenario / "own.llm-project.yaml"
    (found,) = read(lint("decide", str(path), "--format", "json", "--today", TODAY, cwd=CASES))
    own = found["chosen"]
    held = {choice: set(column(found, choice)["drivers"]) for choice in CHOICES}
    assert held == {"prompt-only": set(), own: REASONS[own], "hybrid": REASONS[own], other(own): set()}


@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name.endswith("-rag")])
def test_changing_facts_put_fine_tuning_in_question(scenario: str) -> None:
    path = CASES / scenario / "own.llm-project.yaml"
    (found,) = read(lint("decide", str(path), "--format", "json", "--today", TODAY, cwd=CASES))
    assert "finetune-dynamic-data" in rules(column(found, "fine-tuning")["against"])
    assert verdicts(found)["fine-tuning"] == "in-question"


def other(choice: str) -> str:
    """The opposite of a choice of the article."""
    return "rag" if choice == "fine-tuning" else "fine-tuning"


# What it judges, and what it does not


def test_two_lines_are_not_judged(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, "version: 1\nproject: {name: x}\n")
    assert set(verdicts(found).values()) == {"undecided"}
    assert [one["decided"] for one in found["columns"]] == [0, 0, 0, 0]
    assert found["flips"] == []
    assert found["unknown"][0]["place"] == "data.knowledge.updates"
    assert len(found["unknown"][0]["criteria"]) > 3
    text = decide(tmp_path, "version: 1\nproject: {name: x}\n")
    assert text.code == 0
    assert "Too little is stated to judge any of the four." in text.out
    assert "Not known, and would matter most:\n  `data.knowledge.updates`" in text.out


def test_an_error_contradicts_and_a_warning_questions(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, SHOP)
    assert verdicts(found) == {
        "prompt-only": "undecided",
        "rag": "nothing-against",
        "fine-tuning": "contradicted",
        "hybrid": "in-question",
    }
    assert {one["severity"] for one in column(found, "fine-tuning")["against"]} == {"error", "warning"}
    assert rules(column(found, "hybrid")["against"]) == ["finetune-too-few-labels"]
    assert found["standing"] == ["rag"]


def test_a_design_that_nobody_had_to_write_is_still_to_settle(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, TUNED)
    rag = column(found, "rag")
    assert rag["against"] == []
    assert {"knowledge-no-owner", "knowledge-no-refresh"} <= set(rules(rag["later"]))
    assert {"maintenance.knowledge_owner", "maintenance.reindex"} <= {one["place"] for one in rag["settle"]}
    # What belongs to the chosen approach counts: somebody had every reason to write it.
    assert "model-no-owner" in rules(column(found, "fine-tuning")["against"])
    assert column(found, "fine-tuning")["settle"] == []


def test_an_excuse_that_nobody_had_to_write_is_still_to_settle(tmp_path: Path) -> None:
    # A structured query would do without the large index; who tunes a model has no reason to say so.
    text = """\
data: {knowledge: {documents: 200k}}
performance: {latency: {p95: 900ms}, stages: {embed: 9ms, search: 9ms, model_first_token: 99ms, tokens_per_second: 900}}
approach: {choice: CHOICE}
"""
    rule = "rag-tight-latency-large-kb"
    (tuned,) = decisions(tmp_path, text.replace("CHOICE", "fine-tuning"))
    assert rule in rules(column(tuned, "rag")["later"])
    assert column(tuned, "rag")["against"] == []
    (search,) = (one for one in column(tuned, "rag")["settle"] if one["place"] == "approach.rag.search")
    assert rule in search["rules"]
    (retrieved,) = decisions(tmp_path, text.replace("CHOICE", "rag"))
    assert rules(column(retrieved, "rag")["against"]) == [rule]


def test_a_plan_that_is_listed_under_another_finding_is_still_to_settle(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, "project: {stage: production}\ndata: {training: {examples: 900}}\n")
    rag = column(found, "rag")
    assert rules(rag["against"]) == ["rag-without-knowledge-base"]
    assert "maintenance.knowledge_owner" in {one["place"] for one in rag["settle"]}


def test_what_speaks_against_the_chosen_approach_is_what_check_says(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, TUNED)
    report = json.loads(lint("check", "--format", "json", "--today", TODAY, cwd=tmp_path).out)
    grave = [one for one in report["findings"] if one["severity"] in ("error", "warning")]
    everywhere = [one for one in found["everywhere"] if one["severity"] in ("error", "warning")]
    chosen = [*column(found, "fine-tuning")["against"], *everywhere]
    assert sorted(rules(chosen)) == sorted(rules(grave))


def test_what_holds_of_all_four_is_said_once_and_changes_no_verdict(tmp_path: Path) -> None:
    overdue = TUNED.replace("retrain: weekly", "retrain: weekly, review: {next: 2026-01-31}")
    before, after = decisions(tmp_path, TUNED)[0], decisions(tmp_path, overdue)[0]
    assert "review-overdue" in rules(after["everywhere"])
    assert all("review-overdue" not in rules(one["against"]) for one in after["columns"])
    assert verdicts(after) == verdicts(before)
    shown = decide(tmp_path, overdue).out
    assert shown.count("[review-overdue]") == 1
    assert re.search(r"^Whatever you choose: .*\n  warning: This decision was to be reviewed", shown, re.MULTILINE)


def test_a_waived_finding_does_not_count_and_is_shown(tmp_path: Path) -> None:
    waived = SHOP + "waivers:\n  - {rule: finetune-too-few-labels, reason: A first try.}\n"
    before, after = decisions(tmp_path, SHOP)[0], decisions(tmp_path, waived)[0]
    assert verdicts(before)["hybrid"] == "in-question"
    assert verdicts(after)["hybrid"] == "nothing-against"
    assert [(one["rule"], one["reason"]) for one in column(after, "hybrid")["waived"]] == [
        ("finetune-too-few-labels", "A first try.")
    ]
    shown = decide(tmp_path, waived).out
    assert "waived fine-tuning, hybrid: The number of labelled examples is 40" in shown
    assert "Reason: A first try. [finetune-too-few-labels]" in shown
    assert "unused-waiver" not in shown


def test_it_works_without_a_choice(tmp_path: Path) -> None:
    text = TUNED.replace("approach: {choice: fine-tuning}\n", "")
    (found,) = decisions(tmp_path, text)
    assert found["chosen"] == ""
    assert [one["choice"] for one in found["columns"]] == list(CHOICES)
    # No approach is chosen, so nobody had a reason to write the design of any.
    assert "model-no-owner" not in rules(column(found, "fine-tuning")["against"])
    assert "finetune-dynamic-data" in rules(column(found, "fine-tuning")["against"])
    shown = decide(tmp_path, text).out
    assert "no choice is stated" in shown
    assert "(chosen)" not in shown


def test_the_stated_choice_changes_no_finding_about_facts(tmp_path: Path) -> None:
    facts = "requirements: {gap: [knowledge], citations: required}\ndata: {training: {examples: 5}}\n"
    by_choice = [
        decisions(tmp_path, f"{facts}approach: {{choice: {choice}}}\n")[0] for choice in ("rag", "fine-tuning")
    ]
    found = [{one["choice"]: sorted(rules(one["against"])) for one in decision["columns"]} for decision in by_choice]
    assert found[0] == found[1]
    assert found[0]["fine-tuning"]


# What would change a verdict


def flips(decision: dict[str, Any]) -> dict[str, list[tuple[Any, Any, dict[str, tuple[str, str]]]]]:
    """By place: what is stated, what would be, and what becomes of which approach."""
    found: dict[str, list[tuple[Any, Any, dict[str, tuple[str, str]]]]] = {}
    for one in decision["flips"]:
        changes = {change["choice"]: (change["before"], change["after"]) for change in one["changes"]}
        found.setdefault(one["place"], []).append((one["stated"], one["value"], changes))
    return found


def test_a_number_flips_at_the_edge_of_its_threshold(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, SHOP)
    assert flips(found)["data.training.examples"] == [
        (40, 50, {"hybrid": ("in-question", "nothing-against")}),
        (40, 9, {"hybrid": ("in-question", "contradicted")}),
    ]


def test_a_cadence_flips_at_the_nearest_pace(tmp_path: Path) -> None:
    text = "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\n"
    (found,) = decisions(tmp_path, text)
    assert flips(found)["data.knowledge.updates"] == [
        ("weekly", "quarterly", {"fine-tuning": ("in-question", "undecided")})
    ]
    shown = decide(tmp_path, text).out
    said = "`data.knowledge.updates: quarterly` instead of `weekly`: fine-tuning -> undecided"
    assert f"  {said}" in shown.splitlines()


def test_an_excuse_that_is_not_stated_is_found(tmp_path: Path) -> None:
    text = "requirements: {sample_questions: [What is the latest price?]}\napproach: {choice: fine-tuning}\n"
    (found,) = decisions(tmp_path, text)
    assert rules(column(found, "fine-tuning")["against"]) == ["time-sensitive-questions"]
    cleared = (None, "stable", {"fine-tuning": ("in-question", "undecided")})
    assert cleared in flips(found)["data.training.facts"]


def test_what_was_measured_is_not_tried(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, (CASES / "sketch-rag" / "llm-project.yaml").read_text(encoding="utf-8"))
    assert not [place for place in flips(found) if place.startswith(("evaluation.results", "waivers"))]


@pytest.mark.parametrize("case", ["support-bot", "sketch-rag", "sketch-fine-tuning", "five-lines"])
def test_a_flip_comes_true_when_it_is_written(tmp_path: Path, case: str) -> None:
    text = (CASES / case / "llm-project.yaml").read_text(encoding="utf-8")
    (found,) = decisions(tmp_path, text)
    tried = 0
    for flip in found["flips"]:
        stated = f"{flip['place'].rpartition('.')[2]}: {flip['stated']}"
        if isinstance(flip["stated"], str | int) and text.count(stated) == 1:
            (changed,) = decisions(
                tmp_path, text.replace(stated, f"{flip['place'].rpartition('.')[2]}: {flip['value']}")
            )
            after = {**verdicts(found), **{change["choice"]: change["after"] for change in flip["changes"]}}
            assert levels(after) == levels(verdicts(changed))
            tried += 1
    assert tried > 0


def levels(found: dict[str, str]) -> dict[str, str]:
    """The verdicts; whether enough is known to say that nothing speaks against an approach is no flip."""
    return {choice: "nothing-against" if verdict == "undecided" else verdict for choice, verdict in found.items()}


def test_facts_come_before_plans_unless_a_plan_clears_the_choice(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, (CASES / "sketch-rag" / "llm-project.yaml").read_text(encoding="utf-8"))
    kinds = [one["kind"] for one in found["flips"]]
    assert kinds == sorted(kinds)
    assert {"fact", "plan"} == set(kinds)


def test_the_project_does_not_go_back_to_an_earlier_stage(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, TUNED)
    assert "project.stage" not in flips(found)


def test_the_same_run_says_the_same(tmp_path: Path) -> None:
    text = (CASES / "support-bot" / "llm-project.yaml").read_text(encoding="utf-8")
    assert decide(tmp_path, text, "--format", "json") == decide(tmp_path, text, "--format", "json")


def test_a_long_file_is_compared_in_reasonable_time(tmp_path: Path) -> None:
    sources = "\n".join(f"      - {{name: s{number}, updates: daily, quality: raw}}" for number in range(3000))
    text = f"data:\n  knowledge:\n    sources:\n{sources}\napproach: {{choice: rag}}\n"
    (found,) = decisions(tmp_path, text)
    assert verdicts(found)["rag"] == "in-question"


# Files


def test_each_document_is_compared(tmp_path: Path) -> None:
    text = f"{SHOP}---\n{TUNED}---\nproject: {{name: idle}}\n"
    assert [one["name"] for one in decisions(tmp_path, text)] == ["shop", "tagger", "idle"]
    shown = decide(tmp_path, text)
    assert shown.code == 0
    heads = [line for line in shown.out.splitlines() if line.startswith("llm-project.yaml, ")]
    assert heads == [
        "llm-project.yaml, shop: fine-tuning is chosen",
        "llm-project.yaml, tagger: fine-tuning is chosen",
        "llm-project.yaml, idle: no choice is stated",
    ]


def test_a_broken_file_is_not_judged(tmp_path: Path) -> None:
    done = decide(tmp_path, "approach: {choice: rag\ndata: [\n")
    assert done.code == 2
    assert "[syntax-error]" in done.out
    assert done.out.endswith("Nothing is compared: the file cannot be read to its end. Mend what is listed above.\n")
    (found,) = decisions(tmp_path, "approach: {choice: rag\ndata: [\n")
    assert found["columns"] == []
    assert "syntax-error" in rules(found["faults"])


def test_a_document_behind_a_broken_one_is_still_compared(tmp_path: Path) -> None:
    done = decide(tmp_path, f"{SHOP}---\na: [\n")
    assert done.code == 2
    assert "fine-tuning is chosen" in done.out
    assert "Nothing is compared" in done.out


def test_a_wrong_value_is_said_and_counts_as_not_stated(tmp_path: Path) -> None:
    text = SHOP.replace("updates: weekly", "updates: sometimes")
    done = decide(tmp_path, text)
    assert done.code == 0
    assert done.out.startswith("llm-project.yaml:2:29 error: ")
    assert "What cannot be read counts as not stated below." in done.out
    assert "finetune-dynamic-data" not in done.out


def test_an_empty_file_is_not_judged(tmp_path: Path) -> None:
    done = decide(tmp_path, "")
    assert done.code == 2
    assert done.out.endswith("Nothing is compared: nothing is written.\n")


def test_bytes_that_are_no_text_are_not_judged(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_bytes(b"project: {name: \xff}\n")
    done = lint("decide", cwd=tmp_path)
    assert done.code == 2
    assert "Nothing is compared" in done.out


def test_one_of_several_files_has_to_be_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.llm-project.yaml").write_text(SHOP, encoding="utf-8")
    done = lint("decide", cwd=tmp_path)
    message = "error: there are 2 project files; name one of them: a.llm-project.yaml, b.llm-project.yaml\n"
    assert done == (2, "", message)
    assert lint("decide", "b.llm-project.yaml", cwd=tmp_path).code == 0


def test_no_file_is_a_fault(tmp_path: Path) -> None:
    assert lint("decide", cwd=tmp_path).code == 2
    done = lint("decide", "nowhere.yaml", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = lint("decide", "-", "--today", TODAY, cwd=tmp_path, stdin=SHOP.encode())
    assert done.code == 0
    assert done.out.startswith("<stdin>, shop: fine-tuning is chosen\n")


def test_the_configuration_applies(tmp_path: Path) -> None:
    (tmp_path / "llm-project-lint.toml").write_text('ignore = ["finetune-too-few-labels"]\n', encoding="utf-8")
    (found,) = decisions(tmp_path, SHOP)
    assert verdicts(found)["hybrid"] == "nothing-against"
    (found,) = decisions(tmp_path, SHOP, "--isolated")
    assert verdicts(found)["hybrid"] == "in-question"


# How it is printed


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_file_reaches_the_terminal_as_a_command(tmp_path: Path, text: str, language: str) -> None:
    hostile = (
        document(text).rpartition("---")[0]
        + f'---\nproject: {{name: "{text}"}}\nwaivers: [{{rule: "{text}", reason: "{text}"}}]\n'
    )
    for options in ([], ["--format", "json"]):
        done = decide(tmp_path, hostile, "--lang", language, *options)
        assert done.code == 0
        assert CONTROL.search(done.out) is None
        assert not re.search(r"^\s*::", done.out, re.MULTILINE)
    colourful = lint("decide", cwd=tmp_path, environment={"FORCE_COLOR": "1"}).out
    assert CONTROL.search(re.sub(r"\x1b\[[0-9;]*m", "", colourful)) is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", ["support-bot", "minimal", "sketch-rag", "sketch-fine-tuning", "chinese", "waivers"])
def test_columns_are_aligned(case: str, language: str) -> None:
    out = lint("decide", "--today", TODAY, "--lang", language, cwd=CASES / case).out
    lines = out.splitlines()
    head = next(line for line in lines if [word for word in line.split() if word != "*"] == list(CHOICES))
    starts = {width(head[: head.index(choice)]) for choice in CHOICES}
    table = lines[lines.index(head) : lines.index("", lines.index(head))]
    assert len(table) >= 9
    for line in table:
        assert width(line) <= 80
        # Where the next column begins there is a blank before it, and no cell spans it.
        assert all(_column(line, start - 1) in ("", " ") for start in starts)


ANSI = re.compile(r"\x1b\[[0-9;]*m")
LONG = ["code-completion", "internal-search", "medical-coding", "minimal", "mistakes", "sketch-rag", "support-bot"]
WINDOWS: list[tuple[int, Language, bool]] = [(80, "en", True), (80, "zh", True), (80, "en", False), (120, "zh", False)]


@pytest.mark.parametrize("columns, language, colour", WINDOWS)
@pytest.mark.parametrize("case", LONG)
def test_a_comparison_fits_in_the_window(case: str, columns: int, language: Language, colour: bool) -> None:
    environment = {"FORCE_COLOR": "1", "NO_COLOR": ""} if colour else {}
    arguments = ("decide", "--today", TODAY, "--lang", language)
    with at_terminal(*arguments, cwd=CASES / case, columns=columns, **environment) as terminal:
        assert terminal.end() == 0
    shown, whole = ANSI.sub("", terminal.seen), lint(*arguments, cwd=CASES / case).out
    assert sum(max(-(-width(text) // columns), 1) for text in shown.splitlines()) <= LINES
    if _squeezed(TEXTS.say("cut", language)) not in _squeezed(shown):
        assert _squeezed(shown) == _squeezed(whole)
        return
    # There are fewer sentences, but whole ones.
    told = _squeezed(whole)
    more = [_squeezed(TEXTS.say(key, language, count="N")) for key in ("more", "more-faults")]
    cut = _squeezed(TEXTS.say("cut", language))
    for text in map(_squeezed, shown.splitlines()):
        assert text in told or re.sub(r"\d+", "N", text) in more or text in cut
    assert shown.count("…") <= whole.count("…")


def _squeezed(text: str) -> str:
    """A text without blanks and line breaks."""
    return "".join(text.split())


def _column(line: str, column: int) -> str:
    """The character at a column of the terminal; a wide one is at two."""
    at = 0
    for character in line:
        at += width(character)
        if at > column:
            return character
    return ""


@pytest.mark.parametrize("key", TEXTS)
def test_chinese_is_set_as_chinese(key: str) -> None:
    _, chinese = TEXTS[key]
    assert not slips(chinese)
    assert not refused(chinese)


def test_it_says_what_it_does_in_both_languages(tmp_path: Path) -> None:
    languages: tuple[Language, ...] = ("en", "zh")
    helps = [lint("decide", "--help", "--lang", language, cwd=tmp_path).out for language in languages]
    assert "Shows the four approaches side by side" in helps[0]
    assert "并排列出四种方案" in helps[1]


@pytest.mark.parametrize("domain", ["law", "rag", "fine-tuning or hybrid"])
def test_words_of_the_file_that_name_an_approach_change_nothing(tmp_path: Path, domain: str) -> None:
    text = (
        "approach: {choice: rag, reasons: [broad-coverage]}\n"
        f"requirements: {{domains: {{now: [{domain}], planned: []}}}}\n"
    )
    (found,) = decisions(tmp_path, text)
    assert [one["verdict"] for one in found["columns"]] == ["undecided", "undecided", "nothing-against", "undecided"]
    assert "reason-contradicted" in rules(found["everywhere"])
    assert [rules(one["against"]) for one in found["columns"]] == [[], [], [], []]


def test_a_choice_in_a_message_is_that_of_the_column(tmp_path: Path) -> None:
    text = "data: {knowledge: {sources: []}}\nproject: {name: rag and hybrid}\napproach: {choice: rag}\n"
    (found,) = decisions(tmp_path, text)
    for choice in ("rag", "hybrid"):
        (finding,) = column(found, choice)["against"]
        assert finding["message"].startswith(f"The choice is {choice}")
    assert "The choice is rag or hybrid" in decide(tmp_path, text).out


def test_one_fact_is_too_little_for_a_verdict(tmp_path: Path) -> None:
    (found,) = decisions(tmp_path, "requirements: {domains: {now: [hr]}}\n")
    assert {one["verdict"] for one in found["columns"]} == {"undecided"}


def test_a_waiver_is_about_the_choice_that_it_was_written_for(tmp_path: Path) -> None:
    text = (
        "data: {knowledge: {updates: daily}}\nmaintenance: {reindex: weekly, retrain: yearly}\n"
        "requirements: {max_staleness: 1d}\napproach: {choice: rag}\n"
        "waivers: [{rule: freshness-unmet, reason: the index is being rebuilt}]\n"
    )
    (found,) = decisions(tmp_path, text)
    assert column(found, "fine-tuning")["verdict"] == "contradicted"
    assert rules(column(found, "fine-tuning")["against"]) == ["finetune-dynamic-data", "freshness-unmet"]
    assert [rules(column(found, one)["waived"]) for one in ("rag", "hybrid")] == [["freshness-unmet"]] * 2
    assert "left out of this: it would speak against rag or hybrid." in decide(tmp_path, text).out


def test_very_many_findings_are_counted(tmp_path: Path) -> None:
    sources = ", ".join(f"{{name: s{number}}}" for number in range(30))
    text = (
        f"data: {{knowledge: {{updates: daily, sources: [{sources}]}}}}\nmaintenance: {{reindex: weekly}}\n"
        "requirements: {max_staleness: 1d}\napproach: {choice: rag}\n"
    )
    done = decide(tmp_path, text)
    assert done.out.count("[freshness-unmet]") == 5
    assert "  and 25 more" in done.out.splitlines()


def test_a_fault_of_standard_input_is_said_in_chinese_too(tmp_path: Path) -> None:
    done = lint("decide", "-", "--lang", "zh", cwd=tmp_path, stdin=b"zz: 1\napproach: {choice: rag}\n")
    assert done.out.startswith("标准输入:1:1 错误：")


def test_very_many_faults_of_the_file_are_counted(tmp_path: Path) -> None:
    keys = "".join(f"zz{number}: 1\n" for number in range(30))
    done = decide(tmp_path, f"approach: {{choice: rag}}\n{keys}")
    assert done.out.count("[unknown-key]") == 20
    assert "and 10 more; `llm-project-lint check` lists all of them" in done.out.splitlines()


def test_a_number_flips_at_the_nearest_one_that_does(tmp_path: Path) -> None:
    text = (
        "data: {knowledge: {updates: weekly}}\nrequirements: {max_staleness: %s}\n"
        "maintenance: {retrain: quarterly}\napproach: {choice: fine-tuning}\n"
    )
    (found,) = decisions(tmp_path, text % "2d")
    (flip,) = [one for one in flips(found)["requirements.max_staleness"] if "fine-tuning" in one[2]]
    assert flip == ("2d", "83d", {"fine-tuning": ("contradicted", "in-question")})
    for limit, verdict in (("82d", "contradicted"), ("83d", "in-question")):
        (other,) = decisions(tmp_path, text % limit)
        assert column(other, "fine-tuning")["verdict"] == verdict


def test_what_is_waived_under_all_four_is_no_matter_of_the_choice(tmp_path: Path) -> None:
    text = (
        "approach: {choice: rag, reasons: [broad-coverage]}\nrequirements: {domains: {now: [law], planned: []}}\n"
        "waivers: [{rule: reason-contradicted, reason: more domains are being signed}]\n"
    )
    out = decide(tmp_path, text).out
    assert "waived all four:" in out
    assert "left out of this" not in out
