"""What an allowed pack can cost: a run with it ends, the same everywhere, and what fails is told with its rule."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from llm_project_lint.rulebook import load_rulebook
from llm_project_lint.rulebook.pack import PackFiles
from tests.cli.run import Done, lint
from tests.packs.folders import workspace

FACTS = """\
type: object
properties:
  tags: {type: array, items: {type: string}}
  other: {type: array, items: {type: string}}
  entries:
    type: array
    x-item: acme_entry
    items: {type: object, properties: {name: {type: string}, n: {type: integer}}}
"""
RULE = """\
title: one
severity: warning
{each}when:
{when}
at: {at}
message: "{message}"
why: one
advice: one
examples:
  bad: [{{name: one, facts: {{}}, severity: warning, at: x}}]
  good: [{{name: one, facts: {{}}}}]
  not_stated: [{{name: one, facts: {{}}, waits: []}}]
"""
SECONDS = 20.0
"""That nothing here may take on the slowest machine; without bounds it is minutes and more."""


def project(entries: int) -> str:
    names = [f"name{number}" for number in range(entries)]
    acme = {"tags": names, "other": [f"x{name}" for name in names], "entries": [{"name": one, "n": 1} for one in names]}
    return json.dumps({"project": {"name": "x"}, "acme": acme, "approach": {"choice": "rag"}})


def costly(folder: Path, rules: dict[str, str], entries: int) -> Done:
    """A check of a document with long lists, by a pack with these rules; it must end."""
    workspace(folder, project=project(entries))
    (folder / "acme" / "facts.schema.yaml").write_text(FACTS, encoding="utf-8")
    for path in [*folder.glob("acme/*/*.yaml")]:
        path.unlink()
    for name, text in rules.items():
        (folder / "acme" / "data").mkdir(exist_ok=True)
        (folder / "acme" / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    begun = time.monotonic()
    done = lint("check", "--format", "json", cwd=folder)
    assert time.monotonic() - begun < SECONDS
    return done


def rule(*when: str, each: str = "", at: str = "acme.tags", message: str = "one") -> str:
    lines = "\n".join(f"  - {json.dumps(one)}" for one in when)
    listed = f"each: {each}\n" if each else ""
    return RULE.format(each=listed, when=lines, at=at, message=message)


ENTRY = {"each": "acme.entries", "at": "acme_entry.name"}
COSTLY: dict[str, Any] = {
    "a loop for each entry": rule("acme.tags.exists(t, t == acme_entry.name || t in acme.other)", **ENTRY),
    "many loops": rule(*["acme.tags.all(t, !(t in acme.other))"] * 20),
    "patterns": rule('acme.tags.exists(t, t.matches("^a.*b.*c.*d$"))', 'acme.tags.exists(t, t.matches("b"))', **ENTRY),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_rule_that_does_too_much_is_stopped_and_the_others_still_report(tmp_path: Path, name: str) -> None:
    done = costly(tmp_path, {"costly": COSTLY[name], "plain": rule("size(acme.tags) > 1")}, 5000)
    assert done.code == 2
    found = {one["rule"]: one["message"] for one in json.loads(done.out)["findings"]}
    assert found["internal-error"].startswith("acme/costly: ")
    assert "it takes more than 10,000,000 steps on this file" in found["internal-error"]
    assert {"acme/plain", "rag-without-knowledge-base"} < set(found)
    again = lint("check", "--format", "json", cwd=tmp_path)
    assert again.out == done.out


def test_many_costly_rules_are_stopped_together(tmp_path: Path) -> None:
    rules = {f"r{number}": rule("acme_entry.name in acme.tags", **ENTRY) for number in range(20)}
    done = costly(tmp_path, rules, 1500)
    assert done.code == 2
    assert "the rules of packs take more than 40,000,000 steps on this file" in done.out


def test_findings_without_number_are_stopped(tmp_path: Path) -> None:
    rules = {f"r{number}": rule("acme_entry.n >= 0", **ENTRY) for number in range(30)}
    done = costly(tmp_path, rules, 5000)
    assert done.code == 2
    assert len(done.out) < 10_000_000


def test_usual_rules_on_long_lists_stay_within_bounds(tmp_path: Path) -> None:
    rules = {
        "listed": rule('!(acme_entry.name in acme.tags) || acme_entry.name == "name7"', **ENTRY),
        "any": rule('acme.tags.exists(t, t.matches("^name7$"))'),
    }
    found = json.loads(costly(tmp_path, rules, 500).out)["findings"]
    assert {one["rule"] for one in found if one["rule"].startswith(("acme", "internal"))} == {"acme/listed", "acme/any"}


def test_a_long_list_in_a_message_is_cut_before_it_is_written(tmp_path: Path) -> None:
    message = "{acme.tags}" * 60
    found = json.loads(costly(tmp_path, {"long": rule("size(acme.tags) > 1", message=message)}, 5000).out)["findings"]
    (one,) = (one for one in found if one["rule"] == "acme/long")
    assert one["message"].startswith("name0, name1, name2")
    assert len(one["message"]) == 60 * 200


@pytest.mark.parametrize("command", ["check", "rules", "config", "test-rules acme", "new-rule data/x --pack acme"])
def test_names_of_files_forge_no_line(tmp_path: Path, command: str) -> None:
    folder = workspace(tmp_path)
    (folder / "acme" / "cost" / "a\n::error file=x::PWNED\x1b[31m.yaml").touch()
    done = lint(*command.split(), cwd=folder)
    assert done.code == 2
    assert "PWNED" in done.err
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


def test_a_pack_that_changes_while_it_is_loaded_is_not_taken_for_another(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    thresholds = folder / "acme" / "thresholds.yaml"
    text = thresholds.read_text(encoding="utf-8")
    before = PackFiles(str(folder / "acme")).folder
    thresholds.write_text(text.replace("365d", "10d"), encoding="utf-8")
    with pytest.raises(Exception, match="the pack has changed meanwhile"):
        load_rulebook((before,))
    thresholds.write_text(text, encoding="utf-8")
    assert load_rulebook((before,)).thresholds["acme_review_age"].raw == "365d"


HIDDEN = (
    '(acme.t == """a"today""" || size(acme.tags.map(a, a + a)) > 12345 || acme.t == """today"today""")',
    "acme.t == '''a'today''' || acme.t == '''today'today'''",
    'acme.tags.exists(t, t.matches(r"a\\d"))',
    'acme.t == b"a"',
    'acme.tags.exists(r, r == r"a")',
    'acme.t == "a" "b" || acme.t == "a""b"',
    'acme.tags.exists(t, t.matches("(?i)(?:\\x5cpL){9\\x39}z"))',
    'acme.tags.exists(t, t.matches("\\u005cpL"))',
    'acme.t == "\\134"',
    'acme.t == "a\\n"',
)


