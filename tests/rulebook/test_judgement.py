"""What the engine makes of small rules: each was a way to a wrong verdict, a wrong question or a crash."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from llm_project_lint.facts.collect import collect
from llm_project_lint.model import Language, Report, Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rule_check import Checked, RuleChecker
from llm_project_lint.rulebook import Rulebook, load_rulebook
from llm_project_lint.rulebook.load import load
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.settings import Settings
from llm_project_lint.source import read_documents
from tests.properties.documents import document as random_document
from tests.properties.documents import fields
from tests.properties.test_judgement import text_of
from tests.rulebook.folder import ABSENCE, CASES, DRIVER, RULE, WORDS, write
from tests.rules.examples import document

LANGUAGES: tuple[Language, ...] = ("en", "zh")
TODAY = Settings(datetime.date(2026, 11, 22))
WHEN = "when: data.training.examples < threshold.min_examples"
PLAIN = RULE.replace("{data.training.examples}", "").replace("applies_to: [fine-tuning]\n", "")


def book(folder: Path, **changed: str) -> Rulebook:
    """The small book, some of its files changed: `data_sample=text`."""
    write(folder)
    for name, text in changed.items():
        category, _, rule = name.partition("_")
        path = folder / category / f"{rule.replace('_', '-')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(str(folder))


def sample(folder: Path, when: str, **more: str) -> Rulebook:
    """The small book with another condition in its first rule."""
    return book(folder, data_sample=PLAIN.replace(WHEN, when), **more)


def judged(rules: Rulebook, facts: dict[str, Any], choice: str | None = None) -> Checked:
    """The outcomes on a document."""
    read = read_documents(Source("f", document(facts)))[0]
    return RuleChecker(rules).check(read, collect(read, rules.fields)[0], TODAY, choice)


def state(checked: Checked, rule: str = "sample") -> list[str]:
    """The states of a rule, one per entry."""
    return [outcome.state for outcome in checked.outcomes if outcome.rule.id == rule]


def waits(checked: Checked, rule: str = "sample") -> set[str]:
    """What a rule waits for."""
    return {place for outcome in checked.outcomes if outcome.rule.id == rule for place in outcome.waits}


def check(rules: Rulebook, text: str) -> Report:
    """The report of a text."""
    return Linter(TODAY, rules).check(Source("f", text))[0]


SOURCES = "data.knowledge.sources"
DAY = datetime.timedelta(days=1)
ONE_FAST_ONE_SILENT = [{"name": "a", "updates": "daily"}, {"name": "b"}]


# -- three values and bounds


def test_a_bounded_fact_is_not_believed_to_be_equal_to_anything(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: derived.updates == threshold.frequent_update")
    assert state(judged(rules, {SOURCES: ONE_FAST_ONE_SILENT})) == ["waiting"]
    unequal = sample(tmp_path, "when: derived.updates != threshold.frequent_update")
    assert state(judged(unequal, {SOURCES: ONE_FAST_ONE_SILENT})) == ["waiting"]


def test_a_default_that_nobody_stated_excuses_nothing(tmp_path: Path) -> None:
    text = PLAIN.replace(WHEN, "applies_to: [rag]\nwhen: performance.latency.p95 > threshold.tight_latency\n"
                         "unless: derived.first_token > threshold.tight_latency")  # fmt: skip
    stages = {"approach.choice": "rag", "performance.latency.p95": "5s", "performance.stages.search": "990ms"}
    rules = book(tmp_path, data_sample=text)
    assert state(judged(rules, stages)) == ["reported"]
    assert state(judged(rules, {**stages, "performance.stages.search": "3s"})) == ["reported"]
    known = {"embed": "1s", "search": "1s", "model_first_token": "1s"}
    assert state(judged(rules, {**stages, "performance.stages.search": None, "performance.stages": known})) == [
        "excused"
    ]


def test_a_lower_bound_is_believed_upwards_only(tmp_path: Path) -> None:
    facts = {"approach.choice": "rag", "maintenance": {"reindex": "weekly", "reindex_duration": "soon"}}
    above = sample(tmp_path, "applies_to: [rag]\nwhen: derived.staleness > threshold.tight_latency")
    assert state(judged(above, facts)) == ["reported"]
    below = sample(tmp_path, "applies_to: [rag]\nwhen: derived.staleness < threshold.short_staleness")
    assert state(judged(below, facts)) == ["waiting"]


def test_a_bounded_fact_of_an_entry_is_compared_with_its_own_fields(tmp_path: Path) -> None:
    rules = sample(tmp_path, f"applies_to: [rag]\neach: {SOURCES}\nwhen: source.staleness > source.max_staleness")
    maintenance = {"reindex": "weekly", "reindex_duration": "soon"}
    entries = [{"name": "a", "max_staleness": "1d"}, {"name": "b", "max_staleness": "30d"}]
    facts = {"approach.choice": "rag", "maintenance": maintenance, SOURCES: entries}
    assert state(judged(rules, facts)) == ["reported", "waiting"]


def test_a_bound_of_one_entry_says_nothing_about_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from llm_project_lint.facts import Fact, Item, derived

    def compute(_: Any, item: Item) -> Fact:
        return Fact(DAY, "duration", bound="at_least" if item.name == "a" else "exact")

    known = derived.SOURCE_DERIVED["source.staleness"]
    rules = sample(tmp_path, f"applies_to: [rag]\neach: {SOURCES}\nwhen: source.staleness == source.max_staleness")
    monkeypatch.setitem(derived.SOURCE_DERIVED, "source.staleness", known._replace(compute=compute))
    entries = [{"name": "a", "max_staleness": "1d"}, {"name": "b", "max_staleness": "1d"}]
    assert state(judged(rules, {"approach.choice": "rag", SOURCES: entries})) == ["waiting", "reported"]


def test_a_case_that_is_not_decided_is_still_asked_for(tmp_path: Path) -> None:
    cases = """\
