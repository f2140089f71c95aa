"""A pack in the editor: whatever is said of shipped rules and fields is said of its own, and follows its files."""

import json
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from llm_project_lint.lsp.handlers.lifecycle import WATCHED
from llm_project_lint.model import Language
from llm_project_lint.resources import resource
from tests.cli.run import lint
from tests.lsp.conftest import CONFIG, EDITORS, TODAY, session
from tests.lsp.editor import Client, Editor, at
from tests.lsp.said import Places, seen
from tests.lsp.test_code_actions import actions, named, taken
from tests.lsp.test_commands import CONFIGURATION, DECIDE, EXPLAIN, done, inside
from tests.lsp.test_completion import new_text, typed
from tests.lsp.test_definition import asked as defined
from tests.lsp.test_hover import asked as hovered
from tests.lsp.test_parity import expected, of_report
from tests.lsp.test_workspace import DELETED, REFRESH, REFRESHES, WATCHES, Folder, workspace
from tests.lsp.wire import (
    PULL,
    PUSHED,
    Message,
    Wire,
    change,
    counts,
    introduce,
    merged,
    open_,
    published,
    pulled,
)

PACK = Path(__file__).parent / "acme"
TOML = 'packs = ["./acme"]\n'
TEXT = """\
project: {name: 客服😀, stage: production}
approach: {choice: rag, model: {hosting: api}}
acme:
  data_class: secret
  vendor_review: 2025-11-21
  tenants: 120
  contracts:
    - {name: 托管😀, ends: 2027-02-19}
    - {name: labels}
"""
LEAVES, OLD, ENDS = "acme/secret-data-leaves", "acme/vendor-review-old", "acme/contract-ends-soon"
WHERE = {LEAVES: f"security/{LEAVES[5:]}.yaml", OLD: f"maintenance/{OLD[5:]}.yaml", ENDS: f"cost/{ENDS[5:]}.yaml"}
"""The file of each rule within the pack."""
OWN = """\
title: A rule that came later
when: acme.tenants > threshold.acme_many_tenants
at: acme.tenants
severity: warning
message: "There are {acme.tenants} tenants."
why: They are many.
advice: Serve fewer.
examples:
  bad: [{name: many, facts: {acme.tenants: 51}, severity: warning, message: 51 tenants, at: "51"}]
  good: [{name: few, facts: {acme.tenants: 50}}]
  not_stated: [{name: unknown, facts: {project.stage: pilot}, waits: [acme.tenants]}]
"""


def packed(folder: Path) -> Path:
    """A folder whose projects are checked by the pack, too."""
    shutil.copytree(PACK, folder / "acme")
    (folder / "llm-project-lint.toml").write_text(TOML, encoding="utf-8")
    return folder


def file_of(folder: Path, rule: str) -> str:
    return (folder / "acme" / WHERE[rule]).as_uri()


# -- in an editor ------------------------------------------------------------------------------------------------------


@pytest_lsp.fixture(config=CONFIG)  # type: ignore[untyped-decorator]
async def client(lsp_client: Client) -> AsyncIterator[None]:
    yield
    await lsp_client.shutdown_session()


@pytest.fixture(params=EDITORS)
async def editor(request: pytest.FixtureRequest, client: Client, tmp_path: Path) -> Editor:
    """An editor of each kind, in a folder with the pack."""
    return await session(client, request.param, packed(tmp_path))


@pytest.fixture
async def vscode(client: Client, tmp_path: Path) -> Editor:
    return await session(client, "visual-studio-code", packed(tmp_path))


@pytest.fixture
async def neovim(client: Client, tmp_path: Path) -> Editor:
    return await session(client, "neovim", packed(tmp_path))


@pytest.fixture
async def emacs(client: Client, tmp_path: Path) -> Editor:
    return await session(client, "emacs", packed(tmp_path))


