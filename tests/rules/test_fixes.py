"""Fixes do what they say: those of rules on the rules' own examples, the safe ones on every kind of slip they mend."""

import pytest

from llm_project_lint import fixes
from llm_project_lint.edits import apply
from llm_project_lint.fixes import edits_of, fix_text
from llm_project_lint.model import Finding, Problem, Report, Source, rank
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.settings import Settings
from tests.rules.examples import TODAY, Example, check, examples, findings

LINTER = Linter(Settings(TODAY))
WITH_FIX = {
    rule.id for rule in load_rulebook().rules.values() if any(case.fix for part in rule.ladders for case in part.cases)
}


def errors(reports: list[Report]) -> int:
    return sum(found.severity == "error" for found in findings(reports))


def fixable(example: Example) -> list[tuple[Report, Finding]]:
    """The findings of the example's rule that come with a fix."""
    return [
        (report, found) for report in check(example.text) for found in findings([report], example.rule) if found.fixes
    ]


BAD = [example for example in examples() if example.kind == "bad" and example.rule in WITH_FIX]
FIXABLE = [example for example in BAD if fixable(example)]


def test_every_rule_with_a_fix_has_an_example_that_it_fixes() -> None:
    assert {example.rule for example in FIXABLE} == WITH_FIX


@pytest.mark.parametrize("example", FIXABLE, ids=str)
def test_a_fix_makes_its_finding_go_or_weaken(example: Example) -> None:
    for report, found in fixable(example):
        for fix in found.fixes:
            edits = edits_of(report, fix)
            assert edits, "no edits"
            after = check(apply(example.text, edits))
            left = [one for one in findings(after, example.rule) if one.place == found.place]
            assert all(rank(one.severity) < rank(found.severity) for one in left)
            assert errors(after) <= errors(check(example.text))


def test_a_missing_field_is_written_in_the_entry_itself() -> None:
    text = """\
approach: {choice: rag}
maintenance: {reindex: weekly}
data:
  knowledge:
    sources:
      - name: a
        updates: monthly
      - name: b # the tickets
        updates: daily # at night
      - {name: c, updates: hourly}
"""
    mended = text.replace("at night\n", "at night\n        reindex: daily\n").replace(
        "hourly}", "hourly, reindex: hourly}"
    )
    for report in check(text):
        found = findings([report], "reindex-slower-than-updates")
        edits = [edit for one in found for edit in edits_of(report, one.fixes[0])]
    assert apply(text, edits) == mended


def test_the_place_that_all_entries_inherit_is_changed_where_none_is_listed() -> None:
    text = "approach: {choice: rag}\ndata: {knowledge: {updates: daily}}\nmaintenance: {reindex: weekly} # slow\n"
    (report,) = check(text)
    (found,) = findings([report], "reindex-slower-than-updates")
    assert apply(text, edits_of(report, found.fixes[0])) == text.replace("reindex: weekly", "reindex: daily")


# -- safe fixes of the file itself ------------------------------------------------------------------------------------

