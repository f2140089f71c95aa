"""The pages about packs: what they show works as it is shown, and what they list is all there is.

That what they print is fresh, `make check` sees (tests/docs.py).
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from llm_project_lint.resources import resource
from llm_project_lint.rulebook import pack, pack_facts
from llm_project_lint.rulebook.model import CATEGORIES, PACK_FILES
from tests.chinese import refused, slips
from tests.ci.checkout import whole
from tests.cli.run import lint

ROOT = Path(__file__).parent.parent.parent
PAGES = ("docs/packs.md", "docs/packs.zh-CN.md")
pytestmark = whole
_BLOCK = re.compile(r"^```(yaml|toml)\n(?:# ([\w./-]+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


def text_of(page: str) -> str:
    """The whole page."""
    return (ROOT / page).read_text(encoding="utf-8")


def shown(page: str, folder: Path) -> None:
    """Write the files that a page shows."""
    for _, name, text in _BLOCK.findall(text_of(page)):
        if name:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"# {name}\n{text}", encoding="utf-8")


def parts(page: str, kind: str) -> list[str]:
    """The blocks of a kind that are no file of a name."""
    return [text for found, name, text in _BLOCK.findall(text_of(page)) if found == kind and not name]


@pytest.mark.parametrize("page", PAGES)
def test_the_pack_that_is_shown_tries_everything(tmp_path: Path, page: str) -> None:
    shown(page, tmp_path)
    done = lint("test-rules", "rules/acme", cwd=tmp_path)
    assert (done.code, done.out.count("\n")) == (0, 1), done.out
    path = tmp_path / "rules" / "acme" / "maintenance" / "vendor-review-old.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "data_class: public}" not in line), encoding="utf-8")
    language = "zh" if "zh" in page else "en"
    said = lint("test-rules", "rules/acme", "--lang", language, cwd=tmp_path).out.splitlines()[0]
    assert f"```text\n{said}\n```" in text_of(page)


@pytest.mark.parametrize("page", PAGES)
def test_the_rule_on_an_absence_holds(tmp_path: Path, page: str) -> None:
    shown(page, tmp_path)
    pack_folder = tmp_path / "rules" / "acme"
    (rule,) = parts(page, "yaml")
    (pack_folder / "maintenance" / "no-cost-centre.yaml").write_text(rule, encoding="utf-8")
    facts = pack_folder / "facts.schema.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "  cost_centre: {type: string}\n", encoding="utf-8")
    done = lint("test-rules", "rules/acme", cwd=tmp_path)
    assert (done.code, done.out.count("\n")) == (0, 1), done.out


@pytest.mark.parametrize("page", PAGES)
def test_the_ladders_that_are_listed_are_ours(page: str) -> None:
    ladders = yaml.safe_load(Path(resource("rules", "severities.yaml")).read_text(encoding="utf-8"))
    rows = [line.strip("| ").split(" | ") for line in text_of(page).splitlines() if line.startswith("| `ladder-")]
    stages = ("production", "pilot", "prototype", "idea", "not_stated")
    assert rows == [[f"`{name}`", *(severities[stage] for stage in stages)] for name, severities in ladders.items()]


@pytest.mark.parametrize("page", PAGES)
def test_the_distribution_that_is_shown_can_be_built_installed_and_named(tmp_path: Path, page: str) -> None:
    shown(page, tmp_path / "source")
    project, packs = parts(page, "toml")
    (tmp_path / "source" / "pyproject.toml").write_text(project, encoding="utf-8")
    (tmp_path / "source" / "llm-project-lint.toml").unlink()
    installed = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(installed), str(tmp_path / "source")], check=True)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "llm-project-lint.toml").write_text(packs, encoding="utf-8")
    (folder / "llm-project.yaml").write_text("acme: {vendor_review: 2020-01-01}\n", encoding="utf-8")
    checked = subprocess.run(
        [sys.executable, "-m", "llm_project_lint", "check", "--select", "acme", "--format", "concise", "--lang", "en"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(installed), os.environ.get("PYTHONPATH")]))},
        capture_output=True,
        check=False,
    )
    assert checked.stderr == b""
    assert checked.stdout.startswith(b"llm-project.yaml:1:23: warning: ")
    assert b"[acme/vendor-review-old]" in checked.stdout


@pytest.mark.parametrize("page", PAGES)
def test_what_is_listed_is_all_there_is(page: str) -> None:
    text = text_of(page)
    for name in (*PACK_FILES, *(f"{category}/" for category in CATEGORIES)):
        assert f"`{name}`" in text
    definitions = json.loads(Path(resource("schema", "llm-project.schema.json")).read_text(encoding="utf-8"))["$defs"]
    (row,) = (line for line in text.splitlines() if line.startswith('| `$ref: "#/$defs/date"`'))
    kinds = re.findall(r"`([a-z]+)`", row.partition("|")[2].partition(" | ")[2])
    assert {"level", "text", "cadence"} < set(kinds) <= definitions.keys()
    plain = [name for name in definitions if definitions[name].get("x-form") == name]
    assert {*plain} - {"currency", "follow", "version"} <= set(kinds), "kinds of values that the page keeps to itself"
    for number in (pack.MOST_FILES, pack_facts.MOST_FIELDS, pack.LONGEST_TEXT, pack.LONGEST_CONDITION):
        assert re.search(rf"(?<![0-9,]){number:,}(?![0-9,])", text)
    assert f"{pack.MOST_BYTES // 1024} KiB" in text


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", text_of(page)):
        name, _, anchor = target.partition("#")
        linked = (ROOT / "docs" / name).resolve() if name else ROOT / page
        assert linked.exists(), target
        if anchor:
            titles = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {title.lower().replace(" ", "-") for title in titles}, target


def test_both_pages_show_the_same() -> None:
    one, two = (re.findall(r"^```\w+$|^#+ |^\$ .*$|^# [\w./-]+$", text, re.MULTILINE) for text in map(text_of, PAGES))
    assert one == two


def test_the_chinese_page_is_set_as_chinese_is() -> None:
    text = text_of(PAGES[1])
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"\]\([^)]*\)", "]", prose)
    lines = [line for line in prose.splitlines() if re.search("[\u4e00-\u9fff]", line) and not line.startswith("|")]
    assert [slip for line in lines for slip in slips(line)] == []
    assert refused(text) == []
