"""From what rules make of a document to its findings: what is folded, marked, named, waited for, and what fixes do."""

from pathlib import Path

from llm_project_lint.edits import apply
from llm_project_lint.fixes import edits_of
from llm_project_lint.model import Finding, Report
from llm_project_lint.rulebook import Rulebook
from tests.rulebook.folder import ABSENCE, CASES, WORDS
from tests.rulebook.test_judgement import PLAIN, SOURCES, WHEN, book, check, sample
from tests.rules.examples import document

SCARCE = {"approach.choice": "rag", "data.training.examples": 1}
ONE_RAW = {**SCARCE, SOURCES: [{"name": "a", "quality": "raw"}]}
OF_SOURCES = PLAIN.replace(WHEN, f'each: {SOURCES}\nwhen: source.quality == "raw"')


def of(report: Report, rule: str) -> list[Finding]:
    """The findings of a rule that stand on their own."""
    return [finding for finding in report.findings if finding.rule == rule]


def marked(report: Report, rule: str) -> list[str]:
    """What the findings of a rule mark."""
    return [report.source.text[one.span.start : one.span.end] for one in of(report, rule)]


def asked(report: Report) -> dict[str, str]:
    """The places that rules wait for, with what is marked for each."""
    return {fact.place: report.source.text[fact.span.start : fact.span.end] for fact in report.not_stated}


def mended(rules: Rulebook, text: str, rule: str) -> str:
    """The text after the fix of the only finding of a rule."""
    report = check(rules, text)
    (finding,) = of(report, rule)
    return apply(text, edits_of(report, finding.fixes[0]))


def test_no_rule_judges_an_empty_file(tmp_path: Path) -> None:
    assert [one.rule for one in check(book(tmp_path), "# nothing yet\n").findings] == ["empty-file"]


def test_of_findings_at_one_place_the_gravest_comes_first(tmp_path: Path) -> None:
    light = PLAIN.replace("severity: warning\n", "severity: info\n", 1)
    report = check(book(tmp_path, data_another=light, data_sample=PLAIN), document(SCARCE))
    assert [one.rule for one in report.findings if one.rule in ("another", "sample")] == ["sample", "another"]


# -- folding


def test_a_finding_about_the_whole_file_folds_into_one_about_an_entry(tmp_path: Path) -> None:
    strong = CASES.replace("[absence]", "[sample]").replace("severity: ladder-a", "severity: warning")
    report = check(book(tmp_path, data_cases=strong, data_sample=PLAIN), document(ONE_RAW))
    assert [[inside.rule for inside in one.folded] for one in of(report, "cases")] == [["sample"]]
    assert of(report, "sample") == []


def test_a_finding_about_an_entry_folds_into_one_about_the_whole_file(tmp_path: Path) -> None:
    strong = PLAIN.replace("examples:\n", "outranks: [other]\nexamples:\n", 1)
    report = check(book(tmp_path, data_sample=strong, data_other=OF_SOURCES), document(ONE_RAW))
    assert [[inside.rule for inside in one.folded] for one in of(report, "sample")] == [["other"]]
    assert of(report, "other") == []


def test_nothing_is_lost_where_what_is_folded_holds_another(tmp_path: Path) -> None:
    first = PLAIN.replace("examples:\n", "outranks: [second]\nexamples:\n", 1)
    second = PLAIN.replace("examples:\n", "outranks: [third]\nexamples:\n", 1)
    report = check(book(tmp_path, data_sample=first, data_second=second, data_third=PLAIN), document(SCARCE))
    (whole,) = of(report, "sample")
    assert [(one.rule, [inside.rule for inside in one.folded]) for one in whole.folded] == [("second", ["third"])]


# -- places


def test_a_missing_field_of_an_entry_is_marked_at_the_name_of_the_entry(tmp_path: Path) -> None:
    text = ABSENCE.replace("absent: project.owner", f"each: {SOURCES}\nabsent: source.updates")
    report = check(book(tmp_path, maintenance_absence=text), document({SOURCES: [{"name": "manuals"}]}))
    assert marked(report, "absence") == ["manuals"]


def test_a_case_of_absence_is_marked_where_its_place_would_be(tmp_path: Path) -> None:
    text = ABSENCE.replace(
        "severity: ladder-b\nabsent: project.owner", "cases: [{severity: info, absent: project.owner}]"
    )
    assert marked(check(book(tmp_path, maintenance_absence=text), "project: {name: a}\n"), "absence") == ["project"]


def test_an_empty_section_is_marked_at_its_key(tmp_path: Path) -> None:
    assert marked(check(book(tmp_path), "version: 1\nproject:\n"), "absence") == ["project"]