async def test_findings_and_silent_facts_of_a_pack_are_shown(editor: Editor) -> None:
    uri = editor.open(TEXT)
    found = {one.code: one for one in await editor.diagnostics(uri)}
    leaves = found[LEAVES]
    assert leaves.message.split("\n") == [
        "Prompts may hold secret data, and the model is a shared endpoint (api).",
        "By the handbook, secret data stay on machines of Acme.",
        "To do: Host the model yourself, or keep secret data out of prompts and lower `acme.data_class`.",
    ]
    assert (leaves.severity, leaves.source) == (types.DiagnosticSeverity.Error, "llm-project-lint")
    assert leaves.range == types.Range(at(1, 41), at(1, 44))
    for one in leaves.related_information or ():
        assert (one.location.uri, one.location.range.start.line) == (uri, 3)
    for rule in WHERE:
        description = found[rule].code_description
        assert description is None or description.href == file_of(editor.folder, rule)
        assert bool(description) == bool(leaves.code_description)
    ends = TEXT.splitlines()[7].index("2027")  # code points; of the last one two units, or four bytes
    units = {"utf-8": ends + 2 * 2 + 3, "utf-16": ends + 1, "utf-32": ends}[editor.encoding]
    assert found[ENDS].range.start == at(7, units)

    editor.change(uri, "approach: {choice: rag}\nacme: {contracts: [{name: labels}]}\n")
    hints = [one for one in await editor.diagnostics(uri) if one.code == "not-stated"]
    assert all(one.severity == types.DiagnosticSeverity.Hint for one in hints)
    places = {one.message.split("`")[1]: one.message for one in hints}
    assert {"acme.data_class", "acme.vendor_review", "approach.model.hosting"} <= places.keys()
    assert OLD in places["acme.vendor_review"]


async def test_what_cannot_stand_below_the_key_of_a_pack_is_mended(emacs: Editor) -> None:
    text = "approach: {choice: rag}\nacme:\n  data_clas: public\n  tenants: lots\n  bogus: 1\n  x-own: 1\n"
    uri = emacs.open(text)
    found = {one.message.split("`")[1]: one for one in await emacs.diagnostics(uri) if one.code == "unknown-key"}
    assert found.keys() == {"data_clas", "bogus"}
    assert "did you mean `data_class`?" in found["data_clas"].message
    (lots,) = [one for one in await emacs.diagnostics(uri) if one.code == "invalid-value"]
    assert (lots.range, "acme.tenants" in lots.message) == (types.Range(at(3, 11), at(3, 15)), True)
    slip = found["data_clas"]
    action = named(await actions(emacs, uri, slip.range, [slip]), "Rename")
    assert action.is_preferred
    text = await taken(emacs, uri, text, action)
    assert text.splitlines()[2] == "  data_class: public"
    for wrong, right in [("sercet", "secret"), ("confidential", "internal")]:  # one that is near, one of its aliases
        text = re.sub(r"(?<=data_class: )\w+", wrong, text)
        emacs.change(uri, text)
        (word,) = [
            one for one in await emacs.diagnostics(uri) if one.code == "invalid-value" and "data_class" in one.message
        ]
        text = await taken(emacs, uri, text, named(await actions(emacs, uri, word.range, [word]), f"Write `{right}`"))
        assert text.splitlines()[2] == f"  data_class: {right}"


