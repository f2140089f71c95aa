"""What the extension says of itself holds, in both languages, and is what the server says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from llm_project_lint import __version__
from llm_project_lint.discovery import ENDINGS, NAMES
from tests.chinese import slips
from tests.cli.run import lint

ROOT = Path(__file__).parents[3]
EXTENSION = ROOT / "editors" / "vscode"
SECTION = "llm-project-lint."
OWN = {"path", "trace.server"}
"""Settings that are the extension's alone."""
SAID = re.compile(r"l10n\.t\(\s*'((?:[^'\\]|\\.)*)'")


def held(name: str) -> Any:
    return json.loads((EXTENSION / name).read_text("utf-8"))


PACKAGE = held("package.json")
CONTRIBUTED = PACKAGE["contributes"]


def filled(text: str, language: str) -> str:
    """A text of the package, in a language."""
    texts = held("package.nls.json" if language == "en" else "package.nls.zh-cn.json")
    return re.sub(r"%([\w.]+)%", lambda name: str(texts[name[1]]), text)


def test_the_version_is_that_of_the_server() -> None:
    assert PACKAGE["version"] == __version__
    assert held("package-lock.json")["version"] == __version__


def test_names_of_files_are_those_of_the_server() -> None:
    (language,) = CONTRIBUTED["languages"]
    assert (set(language["filenames"]), set(language["extensions"])) == (set(NAMES), set(ENDINGS))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_settings_are_those_of_the_server(language: str) -> None:
    settings = CONTRIBUTED["configuration"]["properties"]
    schema = json.loads(lint("schema", "editor", "--lang", language, cwd=ROOT).out)["properties"]
    assert {key.removeprefix(SECTION) for key in settings} == {*schema, *OWN}
    for key, described in schema.items():
        ours = settings[SECTION + key]
        for part in ("type", "enum", "default", "pattern"):
            assert part == "type" or ours.get(part) == described.get(part), (key, part)
        assert filled(ours["markdownDescription"], language) == described["description"]
        said = [filled(one, language) for one in ours.get("enumDescriptions", ())]
        assert said == described.get("enumDescriptions", [])


def test_every_text_of_the_package_is_there_in_both_languages() -> None:
    used = set(re.findall(r"%([\w.]+)%", json.dumps(PACKAGE)))
    english, chinese = held("package.nls.json"), held("package.nls.zh-cn.json")
    assert used == set(english) == set(chinese)
    assert not [(key, slips(text)) for key, text in chinese.items() if slips(text)]


def test_every_text_of_the_code_is_there_in_both_languages() -> None:
    code = "\n".join(path.read_text("utf-8") for path in sorted((EXTENSION / "src").glob("*.ts")))
    english, chinese = held("l10n/bundle.l10n.json"), held("l10n/bundle.l10n.zh-cn.json")
    assert set(SAID.findall(code)) == set(english) == set(chinese)
    assert all(key == text for key, text in english.items())
    for key, text in chinese.items():
        assert sorted(re.findall(r"\{\d\}", key)) == sorted(re.findall(r"\{\d\}", text)), key
    assert code.count("l10n.t(") == len(SAID.findall(code)), "a text that is not written out"


def test_every_command_can_be_called_and_none_is_the_server_s() -> None:
    names = {one["command"] for one in CONTRIBUTED["commands"]}
    written = (EXTENSION / "src" / "names.ts").read_text("utf-8")
    ours, theirs = written.split("SERVER_COMMANDS")
    assert names == {SECTION + name for name in re.findall(r"SECTION}\.(\w+)`", ours)}
    assert not names & {SECTION + name for name in re.findall(r"SECTION}\.(\w+)`", theirs)}


def test_an_untrusted_workspace_sets_nothing_that_leads_to_code() -> None:
    trust = PACKAGE["capabilities"]["untrustedWorkspaces"]
    assert trust["supported"] == "limited"
    assert {SECTION + name for name in ("path", "configuration", "packs")} <= set(trust["restrictedConfigurations"])


def test_packages_are_pinned_wherever_they_come_from() -> None:
    assert "dependencies" not in PACKAGE, "what is needed is in the bundle"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in PACKAGE["devDependencies"].values())
    assert "resolved" not in (EXTENSION / "package-lock.json").read_text("utf-8")


def test_the_licence_is_that_of_the_project() -> None:
    assert (EXTENSION / "LICENSE").read_text("utf-8") == (ROOT / "LICENSE").read_text("utf-8")


def test_what_the_readme_shows_is_there() -> None:
    text = (EXTENSION / "README.md").read_text("utf-8")
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text):
        assert (EXTENSION / name).is_file(), name
    assert set(re.findall(r"`llm-project-lint\.([\w.]+)`", text)) == {
        key.removeprefix(SECTION) for key in CONTRIBUTED["configuration"]["properties"]
    }
