"""What those who write packs are told says how to mend it, at the place of the mistake."""

import re
from pathlib import Path

import pytest

from tests.cli.run import lint
from tests.packs.folders import workspace
from tests.packs.test_misbehaviour import CONTRACT, ENUM, FACTS, MESSAGE, OLD, REVIEW, THRESHOLDS, refuse_change

TENANTS = '$ref: "#/$defs/count"'
REQUIRED = "required: [name]"
ENDS = "acme_contract.ends - today < threshold.acme_notice"


@pytest.mark.parametrize(
    ("old", "new", "mark", "said"),
    [
        (TENANTS, "type: int", "int\n", "`int` is no type of JSON Schema: write `type: integer`"),
        (TENANTS, "type: bool", "bool\n", "write `type: boolean`"),
        (TENANTS, "type: float", "float\n", "write `type: number`"),
        (TENANTS, "type: str", "str\n", "write `type: string`"),
        (TENANTS, "type: String", "String\n", "write `type: string`"),
        (TENANTS, "type: date", "date\n    examples: [120]", 'write `$ref: "#/$defs/date"` in place of `type`'),
        (TENANTS, "type: datetime", "datetime\n", 'write `$ref: "#/$defs/date"` in place of `type`'),
        (TENANTS, "type: duration", "duration\n", 'write `$ref: "#/$defs/duration"` in place of `type`'),
        (TENANTS, "type: array\n    items: {type: int}", "int}", "write `type: integer`"),
        (TENANTS, f"{TENANTS}\n    pattern: a", "pattern: a", "a rule with `.matches` can ask for a form"),
        (TENANTS, f"{TENANTS}\n    minimum: 1", "minimum: 1", "a rule can compare with a threshold"),
        (TENANTS, "type: string\n    format: date", "format: date", 'a date is `$ref: "#/$defs/date"`'),
        (TENANTS, f"{TENANTS}\n    required: true", "required: true", "a rule with `absent` asks for what"),
        ("properties:\n", "required: [tenants]\nproperties:\n", "required: [tenants]", "a rule with `absent` asks"),
        (TENANTS, "type: object\n    required: [a]\n    properties: {a: {type: string}}", "required: [a]",
         "a rule with `absent` asks"),
        (REQUIRED, "required: name", "name\n      properties", "lists keys of an entry: write `[name]`"),
        (REQUIRED, "required: [name, end]", "end]", "and this is none; did you mean `ends`?"),
        (REQUIRED, "required: [xyz]", "xyz]", "and this is none; there are name, ends, renewed"),
        (ENUM, "enum: [1, 2, 3]", "1, 2, 3]", 'put this in quotes, `"1"`'),
        (ENUM, "type: integer\n    enum: [1, 2, 3]", "1, 2, 3]", 'put this in quotes, `"1"`'),
        (ENUM, "enum: [a, true, b]", "true, b]", 'put this in quotes, `"true"`'),
        (ENUM, "enum: [a, null, b]", "null, b]", "leave out `null`"),
        ("$defs:\n", "definitions:\n", "definitions:\n", "`definitions` is called `$defs` here"),
        ("  tenants:\n", "  package:\n", "package:\n", "call the fact e.g. `package_name`"),
    ],
)  # fmt: skip
def test_facts(tmp_path: Path, old: str, new: str, mark: str, said: str) -> None:
    refuse_change(tmp_path, FACTS, old, new, mark, said)