async def test_keys_and_values_of_a_pack_are_offered(editor: Editor) -> None:
    uri = editor.open("")
    snippets = bool(editor.kind == "visual-studio-code")

    async def about(item: types.CompletionItem) -> str:
        if item.documentation is None:
            item = await editor.client.completion_item_resolve_async(item)
        return str(getattr(item.documentation, "value", item.documentation) or "")

    items = await typed(editor, uri, "approach: {choice: rag}\n^")
    assert list(items)[-2:] == ["acme", "version"]
    assert items["acme"].detail == "What Acme's platform team must know of a project."
    items = await typed(editor, uri, "acme:\n  ^")
    assert list(items) == ["data_class", "vendor_review", "tenants", "contracts"]
    assert items["tenants"].detail == "Customers whose documents must stay apart from each other."
    if snippets:
        assert new_text(items["data_class"]) == "data_class: $1"
        assert new_text(items["contracts"]) == "contracts:\n    - name: $1"
    assert "internal: Everybody at Acme may read it." in (await about(items["data_class"])).replace("`", "")
    assert "2026-09-01" in await about(items["vendor_review"])
    items = await typed(editor, uri, "acme: {data_class: secret, con^}\n")
    assert list(items) == ["vendor_review", "tenants", "contracts"]
    items = await typed(editor, uri, "acme:\n  data_class: in^\n")
    assert {word: one.detail for word, one in items.items()} == {
        "public": "Anybody may read it.",
        "internal": "Everybody at Acme may read it.",
        "secret": "Only named people may read it.",
    }
    items = await typed(editor, uri, "acme:\n  vendor_review: ^\n")
    assert {word: one.detail for word, one in items.items()} == {TODAY: "today"}
    assert "12k" in await typed(editor, uri, "acme:\n  tenants: 12^\n")
    items = await typed(editor, uri, "acme:\n  contracts:\n    - name: hosting\n      ^\n")
    assert {key: one.detail for key, one in items.items()} == {"ends": "End", "renewed": "Is it renewed by itself?"}
    assert "2027-06-30" in await about(items["ends"])
    assert list(await typed(editor, uri, "acme: {contracts: [{name: x, renewed: ^}]}\n")) == ["true", "false"]


async def test_a_rule_of_a_pack_is_waived(neovim: Editor) -> None:
    uri = neovim.open(TEXT)
    diagnostics = {one.code: one for one in await neovim.diagnostics(uri)}
    items = await typed(neovim, uri, TEXT + "waivers:\n  - rule: acme/ven^dor\n    reason: planned\n")
    assert {LEAVES, OLD, ENDS} < items.keys()
    assert items[LEAVES].detail == "error, line 2: Secret data go to somebody else's machines"
    edit = items[OLD].text_edit
    assert isinstance(edit, types.TextEdit | types.InsertReplaceEdit)
    whole = edit.replace if isinstance(edit, types.InsertReplaceEdit) else edit.range
    assert (new_text(items[OLD]), whole) == (OLD, types.Range(at(10, 10), at(10, 21)))
    resolved = await neovim.client.completion_item_resolve_async(items[OLD])
    assert "Vendors change where they host" in str(resolved.documentation)

    neovim.change(uri, TEXT)
    action = named(await actions(neovim, uri, diagnostics[OLD].range, [diagnostics[OLD]]), "Waive")
    text = await taken(neovim, uri, TEXT, action)
    text = text.replace('"TODO: say why this is acceptable"', "planned")
    neovim.change(uri, text)
    codes = {one.code for one in await neovim.diagnostics(uri)}
    assert OLD not in codes
    assert LEAVES in codes
    line = next(number for number, said in enumerate(text.splitlines()) if said.endswith(f"rule: {OLD}"))
    (rule,) = await defined(neovim, uri, line, 15)
    assert rule.target_uri == file_of(neovim.folder, OLD)
    hover = await hovered(neovim, uri, line, 15)
    assert hover
    assert isinstance(hover.contents, types.MarkupContent)
    said = hover.contents.value
    assert "The review of the vendor is too old" in said
    assert "hides here: warning, line 5" in said
    assert f"[All about this rule]({file_of(neovim.folder, OLD)})" in said
    assert await defined(neovim, uri, line - 1, 2) == []


async def test_hovers_say_what_the_pack_says(neovim: Editor) -> None:
    uri = neovim.open(TEXT)

    async def said(line: int, character: int) -> str:
        found = await hovered(neovim, uri, line, character)
        assert found
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    assert "Keys: `data_class`, `vendor_review`, `tenants`, `contracts`" in await said(2, 1)
    key = await said(3, 4)
    assert key.startswith("**Data class** `acme.data_class`\n\nThe highest class of the data")
    assert "- `public`: Anybody may read it." in key
    value = await said(3, 16)
    assert "`secret`: Only named people may read it." in value
    leaves = file_of(neovim.folder, LEAVES)
    reader = f"- **Secret data go to somebody else's machines ([`{LEAVES}`]({leaves})): error, line 2**"
    assert reader in value
    assert "366 days ago" in await said(4, 20)
    assert "speaks for rag" in await said(5, 15)
    assert "Keys: `name`, `ends`, `renewed`" in await said(6, 5)
    assert (await said(7, 8)).startswith("**Name** `acme.contracts[].name`")
    ends = await said(*Places(TEXT, neovim.encoding).at(TEXT.index("2027")))
    assert ends.startswith("**End** `acme.contracts[].ends`")
    assert "in 89 days" in ends
    assert ENDS in ends