def test_a_place_beside_the_list_is_not_marked_at_the_entry(tmp_path: Path) -> None:
    text = WORDS.replace("at: requirements.languages", "at: evaluation.set.languages")
    facts = {"requirements.languages": ["zh"], "evaluation.set.languages": "en"}
    report = check(book(tmp_path, evaluation_words=text), document(facts))
    assert marked(report, "words") == ["en"]
    related = [report.source.text[slice(*one.span)] for finding in of(report, "words") for one in finding.related]
    assert related == ["zh"]


def test_a_derived_fact_of_nothing_is_marked_at_what_it_rests_on(tmp_path: Path) -> None:
    text = PLAIN.replace(
        WHEN, "applies_to: [rag]\nwhen: derived.staleness_ratio <= 1.0 && derived.staleness < threshold.frequent_update"
    ).replace("at: data.training.examples", "at: derived.staleness")
    facts = {"approach.choice": "rag", "requirements.max_staleness": "1d", "maintenance.reindex": "on-change"}
    assert marked(check(book(tmp_path, data_sample=text), document(facts)), "sample") == ["on-change"]


def test_what_is_not_stated_in_an_entry_is_asked_for_at_the_entry(tmp_path: Path) -> None:
    rules = book(tmp_path, data_sample=PLAIN.replace(WHEN, "each: evaluation.results\nwhen: result.value < 0.0"))
    text = "evaluation:\n  results:\n  - value: 1\n  - variant: rag\n"
    assert asked(check(rules, text))["evaluation.results[1].value"] == "variant"


def test_the_name_of_an_entry_may_look_like_the_end_of_a_place(tmp_path: Path) -> None:
    facts = {"approach.choice": "rag", SOURCES: [{"name": "a", "quality": "raw"}, {"name": "a].b"}]}
    report = check(book(tmp_path, data_sample=OF_SOURCES), document(facts))
    assert asked(report)[f"{SOURCES}[a].b].quality"] == "a].b"


def test_what_is_reported_as_missing_in_an_entry_is_not_asked_for_again(tmp_path: Path) -> None:
    text = ABSENCE.replace("absent: project.owner", f"each: {SOURCES}\nabsent: source.quality")
    rules = book(tmp_path, maintenance_absence=text, data_sample=OF_SOURCES)
    report = check(rules, document({SOURCES: [{"name": "a"}]}))
    assert len(of(report, "absence")) == 1
    assert f"{SOURCES}[a].quality" not in asked(report)


# -- texts


def test_an_entry_without_a_name_is_counted_from_one(tmp_path: Path) -> None:
    text = PLAIN.replace(WHEN, "each: evaluation.results\nwhen: result.value < 0.0").replace("Only ", "{result}: ")
    text = text.replace("只有 ", "{result}：")
    report = check(book(tmp_path, data_sample=text), document({"evaluation.results": [{"value": 1}, {"value": -1}]}))
    assert ["2" in one.message for one in of(report, "sample")] == [True]


def test_a_long_value_is_cut_where_a_message_quotes_it(tmp_path: Path) -> None:
    text = PLAIN.replace(WHEN, 'when: project.owner != "a"').replace("Only ", "{project.owner}")
    report = check(
        book(tmp_path, data_sample=text.replace("只有 ", "{project.owner}")), f"project: {{owner: {'x' * 300}}}"
    )
    assert "x…" in of(report, "sample")[0].message
    assert len(of(report, "sample")[0].message) < 250


def test_a_place_that_several_conditions_read_is_shown_once(tmp_path: Path) -> None:
    rules = sample(tmp_path, "when: [data.training.classes < threshold.min_examples, data.training.classes >= 1]")
    report = check(rules, document({"data.training": {"examples": 1, "classes": 2}}))
    assert [len(one.related) for one in of(report, "sample")] == [1]


# -- fixes


def fixing(edit: str) -> str:
    """A fix with one edit, as a rule has it."""
    return f'fix: {{title: {{en: "Mend", zh: "修"}}, safety: unsafe, edits: [{edit}]}}\nmessage:'


def test_a_fix_that_removes_an_entry_leaves_the_others(tmp_path: Path) -> None:
    text = WORDS.replace("message:", fixing("{remove: requirements.languages}"))
    written = "requirements:\n  languages: [en, zh]\nevaluation: {set: {languages: [en]}}\n"
    assert mended(book(tmp_path, evaluation_words=text), written, "words") == written.replace(", zh", "")


def test_a_fix_writes_a_stated_number_as_a_number(tmp_path: Path) -> None:
    edit = "{set: data.training.classes, to: '{data.training.examples:raw}'}"
    rules = book(tmp_path, data_sample=PLAIN.replace("message:", fixing(edit)))
    text = "data:\n  training:\n    examples: 1\n"
    assert mended(rules, text, "sample") == text + "    classes: 1\n"