@pytest.mark.parametrize(
    ("file", "old", "new", "mark", "said"),
    [
        (REVIEW, OLD, "today - vendor_review > threshold.acme_review_age", "vendor_review >",
         "there is no fact `vendor_review`; did you mean `acme.vendor_review`?"),
        (REVIEW, OLD, "acme.data_class == secret", "secret\n", 'words stand in quotes: `"secret"`'),
        (REVIEW, OLD, "acme.vendor_review < 2026-01-01", "2026-01-01\n", "a date cannot be written in a condition"),
        (REVIEW, OLD, "today - acme.vendor_review > threshold.acme_review_ag", "threshold.acme_review_ag",
         "there is no threshold `acme_review_ag`: a number has its name in thresholds.yaml, where its name begins with "
         "`acme_`; did you mean `threshold.acme_review_age`?"),
        (CONTRACT, ENDS, "stated.acme_contract.ends", "stated.acme", "`absent: acme_contract.ends` in a case asks"),
        (CONTRACT, "at: acme_contract.ends", "at: acme_contract", "acme_contract\nmessage",
         "is an entry, which is no place: leave `at` out or name one of its fields, such as `acme_contract.name`"),
        (CONTRACT, "at: acme_contract.ends", "at: acme_contract.end", "acme_contract.end\n",
         "did you mean `acme_contract.ends`?"),
        (CONTRACT, "at: acme_contract.ends", "at: acme.contracts.ends", "acme.contracts.ends",
         "did you mean `acme_contract.ends`?"),
        (REVIEW, MESSAGE, "See `acme.vendor_reviw`.", "acme.vendor_reviw", "did you mean `acme.vendor_review`?"),
        (THRESHOLDS, "duration: 365d", "duration: 365", "365\n", "Write a length of time with its unit, such as"),
        (REVIEW, "severity: warning\nwhen", "severity: {production: error}\nwhen", "severity: {",
         "a severity by stage is a ladder of severities.yaml; name one: `ladder-a`"),
    ],
)  # fmt: skip
def test_rules(tmp_path: Path, file: str, old: str, new: str, mark: str, said: str) -> None:
    refuse_change(tmp_path, file, old, new, mark, said)


ABSENCE = """\
title: No class of data
severity: warning
absent: acme.data_class
message: Nobody says how secret the data is.
why: The class decides who may host the model.
advice: State `acme.data_class`.
examples:
  bad: [{name: silent, facts: {maintenance.reindex: daily}, severity: warning, at: acme}]
  good: [{name: stated, facts: {acme.data_class: public}}]
"""


@pytest.mark.parametrize(
    ("file", "old", "new", "english", "chinese"),
    [
        (CONTRACT, "waits: []", "waits: [acme.contracts]", "only `info` or `hint` never asks for facts",
         "从不索取信息"),
        (REVIEW, "{project.stage: pilot}", "{acme.vendor_review: 2026-11-01}", "the rule waits for nothing here",
         "规则在这里不缺任何信息"),
        (REVIEW, "waits: [acme.vendor_review]", "waits: []", "what the rule waits for is acme.vendor_review",
         "规则实际需要的是：acme.vendor_review"),
        (REVIEW, "{acme.vendor_review: 2025-11-21}", "{acme.vendor_review: 2025-11-22}",
         "it is not reported, and the rule waits for nothing", "没有报告，规则也不缺任何信息"),
        (REVIEW, "", ABSENCE, "marked, not `acme`; the nearest section above it is marked, or else the choice",
         "标出的是文件开头，而不是 `acme`"),
        (REVIEW, "", ABSENCE.replace("maintenance.reindex: daily", "acme.tenants: 2").replace("at: acme", "at: x"),
         "what is marked is `acme`, not `x`", "标出的是 `acme`，而不是 `x`"),
    ],
)  # fmt: skip
def test_examples(tmp_path: Path, file: str, old: str, new: str, english: str, chinese: str) -> None:
    folder = workspace(tmp_path)
    path = folder / "acme" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    for language, said in (("en", english), ("zh", chinese)):
        done = lint("test-rules", "--lang", language, cwd=folder)
        assert done.code == 1
        assert re.search(rf"^acme/{file}:[0-9]+:[0-9]+: .*{re.escape(said)}", done.out, re.MULTILINE), done.out


def test_a_case_is_not_untried_where_its_example_is_no_document(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "acme" / REVIEW
    for value, untried in (("soon", False), ("2025-11-22", True)):
        bad = f"facts: {{acme.vendor_review: {value}}}, severity"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"facts: \{acme.vendor_review: [^}]*\}, severity", bad, text), encoding="utf-8")
        out = lint("test-rules", cwd=folder).out
        assert ("is no valid project file" in out) is not untried
        assert ("no `bad` example reports this case" in out) is untried