async def test_packs_can_be_left_out(client: Client, tmp_path: Path) -> None:
    folder = packed(tmp_path)
    more = f'select = ["acme", "{LEAVES}", "data"]\n[severity]\n"{OLD}" = "info"\n[thresholds]\nacme_notice = "3d"\n'
    (folder / "llm-project-lint.toml").write_text(TOML + more, encoding="utf-8")
    (folder / "acme" / "pack.yaml").write_text("a: [", encoding="utf-8")
    editor = await session(client, "visual-studio-code", folder, packs=False)
    uri = editor.open(TEXT)
    configured = await done(editor, CONFIGURATION, uri, {"format": "json"})
    assert {one["rule"] for one in configured["rules"] if one["on"]} == {
        one["rule"] for one in configured["rules"] if one["category"] == "data"
    }
    assert "acme_notice" not in json.dumps(configured)


async def test_commands_and_views_know_a_pack(vscode: Editor) -> None:
    uri = vscode.open(TEXT)
    path = str(vscode.folder / "llm-project.yaml")
    bare = await done(vscode, EXPLAIN, OLD)
    assert bare.startswith("# The review of the vendor is too old\n\n`acme/vendor-review-old`, ")
    told = lint("explain", OLD, "--file", path, "--today", TODAY, cwd=vscode.folder).out
    assert "acme_review_age = 365 days" in told
    assert inside(await done(vscode, EXPLAIN, OLD, uri)).replace(path, "") == told.replace("llm-project.yaml", "", 1)
    assert "it speaks for rag" in inside(await done(vscode, EXPLAIN, "acme/many-tenants", uri))
    with pytest.raises(JsonRpcException, match="no rule `acme/nothing`"):
        await done(vscode, EXPLAIN, "acme/nothing")

    told = lint("decide", path, "--today", TODAY, cwd=vscode.folder).out
    assert inside(await done(vscode, DECIDE, uri)).replace(path, "") == told.replace("llm-project.yaml", "", 1)
    assert "Speaks for rag, hybrid: many tenants" in told
    held = await done(vscode, CONFIGURATION, uri, {"format": "json"})
    assert {one["rule"] for one in held["rules"] if one["on"]} >= {LEAVES, OLD, ENDS}
    assert "acme_review_age" in {one["threshold"] for one in held["thresholds"]}
    assert re.search(r"preset +strict +pack acme", inside(await done(vscode, CONFIGURATION, uri)))

    document, whole = types.TextDocumentIdentifier(uri), types.Range(at(0, 0), at(99, 0))
    symbols = await vscode.client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    (acme,) = [one for one in symbols or () if one.name == "acme"]
    assert isinstance(acme, types.DocumentSymbol)
    contracts = (acme.children or ())[3]
    assert [one.name for one in contracts.children or ()] == ["托管😀", "labels"]
    folds = await vscode.client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert (2, 8) in {(one.start_line, one.end_line) for one in folds or ()}
    lenses = await vscode.client.text_document_code_lens_async(types.CodeLensParams(document))
    assert lenses
    for lens in lenses:
        if lens.command is None:
            assert (await vscode.client.code_lens_resolve_async(lens)).command
    hints = types.InlayHintParams(document, whole)
    assert await vscode.client.text_document_inlay_hint_async(hints) is not None
    selected = types.SelectionRangeParams(document, [at(3, 16)])
    (selection,) = await vscode.client.text_document_selection_range_async(selected) or ()
    assert selection.range == types.Range(at(3, 14), at(3, 20))