SLIPS = {
    "a misspelt key": ("data:\n  knowledge:\n    updtes: weekly # often\n", "updates: weekly # often"),
    "a key in quotes": ("data:\n  knowledge: {'updtes': weekly} # often\n", "{'updates': weekly} # often"),
    "a misspelt section": ("maintenence: # facts\n  review:\n    every: weekly\n", "maintenance: # facts"),
    "a key inside a misspelt section": ("data:\n  # what\n  knowlege:\n    updtes: weekly\n", "    updates: weekly"),
    "keys of entries": ("data: {knowledge: {sources: [{name: a, updtes: daily}]}}\n", "{name: a, updates: daily}"),
    "a misspelt word": ("approach:\n  choice: fine-tunning # decided\n", "choice: fine-tuning # decided"),
    "a word in another case": ("approach:\n  choice: 'RAG' # decided\n", "choice: 'rag' # decided"),
    "a word with other separators": ("approach: {choice: prompt_only}\n", "{choice: prompt-only}"),
    "yes": ("project:\n  commercial: yes # of course\n", "commercial: true # of course"),
    "yes in quotes": ('project: {"commercial":"yes"}\n', '{"commercial":true}'),
    "digits in groups": ("data:\n  training:\n    examples: 60,000 # about\n", "examples: 60000 # about"),
    "a cadence for a duration": ("requirements:\n  max_staleness: weekly # or so\n", "max_staleness: 7d # or so"),
    "a language by its name": ("requirements:\n  languages: English # only\n", "languages: en # only"),
    "languages by name": ("requirements:\n  languages: [English, zh] # both\n", "languages: [en, zh] # both"),
}


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "mended"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended_and_nothing_else_changes(text: str, mended: str, line_break: str) -> None:
    text = f"# record\n{text}# end\n".replace("\n", line_break)
    before = LINTER.check(Source("f", text))
    fixed = fix_text(LINTER, Source("f", text))
    after = LINTER.check(Source("f", fixed.text))
    assert fixed.count >= 1
    assert mended in fixed.text
    assert errors(before) > 0 == errors(after)
    changed = [
        line for line in zip(text.split(line_break), fixed.text.split(line_break), strict=True) if line[0] != line[1]
    ]
    assert len(changed) == fixed.count
    assert fix_text(LINTER, Source("f", fixed.text)) == (fixed.text, 0)


def test_all_slips_are_mended_together_in_all_documents() -> None:
    texts = [text for text, _ in SLIPS.values()]
    fixed = fix_text(LINTER, Source("f", "---\n".join(texts)))
    assert errors(LINTER.check(Source("f", fixed.text))) == 0
    assert fixed.text.split("---\n") == [fix_text(LINTER, Source("f", text)).text for text in texts]


def test_one_fix_that_cannot_be_made_does_not_stop_the_others() -> None:
    text = "project:\n  commercial: yes\nx-a: &a {updtes: daily}\ndata:\n  knowledge: *a\n"
    fixed = fix_text(LINTER, Source("f", text))
    assert "commercial: true" in fixed.text
    assert "updtes" in fixed.text


def test_a_fix_that_would_show_more_errors_is_left_to_a_person() -> None:
    text = "# record\nmaintenence:\n  one: 1\n  two: 2\n"
    assert fix_text(LINTER, Source("f", text)) == (text, 0)


def test_fixes_that_would_show_more_errors_do_not_stop_the_others() -> None:
    text = "maintenence: {one: 1, two: 2, three: 3}\nprojct: {}\n"
    fixed = fix_text(LINTER, Source("f", "---\n".join([text] * 10)))
    assert fixed == ("---\n".join([text.replace("projct", "project")] * 10), 10)


def test_of_two_keys_that_mean_the_same_one_is_renamed() -> None:
    fixed = fix_text(LINTER, Source("f", "data:\n  knowledge: {updtes: weekly, updaets: daily}\n"))
    assert fixed == ("data:\n  knowledge: {updates: weekly, updaets: daily}\n", 1)


def test_nothing_is_changed_in_a_broken_file() -> None:
    text = "project: {commercial: yes}\n---\na: [\n"
    assert fix_text(LINTER, Source("f", text)) == (text, 0)


def test_a_large_faulty_file_is_not_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixes, "MAX_READ", 100_000)
    read = []

    class Counting(Linter):
        def check(self, source: Source, problems: tuple[Problem, ...] = ()) -> list[Report]:
            read.append(len(source.text))
            return super().check(source, problems)

    lines = "".join(f"    - {{name: s{at}, updtes: weekly, zzz: 1}}\n" for at in range(50))
    text = "---\n".join(f"data:\n  knowlege:\n   sources:\n{lines}projct: {{}}\n" for _ in range(10))
    fix_text(Counting(Settings(TODAY)), Source("f", text))
    assert sum(read) <= 100_000 + 2 * len(text)


def test_a_slip_is_mended_although_rules_then_find_errors() -> None:
    text = "requirements: {max_staleness: 7d}\nmaintenance: {reindex: 2w}\napproach: {choice: RAG}\n"
    assert fix_text(LINTER, Source("f", text)) == (text.replace("RAG", "rag"), 1)