cases:
  - {severity: error, when: data.training.classes < threshold.min_examples}
  - severity: warning
"""
    rules = book(tmp_path, data_sample=PLAIN.replace("severity: warning\n", cases, 1))
    found = judged(rules, {"data.training.examples": 1})
    assert state(found) == ["reported"]
    assert waits(found) == {"data.training.classes"}


def test_what_cannot_be_read_is_neither_absent_nor_waited_for(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: data.training.examples < threshold.min_examples")
    assert state(judged(rules, {"data.training.examples": "many"})) == ["waiting"]
    assert waits(judged(rules, {"data.training.examples": "many"})) == set()
    assert state(judged(rules, {"project": "x"}), "absence") == ["clear"]
    assert state(judged(rules, {"project.owner": []}), "absence") == ["clear"]
    assert state(judged(rules, {"project": {}}), "absence") == ["reported"]
    whole = book(tmp_path, maintenance_absence=ABSENCE.replace("project.owner", "project", 1))
    assert state(judged(whole, {"project": {"unknown": 1}}), "absence") == ["clear"]


@pytest.mark.parametrize("text", ["[1, 2]", "text", "data: 5", "data: {training: [x]}"])
def test_a_section_that_is_none_is_not_taken_for_empty(tmp_path: Path, text: str) -> None:
    rules = book(tmp_path, maintenance_absence=ABSENCE.replace("project.owner", "data.training.examples", 1))
    assert [found.rule for found in check(rules, text).findings if found.rule == "absence"] == []


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({"data.training.examples": 5}, {"data.training.quality"}),
        ({"data.training.examples": 50}, set()),
        ({"data.training.examples": "many"}, set()),
        ({}, {"data.training.examples", "data.training.quality"}),
    ],
)
def test_only_what_can_change_the_outcome_is_asked_for(tmp_path: Path, facts: dict[str, Any], asked: set[str]) -> None:
    both = sample(
        tmp_path, "when: '!(data.training.examples >= threshold.min_examples || data.training.quality == \"raw\")'"
    )
    assert waits(judged(both, facts)) == asked


def test_a_rule_that_does_not_ask_waits_in_silence(tmp_path: Path) -> None:
    rules = book(tmp_path, data_sample=PLAIN.replace(WHEN, f"asks: false\n{WHEN}"))
    found = judged(rules, {"version": 1})
    assert (state(found), waits(found)) == (["waiting"], set())


def test_a_driver_is_excused_by_any_of_its_exceptions(tmp_path: Path) -> None:
    text = DRIVER.replace("when:", 'unless: [requirements.citations == "none", derived.facts_stable]\nwhen:')
    lines = judged(
        book(tmp_path, drivers_driver=text), {"requirements.gap": "knowledge", "data.training.facts": "stable"}
    )
    assert [line.holds for line in lines.scorecard] == [False]


def test_a_driver_with_a_false_condition_asks_for_nothing(tmp_path: Path) -> None:
    text = DRIVER.replace("when:", "when:\n - data.training.examples < threshold.min_examples\n -").replace(
        '- requirements.gap.includes("knowledge")', '- requirements.gap.includes("knowledge")\n'
    )
    (line,) = judged(book(tmp_path, drivers_driver=text), {"data.training.examples": 10}).scorecard
    assert (line.holds, line.waits) == (False, ())


def test_a_side_is_open_while_one_of_its_drivers_cannot_be_read(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: scorecard.for_rag == false")
    assert state(judged(rules, {"requirements.gap": "format"})) == ["reported"]
    assert state(judged(rules, {"requirements.gap": 5})) == ["waiting"]


# -- entries


def test_a_value_that_several_entries_share_is_judged_once(tmp_path: Path) -> None:
    text = WORDS.replace("each: requirements.languages\nas: language", f"each: {SOURCES}.quality\nas: quality")
    text = text.replace("evaluation.set.languages.lacks(language)", 'quality == "raw"').replace(
        "{language}", "{quality}"
    )
    rules = book(tmp_path, evaluation_words=text.replace("at: requirements.languages", f"at: {SOURCES}"))
    entries = [{"name": "a", "quality": "raw"}, {"name": "b", "quality": "raw"}]
    assert state(judged(rules, {SOURCES: entries}), "words") == ["reported"]


def test_an_absence_in_an_entry_is_judged_entry_by_entry(tmp_path: Path) -> None:
    text = ABSENCE.replace("absent: project.owner", f"each: {SOURCES}\nabsent: source.owner")
    rules = book(tmp_path, maintenance_absence=text)
    facts = {SOURCES: [{"name": "a", "owner": "x"}, {"name": "b"}, {"name": "c", "owner": 5}]}
    assert state(judged(rules, facts), "absence") == ["clear", "reported", "clear"]


def test_an_inherited_value_is_not_absent(tmp_path: Path) -> None:
    text = ABSENCE.replace("absent: project.owner", f"each: {SOURCES}\nabsent: source.updates")
    rules = book(tmp_path, maintenance_absence=text)
    facts = {"data.knowledge.updates": "daily", SOURCES: [{"name": "a"}]}
    assert state(judged(rules, facts), "absence") == ["clear"]


def test_an_unwritten_list_is_not_asked_for_where_its_entries_cannot_matter(tmp_path: Path) -> None:
    text = PLAIN.replace(WHEN, 'each: evaluation.results\nwhen: [project.stage == "production", result.value < 0.0]')
    rules = book(tmp_path, data_sample=text)
    assert state(judged(rules, {"project.stage": "idea"})) == ["clear"]
    assert waits(judged(rules, {"project.stage": "production"})) == {"evaluation.results"}
    assert waits(judged(rules, {"version": 1})) == {"evaluation.results", "project.stage"}
    assert state(judged(rules, {"project.stage": "production", "evaluation.results": []})) == []
    assert state(judged(rules, {"project.stage": "production", "evaluation.results": "none"})) == []


def test_an_entry_of_a_plain_list_is_marked_where_it_stands(tmp_path: Path) -> None:
    text = "requirements: {languages: [en, ~, zh]}\nevaluation: {set: {languages: [en]}}\n"
    report = check(book(tmp_path), text)
    found = [finding for finding in report.findings if finding.rule == "words"]
    assert [text[one.span.start : one.span.end] for one in found] == ["zh"]


def test_names_of_entries_may_hold_anything(tmp_path: Path) -> None:
    names = ["a].b", "a", "[", "名字", "x: y", 'q"', "a", "1", ""]
    report = check(book(tmp_path), document({"approach.choice": "rag", SOURCES: [{"name": name} for name in names]}))
    assert [fact.place for fact in report.not_stated if fact.rules == ("cases",)]
    assert all(finding.rule != "internal-error" for finding in report.findings)
    text = report.source.text
    for fact in report.not_stated:
        if fact.place.startswith(f"{SOURCES}[名字]"):
            assert text[fact.span.start : fact.span.end].strip("'\"") == "名字"


# -- the choice


def test_another_choice_replaces_the_stated_one(tmp_path: Path) -> None:
    rules = sample(tmp_path, 'when: approach.choice == "rag"')
    assert state(judged(rules, {"approach.choice": "fine-tuning"})) == ["clear"]
    assert state(judged(rules, {"approach.choice": "fine-tuning"}, "rag")) == ["reported"]
    assert state(judged(rules, {"version": 1}, "rag")) == ["reported"]
    assert state(judged(rules, {"approach.choice": "retrieval"})) == ["waiting"]
    assert waits(judged(rules, {"approach.choice": "retrieval"})) == set()


def test_what_was_measured_says_nothing_about_another_choice(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: performance.measured_latency.p95 > threshold.tight_latency")
    facts = {"approach.choice": "rag", "performance.measured_latency.p95": "5s"}
    assert state(judged(rules, facts)) == ["reported"]
    assert state(judged(rules, facts, "rag")) == ["reported"]
    assert state(judged(rules, facts, "hybrid")) == ["waiting"]
    assert waits(judged(rules, facts, "hybrid")) == set()
    written = sample(tmp_path, "when: stated.performance.measured_latency.p95")
    assert state(judged(written, facts)) == ["reported"]
    assert state(judged(written, facts, "hybrid")) == ["clear"]


def test_the_scorecard_is_the_same_whatever_is_chosen() -> None:
    checker = RuleChecker(load_rulebook())
    for seed in range(60):
        read = read_documents(Source("f", text_of(random_document(seed))))[0]
        record, _ = collect(read, fields())
        cards = [checker.check(read, record, TODAY, choice).scorecard for choice in APPROACHES]
        assert all(card == cards[0] for card in cards)


# -- folding


def test_a_finding_folds_into_a_graver_one_of_the_same_entry_only(tmp_path: Path) -> None:
    weak = CASES.replace("[absence]", "[sample]").replace("severity: ladder-a", "severity: warning")
    strong = RULE.replace(
        "applies_to: [fine-tuning]\n" + WHEN, f'each: {SOURCES}\nwhen: source.format == "unstructured"'
    )
    text = strong.replace("at: data.training.examples", "at: source.format").replace("{data.training.examples}", "")
    rules = book(tmp_path, data_cases=weak, data_sample=text)
    entries = [
        {"name": "a", "format": "unstructured", "quality": "raw"},
        {"name": "b", "format": "unstructured", "quality": "curated"},
        {"name": "c", "format": "structured", "quality": "raw"},
    ]
    report = check(rules, document({"approach.choice": "rag", SOURCES: entries}))
    found = {(one.rule, one.place): [inside.place for inside in one.folded] for one in report.findings}
    assert found[("cases", f"{SOURCES}[a].quality")] == [f"{SOURCES}[a].format"]
    assert found[("sample", f"{SOURCES}[b].format")] == []
    assert found[("cases", f"{SOURCES}[c].quality")] == []


def test_a_finding_does_not_fold_into_a_lighter_one(tmp_path: Path) -> None:
    rules = book(
        tmp_path, data_cases=CASES.replace("[absence]", "[sample]").replace("ladder-a", "info"), data_sample=PLAIN
    )
    facts = {"approach.choice": "rag", "data.training.examples": 1, SOURCES: [{"name": "a", "quality": "raw"}]}
    assert {one.rule for one in check(rules, document(facts)).findings} >= {"sample", "cases"}


# -- faults of ours


def test_a_rule_that_fails_is_named_and_the_others_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from llm_project_lint.facts import derived

    def fails(_: Any) -> Any:
        raise ZeroDivisionError("by zero")

    known = derived.DERIVED["derived.updates"]
    rules = sample(tmp_path, "when: derived.updates < never")
    monkeypatch.setitem(derived.DERIVED, "derived.updates", known._replace(compute=fails))
    report = check(rules, "project: {stage: production}\n")
    assert [one.rule for one in report.findings].count("absence") == 1
    messages = [one.message for one in report.findings if one.rule == "internal-error"]
    assert any(message.startswith("sample: ") for message in messages)


SIZE = 2**53
HOSTILE: dict[str, dict[str, Any]] = {
    "counts": {
        "data.training": {"examples": SIZE, "classes": 1, "tokens": "8191T"},
        "data.knowledge.tokens": SIZE,
    },
    "sums": {SOURCES: [{"name": f"s{at}", "tokens": SIZE} for at in range(1500)]},
    "times": {
        "performance.latency": {"p95": "never", "first_token": "never"},
        "performance.tokens.output": SIZE,
        "performance.stages": {
            **dict.fromkeys(("search", "embed", "rewrite", "rerank", "other", "model_first_token"), "never"),
            "tokens_per_second": 1e-9,
        },
    },
    "ages": {
        "requirements.max_staleness": 0,
        "maintenance": dict.fromkeys(("reindex", "reindex_duration", "retrain", "retrain_duration"), "never"),
        "approach.answer_cache_ttl": "never",
        "data.knowledge.updates": "0.000001ms",
    },
    "first days": {"maintenance.review": {"last": "0001-01-01"}, "approach.model.retires": "0001-01-01"},
    "next on the first day": {"maintenance.review": {"next": "0001-01-01"}},
    "last days": {"maintenance.review": {"last": "9999-12-31", "every": "never"}},
    "negative results": {
        "requirements.accuracy": {"metric": "m", "target": -1},
        "evaluation.results": [{"variant": "prompt-only", "metric": "m", "value": -2}],
    },
    "empty lists": {
        **{name: [] for name in ("requirements.task", "requirements.gap", "requirements.languages", SOURCES)},
        **{name: [] for name in ("requirements.sample_questions", "evaluation.results", "approach.tools")},
        "performance.gpus": [],
    },
    "long lists": {"requirements": {"task": ["other"] * 5000, "gap": ["cost"] * 5000}},
    "unnamed entries": {SOURCES: [{}, {"updates": "daily"}, {"name": None}, {"name": 5}]},
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("choice", ["", "rag", "fine-tuning", "hybrid", "prompt-only", "retrieval"])
def test_no_document_makes_a_rule_of_ours_fail(name: str, choice: str) -> None:
    source = Source("f", document({**HOSTILE[name], **({"approach.choice": choice} if choice else {})}))
    english, chinese = (Linter(Settings(TODAY.today, language)).check(source)[0] for language in LANGUAGES)
    assert [one.message for one in english.findings if one.rule == "internal-error"] == []
    assert [one.span for one in english.findings] == [one.span for one in chinese.findings]


def test_days_far_off_can_be_subtracted(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: approach.model.retires - today <= threshold.frequent_update")
    assert state(judged(rules, {"approach.model.retires": "9999-12-31"})) == ["clear"]
    assert state(judged(rules, {"approach.model.retires": "0001-01-01"})) == ["reported"]
    assert state(judged(rules, {"approach.model.retires": "2026-12-22"})) == ["reported"]
    assert state(judged(rules, {"approach.model.retires": "2026-12-23"})) == ["clear"]
    days = f"{SOURCES}.last_reviewed.exists(day, today - day > threshold.frequent_update)"
    reviewed = sample(tmp_path, f"when: {days}")
    assert state(judged(reviewed, {SOURCES: [{"name": "a", "last_reviewed": "0001-01-01"}]})) == ["reported"]


def test_a_large_document_takes_time_in_proportion(tmp_path: Path) -> None:
    """Work is counted in calls, which do not depend on what else the machine does."""
    import cProfile
    import pstats

    def calls(number: int) -> int:
        entries = [{"name": f"s{at}", "updates": "daily", "languages": [f"a{at % 10}-x{at}"]} for at in range(number)]
        facts = {"approach.choice": "rag", "maintenance.reindex": "weekly", "requirements.max_staleness": "1d",
                 "requirements.languages": [f"zz-y{at}" for at in range(number)], SOURCES: entries}  # fmt: skip
        read = read_documents(Source("f", yaml.dump(_nested(facts), Dumper=yaml.CSafeDumper)))[0]
        linter = Linter(TODAY)
        record, _ = collect(read, linter.book.fields)
        profile = cProfile.Profile()
        profile.enable()
        linter._rules.check(read, record, TODAY)
        profile.disable()
        counted: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
        return counted

    small, large = calls(100), calls(800)
    assert large < 12 * small


def _nested(facts: dict[str, Any]) -> Any:
    return yaml.safe_load(document(facts))


def test_words_of_one_rule_do_not_reach_another(tmp_path: Path) -> None:
    other = (
        WORDS.replace("as: language", "as: tongue").replace("(language)", "(tongue)").replace("{language}", "{tongue}")
    )
    rules = book(tmp_path, evaluation_tongues=other)
    facts = {"requirements.languages": ["zh", "en"], "evaluation.set.languages": "en"}
    assert state(judged(rules, facts), "words") == state(judged(rules, facts), "tongues") == ["reported", "clear"]