# -- as the command says it --------------------------------------------------------------------------------------------


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as found:
        yield found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_editor_says_what_the_command_says(wire: Wire, tmp_path: Path, language: Language) -> None:
    path = packed(tmp_path) / "llm-project.yaml"
    text = TEXT + "waivers:\n  - {rule: acme/vendor-review-old, reason: planned}\n  - {rule: acme/nothing, reason: x}\n"
    path.write_text(text, encoding="utf-8")
    told = lint("check", "--format", "json", "--today", TODAY, "--lang", language, ".", cwd=tmp_path)
    found = of_report(json.loads(told.out), path.name, language)
    assert {LEAVES, ENDS, "unknown-rule", "not-stated"} <= {one["rule"] for one in found}
    said = next(one["message"] for one in found if one["rule"] == LEAVES)
    assert ("机密数据" in said) == (language == "zh")
    introduce(wire, counts("utf-16"), tmp_path, options={"language": language})
    assert seen(published(wire, path.as_uri())) == expected(text, found, "utf-16")
    open_(wire, path.as_uri(), text)
    assert seen(published(wire, path.as_uri(), 1)) == expected(text, found, "utf-16")
    with Wire() as other:
        introduce(other, merged(counts("utf-32"), PULL), tmp_path, options={"language": language})
        assert seen(workspace(other)[path.as_uri()]["items"]) == expected(text, found, "utf-32")
        open_(other, path.as_uri(), text)
        assert seen(pulled(other, path.as_uri())) == expected(text, found, "utf-32")


# -- its life ----------------------------------------------------------------------------------------------------------


class Watched(Folder):
    """A folder with the pack and a client that is told of what is in it: pushed, or asked for when it is to be."""

    def __init__(self, wire: Wire, path: Path, pull: bool, encoding: str = "utf-16") -> None:
        super().__init__(wire, packed(path))
        self.pull = pull
        self._version = 1
        self.mine = self.put("llm-project.yaml", TEXT)
        self.other = self.put("deep/llm-project.yaml", TEXT)
        self._capabilities = merged(counts(encoding), WATCHES, merged(PULL, REFRESHES) if pull else {})

    def begin(self) -> None:
        """Connect, and open one of the two projects."""
        introduce(self.wire, self._capabilities, self.path)
        open_(self.wire, self.mine, TEXT)
        assert {LEAVES, OLD, ENDS} <= self.codes(self.mine, 0)
        assert {LEAVES, OLD, ENDS} <= self.codes(self.other, 0)
        self.shown(1)

    def said(self, uri: str, after: int) -> list[Message]:
        """What is said of a file after a message of a number."""
        if not self.pull:
            return published(self.wire, uri, after=after)
        self.wire.asked(REFRESH, after)
        items: list[Message] = workspace(self.wire).get(uri, {"items": []})["items"]
        return items

    def shown(self, version: int) -> list[Message]:
        """What is said of a version of the open project."""
        return pulled(self.wire, self.mine) if self.pull else published(self.wire, self.mine, version)

    def codes(self, uri: str, after: int) -> set[str]:
        return {one["code"] for one in self.said(uri, after)}

    def replace(self, name: str, old: str, new: str) -> int:
        """Change a file of the pack and tell so."""
        text = (self.path / "acme" / name).read_text(encoding="utf-8")
        assert old in text
        return self.write(f"acme/{name}", text.replace(old, new))

    def now(self) -> set[str]:
        """What is said of the open project when it is typed in."""
        self._version += 1
        change(self.wire, self.mine, self._version, {"text": TEXT + "#" * self._version})
        return {one["code"] for one in self.shown(self._version)}


@pytest.fixture(params=[False, True], ids=["push", "pull"])
def watched(request: pytest.FixtureRequest, wire: Wire, tmp_path: Path) -> Watched:
    return Watched(wire, tmp_path, request.param)