@pytest.mark.parametrize("condition", HIDDEN)
def test_nothing_is_hidden_in_a_text_of_a_condition(tmp_path: Path, condition: str) -> None:
    facts = FACTS.replace("  tags:", "  t: {type: string}\n  tags:")
    workspace(tmp_path)
    (tmp_path / "acme" / "facts.schema.yaml").write_text(facts, encoding="utf-8")
    for path in [*tmp_path.glob("acme/*/*.yaml")]:
        path.unlink()
    (tmp_path / "acme" / "data").mkdir()
    (tmp_path / "acme" / "data" / "hides.yaml").write_text(rule(condition), encoding="utf-8")
    done = lint("rules", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: acme/data/hides.yaml:4:")
    refusals = ("a text stands by itself", "of escapes a text has only", "there is no fact `")
    assert any(one in done.err for one in refusals)


def test_patterns_may_be_escaped(tmp_path: Path) -> None:
    rules = {"digits": rule('acme.tags.exists(t, t.matches("^name\\\\d+$") && t != "it\\\'s")')}
    found = json.loads(costly(tmp_path, rules, 10).out)["findings"]
    assert "acme/digits" in {one["rule"] for one in found}


def test_a_pack_has_so_many_conditions(tmp_path: Path) -> None:
    rules = {f"r{number}": rule(*["size(acme.tags) > 1"] * 40) for number in range(51)}
    done = costly(tmp_path, rules, 1)
    assert (done.code, done.out) == (2, "")
    assert "the rules of a pack have at most 2,000 conditions" in done.err
