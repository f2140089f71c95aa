"""A pack in use: its rules, thresholds, facts and preset count wherever ours do."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from llm_project_lint.outputs import NAMES
from tests.cli.run import Done, lint
from tests.cli.test_changes import History
from tests.packs.folders import ACME, PROJECT, filled, workspace

TODAY = ("--today", "2026-11-22")
OWN = ("acme/contract-ends-soon", "acme/vendor-review-old", "acme/secret-data-leaves")


def check(folder: Path, *options: str) -> Done:
    return lint("check", *TODAY, *options, cwd=folder)


def found(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    """The findings of the pack, by rule."""
    report = json.loads(check(folder, "--format", "json", *options).out)
    return {one["rule"]: one for one in report["findings"] if one["rule"].startswith("acme/")}


def test_rules_of_a_pack_report_at_their_places(tmp_path: Path) -> None:
    done = check(workspace(tmp_path), "--select", "acme", "--format", "concise")
    assert done.code == 1
    assert done.out.splitlines()[:3] == [
        "llm-project.yaml:4:20: error: Prompts may hold secret data, and the model is a shared endpoint (api). "
        "[acme/secret-data-leaves]",
        "llm-project.yaml:7:18: warning: The vendor was last reviewed on 2024-01-01. [acme/vendor-review-old]",
        'llm-project.yaml:10:29: info: In less than 90 days, on 2026-12-12, contract "hosting" ends. '
        "[acme/contract-ends-soon]",
    ]


def test_a_finding_can_be_argued_with(tmp_path: Path) -> None:
    out = check(workspace(tmp_path), "--select", "acme/vendor-review-old").out
    assert "= why: Vendors change where they host and what they keep." in out
    assert (
        "= compared with: threshold acme_review_age = 365 days (default, a convention of the rule pack): "
        "The handbook has vendors reviewed once a year." in out
    )
    assert "= source: Acme 2026: Handbook of Acme's platform team, section Vendors" in out


def test_a_text_in_one_language_stands_in_both(tmp_path: Path) -> None:
    out = check(workspace(tmp_path), "--lang", "zh", "--format", "concise", "--select", "acme").out
    assert "提示词可能含有机密数据，而模型是共享接口（api）。 [acme/secret-data-leaves]" in out
    assert "The vendor was last reviewed on 2024-01-01. [acme/vendor-review-old]" in out


def test_without_the_pack_nothing_of_it_is_known(tmp_path: Path) -> None:
    out = check(workspace(tmp_path), "--isolated", "--format", "concise").out
    assert (
        "llm-project.yaml:5:1: error: `acme` is not a top-level key. If it holds facts for the rules of a pack" in out
    )
    assert "[acme/" not in out


@pytest.mark.parametrize(
    ("configuration", "options", "rules"),
    [
        ('select = ["acme"]', (), OWN),
        ('ignore = ["acme"]', (), ()),
        ('ignore = ["security"]', (), OWN[:2]),
        ('select = ["acme/vendor-review-old", "data"]', (), OWN[1:2]),
        ("", ("--select", "acme/secret-data-leaves"), OWN[2:]),
        ("", ("--ignore", "acme,data"), ()),
        ('preset = "recommended"', (), OWN),
        ('preset = "article"', (), ()),
    ],
)
def test_rules_are_selected_by_name_category_pack_and_preset(
    tmp_path: Path, configuration: str, options: tuple[str, ...], rules: tuple[str, ...]
) -> None:
    folder = workspace(tmp_path, f'packs = ["./acme"]\n{configuration}\n')
    assert sorted(found(folder, *options)) == sorted(rules)


def test_severities_and_thresholds_of_a_pack_are_configured_like_ours(tmp_path: Path) -> None:
    more = '[severity]\n"acme/vendor-review-old" = "info"\n[thresholds]\nacme_notice = "10d"\nacme_review_age = "4y"\n'
    rules = found(workspace(tmp_path, f'packs = ["./acme"]\n{more}'))
    assert set(rules) == {"acme/secret-data-leaves"}
    rules = found(workspace_again(tmp_path, more.replace('acme_review_age = "4y"\n', "")))
    assert rules["acme/vendor-review-old"]["severity"] == "info"


def workspace_again(folder: Path, more: str) -> Path:
    (folder / "llm-project-lint.toml").write_text(f'packs = ["./acme"]\n{more}', encoding="utf-8")
    return folder


def test_a_pack_sets_the_preset_unless_somebody_else_does(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    lines = [line.split() for line in lint("config", cwd=folder).out.splitlines()]
    assert ["packs", "acme", "(./acme)", "llm-project-lint.toml:1:9"] in lines
    assert ["preset", "strict", "pack", "acme"] in lines
    workspace_again(folder, 'preset = "article"\n')
    lines = [line.split() for line in lint("config", cwd=folder).out.splitlines()]
    assert ["preset", "article", "llm-project-lint.toml:2:10"] in lines


def test_a_pack_sets_no_preset_that_holds_none_of_its_rules(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    about = folder / "acme" / "pack.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("strict", "article"), encoding="utf-8")
    assert "acme/pack.yaml:4:9: `article` cannot stand here; write one of recommended, strict" in check(folder).err


def test_names_are_known_if_any_folder_knows_them(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        filled(tmp_path / name)
    (tmp_path / "b" / "llm-project-lint.toml").write_text("", encoding="utf-8")
    done = check(tmp_path, "--select", "acme", "--format", "concise", "--isolated")
    assert (done.code, done.out) == (2, "")
    assert "there is no rule or category `acme`" in done.err
    done = check(tmp_path, "--select", "acme", "--format", "concise")
    assert {line.partition(":")[0] for line in done.out.splitlines() if "[acme/" in line} == {"a/llm-project.yaml"}
    assert done.err == ""
    done = check(tmp_path, "--select", "acne", "--format", "concise")
    assert (done.code, done.out) == (2, "")
    assert "`acne`" in done.err


def test_packs_of_one_name_in_one_run_are_one(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        filled(tmp_path / name)
    assert check(tmp_path, "--select", "acme", "--format", "concise").out.count("[acme/vendor-review-old]") == 2
    about = tmp_path / "b" / "acme" / "pack.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("What Acme", "All Acme"), encoding="utf-8")
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "two different packs are called `acme`" in done.err
    assert check(tmp_path / "b").code == 1


def test_packs_that_disagree_on_the_preset_ask_for_one(tmp_path: Path) -> None:
    folder = workspace(tmp_path, 'packs = ["./acme", "./zoo"]\n')
    (folder / "zoo").mkdir()
    (folder / "zoo" / "pack.yaml").write_text("name: zoo\ntitle: Zoo\npreset: recommended\n", encoding="utf-8")
    done = check(folder)
    assert (done.code, done.out) == (2, "")
    assert (
        "llm-project-lint.toml:1:9: these packs start from different presets (acme: strict, zoo: recommended)"
        in done.err
    )
    (folder / "llm-project-lint.toml").write_text('packs = ["./acme", "./zoo"]\npreset = "strict"\n', encoding="utf-8")
    assert check(folder).code == 1


def test_a_pack_may_build_on_one_before_it(tmp_path: Path) -> None:
    folder = workspace(tmp_path, 'packs = ["./acme", "./zoo"]\npreset = "strict"\n')
    rule = (ACME / "maintenance" / "vendor-review-old.yaml").read_text(encoding="utf-8")
    for name, text in {"pack.yaml": "name: zoo\ntitle: Zoo\n", "data/seen.yaml": rule}.items():
        (folder / "zoo" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "zoo" / name).write_text(text, encoding="utf-8")
    assert "[zoo/seen]" in check(folder).out
    due = (0, "Rules: 1, drivers: 0, examples: 3. All examples hold.\n", "")
    assert lint("test-rules", "zoo", cwd=folder) == lint("test-rules", cwd=folder / "zoo") == due
    assert lint("new-rule", "cost/more", "--pack", "zoo", cwd=folder).code == 0
    (folder / "llm-project-lint.toml").write_text('packs = ["./zoo", "./acme"]\n', encoding="utf-8")
    assert "zoo/data/seen.yaml:4:15: there is no fact `acme.vendor_review`" in check(folder).err


def test_facts_of_a_pack_are_checked_like_ours(tmp_path: Path) -> None:
    text = PROJECT.replace("data_class: secret", "dta_class: secret").replace("tenants: 70", "tenants: many")
    text = text.replace("- {name: labels,", "- {nam: labels,")
    folder = workspace(tmp_path, project=text)
    out = check(folder, "--format", "concise").out
    assert ":6:3: error: `dta_class` is not a key of `acme`; did you mean `data_class`? [unknown-key]" in out
    assert ":8:12: error: “many” cannot be read as `acme.tenants`. Write a whole number" in out
    assert ":11:8: error: `nam` is not a key of `acme.contracts[1]`; did you mean `name`? [unknown-key]" in out
    lint("check", "--fix", cwd=folder)
    mended = (folder / "llm-project.yaml").read_text(encoding="utf-8")
    assert mended == text.replace("dta_class", "data_class")


VALID = [
    {},
    {"data_class": "public"},
    {"data_class": None, "x-note": 1},
    {"vendor_review": "2026-01-31", "tenants": "12k"},
    {"contracts": [{"name": "a", "ends": "2027-01-01", "renewed": False}]},
]
WRONG = [
    {"data_class": "Secret!"},
    {"data_class": ["public"]},
    {"vendor_review": "2026-02-32"},
    {"tenants": -1},
    {"contracts": [{"ends": "2027-01-01"}]},
    {"contracts": {"name": "a"}},
    {"contracts": [{"name": "a", "renewed": "yes"}]},
    {"other": 1},
    ["acme"],
]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_schema_that_is_printed_holds_the_facts_of_packs(tmp_path: Path, language: str) -> None:
    folder = workspace(tmp_path)
    schema = json.loads(lint("schema", "--lang", language, cwd=folder).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for facts, valid in [(one, True) for one in VALID] + [(one, False) for one in WRONG]:
        document = {"project": {"name": "x"}, "acme": facts}
        (folder / "llm-project.yaml").write_text(json.dumps(document), encoding="utf-8")
        assert validator.is_valid(document) == valid, facts
        found = json.loads(check(folder, "--format", "json", "--ignore", "acme").out)["findings"]
        assert all(one["severity"] != "error" for one in found) == valid, facts
    assert "acme" not in json.loads(lint("schema", "--isolated", cwd=folder).out)["properties"]


def test_a_text_in_one_language_is_filled_in_that_language(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "acme" / "maintenance" / "vendor-review-old.yaml"
    text = path.read_text(encoding="utf-8").replace("on {acme.vendor_review}.", "{threshold.acme_review_age} ago.")
    path.write_text(text.replace("message: reviewed on 2025-11-21, ", ""), encoding="utf-8")
    for language in ("en", "zh"):
        out = check(folder, "--lang", language, "--format", "concise").out
        assert "The vendor was last reviewed 365 days ago. [acme/vendor-review-old]" in out
    path.write_text(
        path.read_text(encoding="utf-8").replace("The vendor was last reviewed", "上次审查在 "), encoding="utf-8"
    )
    assert (
        "上次审查在  365 天 ago. [acme/vendor-review-old]" in check(folder, "--lang", "en", "--format", "concise").out
    )


def test_a_threshold_may_be_a_day_or_a_list_of_words(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    with (folder / "acme" / "thresholds.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "acme_providers: {words: [openai, azure], strength: convention, basis: What we have contracts with.}\n"
            "acme_from: {date: 2026-01-01, strength: convention, basis: When the policy begins.}\n"
        )
    (folder / "acme" / "approach").mkdir()
    (folder / "acme" / "approach" / "provider.yaml").write_text(
        """\