def test_a_pack_that_changes_changes_what_is_said(watched: Watched) -> None:
    watched.begin()
    open_and_not = (watched.mine, watched.other)
    after = watched.replace("thresholds.yaml", "365d", "400d")
    for uri in open_and_not:
        assert OLD not in watched.codes(uri, after)
    after = watched.replace(WHERE[LEAVES], "a shared endpoint (", "not ours (")
    for uri in open_and_not:
        (leaves,) = [one for one in watched.said(uri, after) if one["code"] == LEAVES]
        assert leaves["message"].startswith("Prompts may hold secret data, and the model is not ours (api).\n")
    after = watched.replace("facts.schema.yaml", "  tenants:\n", "  clients:\n    type: integer\n  tenants:\n")
    for uri in open_and_not:
        assert "unknown-key" not in watched.codes(uri, after)
    change(watched.wire, watched.mine, 2, {"text": TEXT.replace("tenants", "clients")})
    assert "unknown-key" not in {one["code"] for one in watched.shown(2)}
    change(watched.wire, watched.mine, 3, {"text": TEXT})
    watched.shown(3)
    after = watched.write("acme/data/many.yaml", OWN)
    for uri in open_and_not:
        assert "acme/many" in watched.codes(uri, after)
    after = watched.remove("acme/data/many.yaml")
    for uri in open_and_not:
        assert "acme/many" not in watched.codes(uri, after)


@pytest.mark.parametrize(
    "pull, encoding, shown",
    [(False, "utf-8", False), (False, "utf-32", True), (True, "utf-16", False), (True, "utf-8", True)],
    ids=["pushed", "pushed, open", "pulled", "pulled, open"],
)
def test_a_mistake_in_a_pack_is_told_in_its_file(
    wire: Wire, tmp_path: Path, pull: bool, encoding: str, shown: bool
) -> None:
    watched = Watched(wire, tmp_path, pull, encoding)
    watched.begin()
    rule = watched.uri(f"acme/{WHERE[LEAVES]}")
    if shown:  # as by who writes it
        open_(wire, rule, (tmp_path / "acme" / WHERE[LEAVES]).read_text(encoding="utf-8"))
    before = wire.told(PUSHED)
    after = watched.replace(WHERE[LEAVES], "共享接口（{approach.model.hosting}", "共享😀接口（{approach.model.hostin}")
    (mistake,) = watched.said(rule, after)
    text = (tmp_path / "acme" / WHERE[LEAVES]).read_text(encoding="utf-8")
    place = Places(text, encoding).at(text.index("{approach.model.hostin}"))
    assert tuple(mistake["range"]["start"].values()) == place
    assert (mistake["code"], mistake["severity"]) == ("configuration", 1)
    assert mistake["message"] == "there is no fact `approach.model.hostin`; did you mean `approach.model.hosting`?"
    if pull:
        assert pulled(wire, rule) == [mistake]
        told = workspace(wire)
        assert workspace(wire, told)[rule]["kind"] == "unchanged"
        asked = {"textDocument": {"uri": rule}, "previousResultId": told[rule]["resultId"]}
        assert wire.call("textDocument/diagnostic", asked)["kind"] == "unchanged"
    # The projects are checked by what the pack was, and nothing new is said of them.
    assert {LEAVES, OLD, ENDS} <= watched.now()
    if not pull:
        assert watched.other not in {one["uri"] for one in wire.told(PUSHED)[len(before) :]}
    after = watched.replace(WHERE[LEAVES], "hostin}", "hosting}")
    assert watched.said(rule, after) == []
    if pull:
        assert workspace(wire, told)[rule]["items"] == []
        assert pulled(wire, rule) == []
    assert {LEAVES, OLD, ENDS} <= watched.now()


def test_a_pack_that_is_wrong_from_the_start(wire: Wire, tmp_path: Path) -> None:
    watched = Watched(wire, tmp_path, pull=False)
    watched.put(f"acme/{WHERE[OLD]}", "title: [\n")
    introduce(wire, WATCHES, tmp_path)
    rule = watched.uri(f"acme/{WHERE[OLD]}")
    (mistake,) = published(wire, rule)
    assert mistake["range"]["start"]["line"] == 0
    assert not {LEAVES, OLD} & watched.rules("llm-project.yaml")
    shutil.copy(PACK / WHERE[OLD], tmp_path / "acme" / WHERE[OLD])
    after = watched.tell((f"acme/{WHERE[OLD]}", 2))
    assert {LEAVES, OLD} <= watched.rules("llm-project.yaml", after)
    assert published(wire, rule, after=after) == []


def test_the_shipped_rules_change_while_a_pack_is_wrong(wire: Wire, tmp_path: Path) -> None:
    watched = Watched(wire, tmp_path, pull=False)
    watched.begin()
    watched.said(watched.uri("acme/thresholds.yaml"), watched.replace("thresholds.yaml", "365d", "often"))
    shipped = Path(resource("rules", "thresholds.yaml")).as_uri()
    wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": shipped, "type": 2}]})
    # Nobody knows any more what the pack was.
    assert not {LEAVES, OLD} & watched.now()
    after = watched.replace("thresholds.yaml", "often", "365d")
    assert {LEAVES, OLD} <= watched.codes(watched.other, after)
    assert {LEAVES, OLD} <= watched.now()


@pytest.mark.parametrize("told", ["each file", "the folder", "what is around it"])
def test_a_pack_that_is_gone(wire: Wire, tmp_path: Path, told: str) -> None:
    watched = Watched(wire, tmp_path / "work", pull=False)
    (tmp_path / "work" / "llm-project-lint.toml").write_text('packs = ["./packs/acme"]\n', encoding="utf-8")
    (tmp_path / "work" / "packs").mkdir()
    (tmp_path / "work" / "acme").rename(tmp_path / "work" / "packs" / "acme")
    watched.begin()
    inside_ = sorted((tmp_path / "work" / "packs").rglob("*.yaml"))
    names = [path.relative_to(tmp_path / "work").as_posix() for path in inside_]
    shutil.rmtree(tmp_path / "work" / "packs")
    gone = {"each file": names, "the folder": ["packs/acme"], "what is around it": ["packs"]}[told]
    after = watched.tell(*((name, DELETED) for name in gone))
    toml = watched.uri("llm-project-lint.toml")
    (mistake,) = published(wire, toml, after=after)
    assert mistake["range"]["start"] == {"line": 0, "character": 9}
    assert "./packs/acme" in mistake["message"]
    assert {LEAVES, OLD} <= watched.now()  # by what held before
    after = watched.write("llm-project-lint.toml", "")
    assert published(wire, toml, after=after) == []
    for uri in (watched.mine, watched.other):
        codes = watched.codes(uri, after)
        assert not {LEAVES, OLD, ENDS} & codes
        assert "unknown-key" in codes
    shutil.copytree(PACK, tmp_path / "work" / "acme")
    after = watched.write("llm-project-lint.toml", TOML)
    assert {LEAVES, OLD} <= watched.codes(watched.other, after)


def test_another_folder_does_not_know_it(wire: Wire, tmp_path: Path) -> None:
    bare = Folder(wire, tmp_path / "bare")
    bare.put("llm-project-lint.toml", 'preset = "recommended"\n')
    ours = Folder(wire, tmp_path / "ours")
    packed(ours.path)
    uris = [folder.put("llm-project.yaml", TEXT) for folder in (bare, ours)]
    introduce(wire, WATCHES, bare.path, ours.path)
    unopened = bare.rules("llm-project.yaml"), ours.rules("llm-project.yaml")
    assert LEAVES in unopened[1]
    for uri in uris:
        open_(wire, uri, TEXT)
    for codes in (unopened, (bare.rules("llm-project.yaml", version=1), ours.rules("llm-project.yaml", version=1))):
        assert not {LEAVES, OLD, ENDS} & codes[0]
        assert "unknown-key" in codes[0]
        assert {LEAVES, OLD, ENDS} <= codes[1]
        assert "unknown-key" not in codes[1]

    def at_acme(method: str, uri: str, line: int, character: int) -> Any:
        position = {"line": line, "character": character}
        return wire.call(f"textDocument/{method}", {"textDocument": {"uri": uri}, "position": position})

    assert [bool(at_acme("hover", uri, 3, 4)) for uri in uris] == [False, True]
    waived = "waivers:\n  - rule: \n"
    offered = []
    for uri in uris:
        change(wire, uri, 2, {"text": waived})
        offered.append({one["label"] for one in at_acme("completion", uri, 1, 10)["items"]})
    assert [LEAVES in labels for labels in offered] == [False, True]
    # Without a file it is explained wherever it is known, with one where that file knows it.
    command = {"command": EXPLAIN, "arguments": [LEAVES]}
    assert LEAVES in wire.call("workspace/executeCommand", command)
    assert LEAVES in wire.call("workspace/executeCommand", {**command, "arguments": [LEAVES, uris[1]]})
    assert wire.refusal("workspace/executeCommand", {**command, "arguments": [LEAVES, uris[0]]}) == -32602