title: The provider is not approved
severity: warning
when:
  - today >= threshold.acme_from
  - "!(approach.model.provider in threshold.acme_providers)"
at: approach.model.provider
message: "{approach.model.provider} is not one of {threshold.acme_providers}."
why: We have no contract with others.
advice: Choose another.
examples:
  bad: [{name: no, facts: {approach.model.provider: acme-ai}, severity: warning, at: acme-ai, message: openai}]
  good: [{name: yes, facts: {approach.model.provider: azure}}]
  not_stated: [{name: unknown, facts: {project.stage: pilot}, waits: [approach.model.provider]}]
""",
        encoding="utf-8",
    )
    assert lint("test-rules", cwd=folder).code == 0
    (folder / "llm-project.yaml").write_text("approach: {model: {provider: azure}}\n", encoding="utf-8")
    assert "acme/provider" not in found(folder)
    workspace_again(folder, '[thresholds]\nacme_providers = ["openai", "mistral"]\n')
    assert found(folder)["acme/provider"]["message"] == "azure is not one of openai, mistral."
    assert "acme/provider" not in found(folder, "--today", "2025-12-31")
    out = check(folder).out
    assert (
        "threshold acme_providers = openai, mistral (configured in llm-project-lint.toml; default openai, azure" in out
    )
    shown = lint("config", "--format", "json", cwd=folder).out
    assert '"value": [\n    "openai",\n    "mistral"\n   ]' in shown
    workspace_again(folder, '[thresholds]\nacme_providers = "openai"\n')
    assert "Write a list of words" in check(folder).err


def test_a_changed_pack_is_told_beside_what_changes(tmp_path: Path) -> None:
    history = History(tmp_path / "repository")
    folder = filled(history.folder)
    history.git("add", "-A")
    history.git("commit", "-q", "-m", "first")
    assert lint("changes", *TODAY, cwd=folder).out.count("acme/") == 0
    thresholds = folder / "acme" / "thresholds.yaml"
    thresholds.write_text(thresholds.read_text(encoding="utf-8").replace("365d", "3650d"), encoding="utf-8")
    (folder / "acme" / "drivers" / "many-tenants.yaml").unlink()
    (folder / "llm-project.yaml").write_text(PROJECT.replace("secret", "public"), encoding="utf-8")
    out = lint("changes", *TODAY, cwd=folder).out
    assert "`acme/thresholds.yaml`, `acme/drivers/many-tenants.yaml`" in out
    assert "`acme.data_class`: secret → public" in out
    assert "Prompts may hold secret data" in out


def test_a_driver_of_a_pack_is_a_line_of_the_scorecard(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    out = lint("decide", *TODAY, cwd=folder).out
    assert "Speaks for rag, hybrid: many tenants whose documents stay apart" in out
    (folder / "llm-project.yaml").write_text(PROJECT.replace("tenants: 70", "tenants: 7"), encoding="utf-8")
    assert "many tenants" not in lint("decide", *TODAY, cwd=folder).out


def test_rules_of_a_pack_are_listed_and_explained(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    lines = lint("rules", cwd=folder).out.splitlines()
    assert [line.split()[0] for line in lines[-3:]] == list(OWN)
    page = lint("explain", "acme/contract-ends-soon", cwd=folder).out
    assert page.startswith("# A contract ends before a new one can be bought\n")
    assert "Reported: in 89 days" in page
    assert '> **info** In less than 90 days, on 2027-02-19, contract "hosting" ends.' in page
    traced = lint("explain", "acme/contract-ends-soon", "--file", "llm-project.yaml", *TODAY, cwd=folder).out
    assert "acme.contracts[hosting]: reported as info" in traced
    assert "acme.contracts[labels]: nothing to report, an exception holds" in traced
    assert lint("explain", "acme/contract-ends-soon", "--isolated", cwd=folder).code == 2


def test_findings_of_a_pack_are_waived_and_known_like_ours(tmp_path: Path) -> None:
    waiver = "waivers:\n  - {rule: acme/vendor-review-old, reason: the review is booked, until: 2026-12-24}\n"
    folder = workspace(tmp_path, project=PROJECT + waiver)
    assert "acme/vendor-review-old" not in found(folder)
    assert "unknown-rule" not in check(folder).out
    check(folder, "--baseline", "known.json", "--write-baseline", "--select", "acme")
    assert check(folder, "--baseline", "known.json", "--select", "acme").code == 0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_format_tells_of_them_with_the_same_bytes_each_time(tmp_path: Path, name: str, language: str) -> None:
    folder = workspace(tmp_path)
    for number in range(6):
        (folder / f"{number}.llm-project.yaml").write_text(PROJECT, encoding="utf-8")
    options = ("--format", name, "--lang", language)
    one, two = (check(folder, *options, "-j", jobs) for jobs in ("1", "2"))
    assert one == two
    assert "acme/vendor-review-old" in one.out


def test_sarif_describes_them(tmp_path: Path) -> None:
    log = json.loads(check(workspace(tmp_path), "--format", "sarif").out)
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    described = rules["acme/vendor-review-old"]
    assert described["shortDescription"]["text"] == "The review of the vendor is too old"
    assert described["properties"]["tags"] == ["maintenance"]


def test_two_folders_can_have_different_packs(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    plain = folder / "plain"
    plain.mkdir()
    (plain / "llm-project-lint.toml").write_text("", encoding="utf-8")
    shutil.copy(folder / "llm-project.yaml", plain)
    out = check(folder, "--format", "concise").out
    assert "\nplain/llm-project.yaml:5:1: error: `acme` is not a top-level key" in f"\n{out}"
    assert "\nllm-project.yaml:7:18: warning: The vendor" in f"\n{out}"


# -- making and testing packs ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_pack_loads_and_its_examples_hold(tmp_path: Path, language: str) -> None:
    (tmp_path / ".git").mkdir()
    done = lint("new-rule", "data/no-source", "--pack", "rules/acme", "--lang", language, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert 'packs = ["./rules/acme"]' in done.out
    more = lint("new-rule", "cost/no-budget", "--pack", "rules/acme", "--lang", language, cwd=tmp_path)
    assert "packs =" not in more.out
    for place in ("rules/acme/pack.yaml", "rules/acme/data/no-source.yaml", "rules/acme/cost/no-budget.yaml"):
        assert (tmp_path / place).is_file()
    assert lint("test-rules", "rules/acme", cwd=tmp_path) == (
        0,
        "Rules: 2, drivers: 0, examples: 6. All examples hold.\n",
        "",
    )
    (tmp_path / "llm-project-lint.toml").write_text('packs = ["./rules/acme"]\n', encoding="utf-8")
    (tmp_path / "llm-project.yaml").write_text("requirements: {conversation_turns: 0}\n", encoding="utf-8")
    assert "[acme/no-source]" in lint("check", cwd=tmp_path).out


@pytest.mark.parametrize("name", ["Data", "data", "a-b", "a_b", "strict", "x", "source", "threshold", "中文"])
def test_a_pack_takes_no_name_that_means_something_else(tmp_path: Path, name: str) -> None:
    done = lint("new-rule", "data/no-source", "--pack", name, cwd=tmp_path)
    assert done.code == 2
    assert f"`{name}`" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_new_pack_is_named_as_the_configuration_sees_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "sub").mkdir()
    done = lint("new-rule", "data/one", "--pack", "../rules/acme", cwd=tmp_path / "sub")
    assert 'packs = ["../rules/acme"]' in done.out
    (tmp_path / "llm-project-lint.toml").write_text("", encoding="utf-8")
    done = lint("new-rule", "data/one", "--pack", "../rules/zoo", cwd=tmp_path / "sub")
    assert 'packs = ["./rules/zoo"]' in done.out


def test_a_new_rule_goes_into_no_checkout_from_elsewhere(tmp_path: Path) -> None:
    done = lint("new-rule", "data/no-source", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "--pack DIR" in done.err


def test_a_new_rule_replaces_nothing(tmp_path: Path) -> None:
    lint("new-rule", "data/one", "--pack", "mine", cwd=tmp_path)
    path = tmp_path / "mine" / "data" / "one.yaml"
    path.write_text("own work\n", encoding="utf-8")
    for name in ("data/one", "cost/one"):
        done = lint("new-rule", name, "--pack", "mine", cwd=tmp_path)
        assert done.code == 2
    assert path.read_text(encoding="utf-8") == "own work\n"
    assert lint("new-rule", "data/two", "--pack", "mine", cwd=tmp_path).code == 2, "the pack is wrong already"


def test_the_examples_of_the_example_pack_hold(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    due = "Rules: 3, drivers: 1, examples: 16. All examples hold.\n"
    for arguments, cwd in (((), folder), (("acme",), folder), ((), folder / "acme"), ((str(ACME),), tmp_path)):
        assert lint("test-rules", *arguments, cwd=cwd) == (0, due, "")


SPOILT = {
    "a severity": ("acme/maintenance/vendor-review-old.yaml", "severity: warning, message", "severity: info, message"),
    "a message": ("acme/maintenance/vendor-review-old.yaml", "message: reviewed on 2025", "message: rewieved on 2025"),
    "a place": ("acme/maintenance/vendor-review-old.yaml", "at: 2025-11-21}", "at: 2025-11-20}"),
    "a good example": ("acme/maintenance/vendor-review-old.yaml", "2025-11-22}}", "2025-11-20}}"),
    "what is waited for": ("acme/maintenance/vendor-review-old.yaml", "waits: [acme.vendor_review]", "waits: []"),
    "a bad example": (
        "acme/maintenance/vendor-review-old.yaml",
        "{acme.vendor_review: 2025-11-21}",
        "{project.name: x}",
    ),
    "a document": ("acme/maintenance/vendor-review-old.yaml", "{acme.vendor_review: 2025-11-21}", "{project.name: []}"),
    "a driver": ("acme/drivers/many-tenants.yaml", "{acme.tenants: 49}", "{acme.tenants: 59}"),
    "an unknown driver": ("acme/drivers/many-tenants.yaml", "{acme.tenants: 50}", "{project.stage: pilot}"),
    "a case": ("acme/security/secret-data-leaves.yaml", 'hosting == "dedicated"', 'hosting == "self-hosted"'),
    "an excuse": ("acme/cost/contract-ends-soon.yaml", "ends: 2026-12-01, renewed: true", "ends: 2028-12-01"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", SPOILT)
def test_what_does_not_hold_is_said_at_its_place(tmp_path: Path, name: str, language: str) -> None:
    folder = workspace(tmp_path)
    place, right, wrong = SPOILT[name]
    text = (folder / place).read_text(encoding="utf-8")
    assert text.count(right) == 1
    (folder / place).write_text(text.replace(right, wrong), encoding="utf-8")
    done = lint("test-rules", "--lang", language, cwd=folder)
    assert done.code == 1
    assert done.out.startswith(f"{place}:")
    line = int(done.out.split(":")[1])
    assert 1 < line <= text.count("\n")


def test_a_fix_of_a_pack_must_mend(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    path = folder / "acme" / "maintenance" / "vendor-review-old.yaml"
    fix = "fix: {title: Say today, safety: unsafe, edits: [{set: acme.vendor_review, to: DAY}]}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + fix.replace("DAY", '"2026-11-20"'), encoding="utf-8")
    assert lint("test-rules", cwd=folder).code == 0
    path.write_text(text + fix.replace("DAY", '"2024-11-20"'), encoding="utf-8")
    assert "the fix “Say today” leaves the finding as grave as it was" in lint("test-rules", cwd=folder).out
    path.write_text(text + fix.replace("DAY", '"soon"'), encoding="utf-8")
    assert lint("test-rules", cwd=folder).code == 2


def test_what_a_pack_brings_for_nothing_is_said_and_allowed(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    with (folder / "acme" / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("acme-other: {title: Other}\n")
    with (folder / "acme" / "thresholds.yaml").open("a", encoding="utf-8") as file:
        file.write("acme_other: {count: 2, strength: convention, basis: none}\n")
    facts = folder / "acme" / "facts.schema.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("  tenants:", "  other: {type: string}\n  tenants:"))
    done = lint("test-rules", cwd=folder)
    assert done.code == 0
    assert [line.partition(": ")[2] for line in done.out.splitlines()[:-1]] == [
        "no rule reads `acme.other` (this is allowed)",
        "no rule compares with `acme_other` (this is allowed)",
        "nothing cites `acme-other` (this is allowed)",
    ]


def test_where_there_is_no_pack_nothing_is_tested(tmp_path: Path) -> None:
    for arguments in ((), ("nowhere",), (".",)):
        done = lint("test-rules", *arguments, cwd=tmp_path)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: ")