def test_who_watches_nothing_sees_a_pack_when_it_is_saved(wire: Wire, tmp_path: Path) -> None:
    watched = Watched(wire, tmp_path, pull=False)
    introduce(wire, None, tmp_path)
    open_(wire, watched.mine, TEXT)
    assert OLD in watched.rules("llm-project.yaml", version=1)
    assert OLD in watched.rules("deep/llm-project.yaml")
    thresholds = (PACK / "thresholds.yaml").read_text(encoding="utf-8")
    after = len(wire.messages)
    saved = watched.put("acme/thresholds.yaml", thresholds.replace("365d", "400d"))
    wire.notify("textDocument/didSave", {"textDocument": {"uri": saved}})
    assert OLD not in watched.rules("llm-project.yaml", after, 1)
    assert OLD not in watched.rules("deep/llm-project.yaml", after)


def test_what_is_open_and_was_wrong_is_taken_back_from_it(wire: Wire, tmp_path: Path) -> None:
    folder = Folder(wire, tmp_path)
    toml = folder.put("llm-project-lint.toml", "bogus = 1\n")
    folder.put("llm-project.yaml", TEXT)
    introduce(wire, WATCHES, tmp_path)
    assert published(wire, toml)
    open_(wire, toml, "bogus = 1\n", language="toml")
    after = folder.write("llm-project-lint.toml", "")
    assert published(wire, toml, after=after) == []


def fits(pattern: str, path: str) -> bool:
    """Whether a glob of LSP fits a path."""
    form = ""
    for part in re.split(r"(\*\*/|\*|\{[^}]*\})", pattern):
        if part == "**/":
            form += "(?:.*/)?"
        elif part == "*":
            form += "[^/]*"
        elif part.startswith("{"):
            form += f"(?:{'|'.join(map(re.escape, part[1:-1].split(',')))})"
        else:
            form += re.escape(part)
    return re.fullmatch(form, path) is not None


def test_the_files_of_a_pack_are_watched(wire: Wire, tmp_path: Path) -> None:
    introduce(wire, WATCHES, tmp_path)
    wire.asked("client/registerCapability")
    registered = [one for params in wire.told("client/registerCapability") for one in params["registrations"]]
    globs = [one["globPattern"] for one in registered[0]["registerOptions"]["watchers"]]
    assert globs == list(WATCHED)
    names = [f"acme/{path.relative_to(PACK).as_posix()}" for path in PACK.rglob("*") if path.is_file()]
    assert len(names) > 6
    for name in (*names, "rules/acme/pack.yaml", "pack.yaml"):
        assert any(fits(glob, name) for glob in globs), name
    for name in ("acme/README.md", "acme/deeper/folder/x.yaml", "docker-compose.yaml", ".github/workflows/ci.yaml"):
        assert not any(fits(glob, name) for glob in globs), name
    # What has such a name elsewhere changes nothing: nobody looks at everything anew for it.
    folder = Folder(wire, tmp_path)
    folder.put("llm-project.yaml", TEXT)
    after = folder.write("llm-project.yaml", TEXT + "#")
    assert published(wire, folder.uri("llm-project.yaml"), after=after)
    wire.barrier()
    after = folder.write("data/values.yaml", "a: 1\n")
    folder.write("thresholds.yaml", "a: 1\n")
    wire.barrier()
    assert wire.told(PUSHED, after) == []
