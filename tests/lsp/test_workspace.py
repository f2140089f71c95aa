"""Files that are not open: found, checked, and checked again when something changes on the disk."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.wire import (
    PULL,
    PUSHED,
    Message,
    Wire,
    change,
    close_document,
    counts,
    document,
    introduce,
    merged,
    open_,
    published,
    pulled,
)

TUNED = "data: {knowledge: {updates: weekly}}\napproach: {choice: fine-tuning}\n"
DYNAMIC = "finetune-dynamic-data"
QUIET = TUNED.replace("weekly", "yearly")
OFF = f'ignore = ["{DYNAMIC}"]\n'
ERROR = f'[severity]\n{DYNAMIC} = "error"\n'
CREATED, CHANGED, DELETED = 1, 2, 3
WATCHES: Message = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
REFRESHES: Message = {"workspace": {"diagnostics": {"refreshSupport": True}}}
PROGRESS: Message = {"window": {"workDoneProgress": True}}
REFRESH = "workspace/diagnostic/refresh"


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as found:
        yield found


class Folder:
    """A folder of a workspace; what changes in it is told to the server."""

    def __init__(self, wire: Wire, path: Path) -> None:
        path.mkdir(exist_ok=True)
        self.wire = wire
        self.path = path

    def uri(self, name: str) -> str:
        return (self.path / name).as_uri()

    def put(self, name: str, text: str) -> str:
        """Write a file and tell nobody."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    def write(self, name: str, text: str) -> int:
        """Write a file and tell so; how many messages there were before."""
        there = (self.path / name).exists()
        self.put(name, text)
        return self.tell((name, CHANGED if there else CREATED))

    def remove(self, name: str) -> int:
        """Delete a file and tell so."""
        (self.path / name).unlink()
        return self.tell((name, DELETED))

    def tell(self, *changes: tuple[str, int]) -> int:
        """Tell of changes."""
        before = len(self.wire.messages)
        events = [{"uri": self.uri(name), "type": kind} for name, kind in changes]
        self.wire.notify("workspace/didChangeWatchedFiles", {"changes": events})
        return before

    def rules(self, name: str, after: int = 0, version: int | None = None) -> set[str]:
        """The rules that a push speaks of."""
        return {one["code"] for one in published(self.wire, self.uri(name), version, after)}


@pytest.fixture
def folder(wire: Wire, tmp_path: Path) -> Folder:
    return Folder(wire, tmp_path)


# -- pushed ------------------------------------------------------------------------------------------------------------


def test_files_that_come_change_and_go(wire: Wire, folder: Folder) -> None:
    folder.put("a/llm-project.yaml", TUNED)
    folder.put("b/shop.llm-project.yaml", QUIET)
    folder.put("b/other.yaml", TUNED)
    introduce(wire, WATCHES, folder.path)
    assert DYNAMIC in folder.rules("a/llm-project.yaml")
    assert DYNAMIC not in folder.rules("b/shop.llm-project.yaml")
    wire.barrier()
    registered = [one for params in wire.told("client/registerCapability") for one in params["registrations"]]
    globs = [one["globPattern"] for one in registered[0]["registerOptions"]["watchers"]]
    assert {"**/llm-project.yaml", "**/*.llm-project.yaml", "**/.gitignore", "**/llm-project-lint.toml"} <= set(globs)

    after = folder.write("b/shop.llm-project.yaml", TUNED)
    assert DYNAMIC in folder.rules("b/shop.llm-project.yaml", after)
    after = folder.write("c/llm-project.yml", TUNED)
    assert DYNAMIC in folder.rules("c/llm-project.yml", after)
    after = folder.remove("a/llm-project.yaml")
    assert folder.rules("a/llm-project.yaml", after) == set()
    (folder.path / "c/llm-project.yml").rename(folder.path / "c/new.llm-project.yaml")
    after = folder.tell(("c/llm-project.yml", DELETED), ("c/new.llm-project.yaml", CREATED))
    assert DYNAMIC in folder.rules("c/new.llm-project.yaml", after)
    assert folder.rules("c/llm-project.yml", after) == set()
    (folder.path / "b/shop.llm-project.yaml").rename(folder.path / "b/shop.yaml")
    after = folder.tell(("b/shop.llm-project.yaml", DELETED), ("b/shop.yaml", CREATED))
    assert folder.rules("b/shop.llm-project.yaml", after) == set()
    assert not any(params["uri"].endswith(("other.yaml", "b/shop.yaml")) for params in wire.told(PUSHED))


def test_what_is_open_is_the_editors_until_it_is_closed(wire: Wire, folder: Folder) -> None:
    uri = folder.put("llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    assert DYNAMIC in folder.rules("llm-project.yaml")
    open_(wire, uri, QUIET)
    assert DYNAMIC not in folder.rules("llm-project.yaml", version=1)
    # What happens on the disk is not what the editor shows.
    after = folder.write("llm-project.yaml", TUNED + "\n")
    folder.write("sign.llm-project.yaml", QUIET)
    folder.rules("sign.llm-project.yaml", after)
    assert uri not in {params["uri"] for params in wire.told(PUSHED, after)}
    after = len(wire.messages)
    close_document(wire, uri)
    assert DYNAMIC in folder.rules("llm-project.yaml", after)
    # One that is gone meanwhile has nothing to say.
    open_(wire, uri, TUNED, 7)
    folder.rules("llm-project.yaml", version=7)
    after = folder.remove("llm-project.yaml")
    folder.write("sign.llm-project.yaml", TUNED)
    folder.rules("sign.llm-project.yaml", after)
    close_document(wire, uri)
    assert folder.rules("llm-project.yaml", after) == set()


def test_a_link_and_its_file(wire: Wire, folder: Folder) -> None:
    real = folder.put("a/llm-project.yaml", TUNED)
    (folder.path / "z.llm-project.yaml").symlink_to("a/llm-project.yaml")
    link = folder.uri("z.llm-project.yaml")
    introduce(wire, WATCHES, folder.path)
    assert DYNAMIC in folder.rules("a/llm-project.yaml")
    # Opened by one name it is the editor's by both, and the disk's again when it is closed.
    after = len(wire.messages)
    open_(wire, link, QUIET)
    assert DYNAMIC not in folder.rules("z.llm-project.yaml", version=1)
    assert published(wire, real, after=after) == []
    after = len(wire.messages)
    close_document(wire, link)
    assert DYNAMIC in folder.rules("a/llm-project.yaml", after)
    # A link that becomes a file of its own is one.
    (folder.path / "z.llm-project.yaml").unlink()
    after = folder.write("z.llm-project.yaml", TUNED)
    assert DYNAMIC in folder.rules("z.llm-project.yaml", after)
    open_(wire, real, QUIET)
    after = folder.write("z.llm-project.yaml", QUIET)
    assert DYNAMIC not in folder.rules("z.llm-project.yaml", after)


def test_one_file_that_changes_is_told_alone(wire: Wire, folder: Folder) -> None:
    for number in range(50):
        folder.put(f"{number}.llm-project.yaml", TUNED)
    introduce(wire, {**WATCHES, **PROGRESS}, folder.path)
    for number in range(50):
        assert DYNAMIC in folder.rules(f"{number}.llm-project.yaml")
    wire.barrier()
    after = folder.write("7.llm-project.yaml", QUIET)
    assert DYNAMIC not in folder.rules("7.llm-project.yaml", after)
    wire.barrier()
    assert [params["uri"] for params in wire.told(PUSHED, after)] == [folder.uri("7.llm-project.yaml")]
    assert not wire.told("$/progress", after)


def test_what_is_deleted_or_renamed_in_the_editor_is_asked_for(wire: Wire, folder: Folder) -> None:
    told = introduce(wire, {"workspace": {"fileOperations": {"didDelete": True, "didRename": True}}}, folder.path)
    operations = told["workspace"]["fileOperations"]
    assert {name: [one["pattern"]["glob"] for one in value["filters"]] for name, value in operations.items()} == {
        "didDelete": ["**/*"],
        "didRename": ["**/*"],
    }


def test_a_file_that_is_renamed_behind_the_editors_back(wire: Wire, folder: Folder) -> None:
    old = folder.put("llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    assert DYNAMIC in folder.rules("llm-project.yaml")
    open_(wire, old, TUNED)
    (folder.path / "llm-project.yaml").rename(folder.path / "new.llm-project.yaml")
    close_document(wire, old)
    open_(wire, folder.uri("new.llm-project.yaml"), TUNED)
    assert DYNAMIC in folder.rules("new.llm-project.yaml", version=1)
    after = len(wire.messages)
    close_document(wire, folder.uri("new.llm-project.yaml"))
    new = folder.uri("new.llm-project.yaml")
    wire.heard(
        PUSHED, lambda told: told["uri"] == new and DYNAMIC in {one["code"] for one in told["diagnostics"]}, after
    )


def test_what_git_ignores_is_not_checked(wire: Wire, folder: Folder) -> None:
    folder.put(".gitignore", "old/\n")
    folder.put("old/llm-project.yaml", TUNED)
    folder.put("new/llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    assert DYNAMIC in folder.rules("new/llm-project.yaml")
    wire.barrier()
    assert folder.uri("old/llm-project.yaml") not in {params["uri"] for params in wire.told(PUSHED)}
    after = folder.write(".gitignore", "new/\n")
    assert DYNAMIC in folder.rules("old/llm-project.yaml", after)
    assert folder.rules("new/llm-project.yaml", after) == set()
    # To open a file is to ask about it.
    open_(wire, folder.uri("new/llm-project.yaml"), TUNED)
    assert DYNAMIC in folder.rules("new/llm-project.yaml", version=1)
    after = folder.remove(".gitignore")
    folder.write("sign.llm-project.yaml", TUNED)
    assert DYNAMIC in folder.rules("sign.llm-project.yaml", after)
    # What is known already is not told again.
    assert folder.uri("old/llm-project.yaml") not in {params["uri"] for params in wire.told(PUSHED, after)}


@pytest.mark.parametrize(
    "name, before", [("llm-project-lint.toml", ""), ("pyproject.toml", "[tool.llm-project-lint]\n")]
)
def test_a_configuration_that_changes_changes_everything(wire: Wire, folder: Folder, name: str, before: str) -> None:
    folder.put("one/llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    open_(wire, folder.uri("llm-project.yaml"), TUNED, 3)
    assert DYNAMIC in folder.rules("one/llm-project.yaml")
    assert DYNAMIC in folder.rules("llm-project.yaml", version=3)
    after = folder.write(name, before + OFF)
    assert DYNAMIC not in folder.rules("one/llm-project.yaml", after)
    assert DYNAMIC not in folder.rules("llm-project.yaml", after, 3)
    after = folder.remove(name)
    assert DYNAMIC in folder.rules("one/llm-project.yaml", after)
    assert DYNAMIC in folder.rules("llm-project.yaml", after, 3)


def test_a_wrong_configuration_is_told_at_its_place(wire: Wire, folder: Folder) -> None:
    config = folder.put("team/llm-project-lint.toml", '\n[severity]\nno-such-rule = "error"\n')
    folder.put("team/llm-project.yaml", TUNED)
    folder.put("other/llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    (mistake,) = published(wire, config)
    assert mistake["range"]["start"]["line"] == 2
    assert "no-such-rule" in mistake["message"]
    assert mistake["severity"] == 1
    assert DYNAMIC in folder.rules("team/llm-project.yaml")
    assert DYNAMIC in folder.rules("other/llm-project.yaml")
    # Set right, it counts; wrong again, the last state that could be read goes on.
    after = folder.write("team/llm-project-lint.toml", OFF)
    assert DYNAMIC not in folder.rules("team/llm-project.yaml", after)
    assert published(wire, config, after=after) == []
    after = folder.write("team/llm-project-lint.toml", OFF + "oops\n")
    (mistake,) = published(wire, config, after=after)
    assert mistake["range"]["start"]["line"] == 1
    wire.barrier()
    assert folder.uri("team/llm-project.yaml") not in {params["uri"] for params in wire.told(PUSHED, after)}
    after = folder.remove("team/llm-project-lint.toml")
    assert published(wire, config, after=after) == []
    assert DYNAMIC in folder.rules("team/llm-project.yaml", after)


def test_folders_come_and_go_each_with_its_configuration(wire: Wire, tmp_path: Path) -> None:
    one, two, three = (Folder(wire, tmp_path / name) for name in ("app", "app-two", "three"))
    for folder in (one, two, three):
        folder.put("llm-project.yaml", TUNED)
    one.put("llm-project-lint.toml", OFF)
    two.put("llm-project-lint.toml", ERROR)
    introduce(wire, None, one.path, two.path)
    assert DYNAMIC not in one.rules("llm-project.yaml")
    found = {one["code"]: one["severity"] for one in published(wire, two.uri("llm-project.yaml"))}
    assert found[DYNAMIC] == 1
    assert three.uri("llm-project.yaml") not in {params["uri"] for params in wire.told(PUSHED)}
    added, gone = ([{"uri": folder.path.as_uri(), "name": "x"}] for folder in (three, one))
    after = len(wire.messages)
    wire.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": gone}})
    assert DYNAMIC in three.rules("llm-project.yaml", after)
    assert one.rules("llm-project.yaml", after) == set()


def test_a_named_configuration_takes_the_place_of_the_nearest(wire: Wire, tmp_path: Path) -> None:
    folder = Folder(wire, tmp_path / "app")
    folder.put("strict.toml", ERROR)
    folder.put("llm-project-lint.toml", OFF)
    folder.put("deep/llm-project.yaml", TUNED)
    introduce(wire, None, folder.path, options={"configuration": "strict.toml"})
    found = {one["code"]: one["severity"] for one in published(wire, folder.uri("deep/llm-project.yaml"))}
    assert found[DYNAMIC] == 1


def test_files_that_cannot_be_read_do_not_hide_the_others(wire: Wire, folder: Folder) -> None:
    (folder.path / "bytes.llm-project.yaml").write_bytes(b"\xef\xbb\xbfproject: {name: \xff\xfe}\n")
    (folder.path / "gone.llm-project.yaml").symlink_to(folder.path / "nowhere")
    (folder.path / "round.llm-project.yaml").symlink_to(folder.path / "round.llm-project.yaml")
    (folder.path / "folder.llm-project.yaml").mkdir()
    folder.put("huge.llm-project.yaml", "#" * 5_000_000)
    folder.put("z.llm-project.yaml", TUNED)
    introduce(wire, counts("utf-32"), folder.path)
    assert DYNAMIC in folder.rules("z.llm-project.yaml")
    (wrong,) = published(wire, folder.uri("bytes.llm-project.yaml"))
    assert (wrong["code"], wrong["range"]["start"]) == ("syntax-error", {"line": 0, "character": 16})
    assert "0xFF" in wrong["message"]
    (large,) = published(wire, folder.uri("huge.llm-project.yaml"))
    assert large["code"] == "syntax-error"


def test_nobody_who_does_not_want_it_gets_it(wire: Wire, folder: Folder) -> None:
    folder.put("llm-project.yaml", TUNED)
    introduce(wire, None, folder.path, options={"workspaceDiagnostics": False})
    folder.write("b.llm-project.yaml", TUNED)
    open_(wire, folder.uri("c.llm-project.yaml"), TUNED)
    assert DYNAMIC in folder.rules("c.llm-project.yaml")
    after = len(wire.messages)
    close_document(wire, folder.uri("c.llm-project.yaml"))
    assert folder.rules("c.llm-project.yaml", after) == set()
    wire.barrier()
    assert {params["uri"] for params in wire.told(PUSHED)} == {folder.uri("c.llm-project.yaml")}
    wire.notify("workspace/didChangeConfiguration", {"settings": {"llm-project-lint": {"language": "en"}}})
    wire.barrier()
    assert {params["uri"] for params in wire.told(PUSHED)} == {folder.uri("c.llm-project.yaml")}  # as said at the start
    wire.notify("workspace/didChangeConfiguration", {"settings": {"llm-project-lint": {"workspaceDiagnostics": True}}})
    assert DYNAMIC in folder.rules("llm-project.yaml")


@pytest.mark.parametrize("many, able", [(True, True), (False, True), (True, False)])
def test_progress_is_shown_where_it_takes_time(wire: Wire, folder: Folder, many: bool, able: bool) -> None:
    count = 45 if many else 5
    for number in range(count):
        folder.put(f"{number}.llm-project.yaml", TUNED)
    introduce(wire, PROGRESS if able else {}, folder.path)
    for number in range(count):
        folder.rules(f"{number}.llm-project.yaml")
    if not (many and able):
        wire.barrier()
        assert wire.told("$/progress") == []
        assert wire.told("window/workDoneProgress/create") == []
        return
    wire.heard("$/progress", lambda params: params["value"]["kind"] == "end")
    steps = wire.told("$/progress")
    assert [one["value"]["kind"] for one in steps] == ["begin", "report", "report", "end"]
    assert {one["token"] for one in steps} == {wire.told("window/workDoneProgress/create")[0]["token"]}
    assert [one["value"].get("percentage") for one in steps[:3]] == [0, 44, 88]
    assert "45" in steps[-1]["value"]["message"]


# -- pulled ------------------------------------------------------------------------------------------------------------


def workspace(wire: Wire, before: dict[str, Message] | None = None) -> dict[str, Message]:
    """The reports of all files, by URI; before: those of another time."""
    known = [{"uri": uri, "value": one["resultId"]} for uri, one in (before or {}).items() if "resultId" in one]
    items = wire.call("workspace/diagnostic", {"previousResultIds": known})["items"]
    found = {one["uri"]: one for one in items}
    assert len(found) == len(items)
    return found


def rules(report: Message) -> set[Any]:
    assert report["kind"] == "full"
    return {one["code"] for one in report["items"]}


def test_an_editor_that_pulls_asks_for_all_files(wire: Wire, folder: Folder) -> None:
    a = folder.put("a/llm-project.yaml", TUNED)
    b = folder.put("b/llm-project.yaml", QUIET)
    introduce(wire, merged(PULL, REFRESHES, WATCHES), folder.path)
    wire.asked(REFRESH)
    first = workspace(wire)
    assert first.keys() == {a, b}
    assert DYNAMIC in rules(first[a])
    assert DYNAMIC not in rules(first[b])
    second = workspace(wire, first)
    assert {uri: (one["kind"], one["resultId"]) for uri, one in second.items()} == {
        uri: ("unchanged", one["resultId"]) for uri, one in first.items()
    }
    # A file changes on the disk: it alone is new.
    wire.asked(REFRESH, folder.write("b/llm-project.yaml", TUNED))
    third = workspace(wire, first)
    assert third[a]["kind"] == "unchanged"
    assert DYNAMIC in rules(third[b])
    # It is opened: the editor's text counts, at its version.
    open_(wire, b, QUIET, 4)
    fourth = workspace(wire, third)
    assert fourth[b]["version"] == 4
    assert DYNAMIC not in rules(fourth[b])
    assert pulled(wire, b) == fourth[b]["items"]
    change(wire, b, 5, {"text": TUNED})
    assert DYNAMIC in {one["code"] for one in pulled(wire, b)}
    close_document(wire, b)
    assert DYNAMIC in rules(workspace(wire, fourth)[b])
    # One is deleted: what was said of it is taken back once.
    wire.asked(REFRESH, folder.remove("a/llm-project.yaml"))
    fifth = workspace(wire, third)
    assert rules(fifth[a]) == set()
    assert workspace(wire, {b: fifth[b]}).keys() == {b}
    # The configuration changes: everything is new.
    wire.asked(REFRESH, folder.write("llm-project-lint.toml", OFF))
    assert DYNAMIC not in rules(workspace(wire, fifth)[b])
    # A wrong one is told of itself.
    wire.asked(REFRESH, folder.write("llm-project-lint.toml", "oops\n"))
    sixth = workspace(wire)
    assert sixth.keys() == {b, folder.uri("llm-project-lint.toml")}
    assert rules(sixth[folder.uri("llm-project-lint.toml")]) == {"configuration"}
    wire.asked(REFRESH, folder.write("llm-project-lint.toml", ""))
    assert workspace(wire, sixth).keys() >= {b}
    assert wire.told(PUSHED) == []
    assert all(one["items"] == [] for uri, one in workspace(wire, sixth).items() if uri != b)


def test_who_asks_at_once_waits_for_the_first_search(wire: Wire, folder: Folder) -> None:
    uri = folder.put("llm-project.yaml", TUNED)
    introduce(wire, PULL, folder.path)
    first = workspace(wire, {uri: {"resultId": "17"}})  # of another server
    assert DYNAMIC in rules(first[uri])
    with Wire() as other:
        introduce(other, PULL, folder.path)
        assert workspace(other, first)[uri]["kind"] == "full", "what another process has said is nothing to this one"


def test_a_file_that_is_shown_but_not_open(wire: Wire, folder: Folder) -> None:
    uri = folder.put("llm-project.yaml", TUNED)
    introduce(wire, PULL, folder.path)
    found = workspace(wire)[uri]
    assert pulled(wire, uri) == found["items"]
    params = {**document(uri), "previousResultId": found["resultId"]}
    assert wire.call("textDocument/diagnostic", params)["kind"] == "unchanged"
    open_(wire, uri, QUIET)
    assert DYNAMIC not in {one["code"] for one in pulled(wire, uri)}


def test_a_pull_of_the_workspace_gives_nothing_where_it_is_not_wanted(wire: Wire, folder: Folder) -> None:
    folder.put("llm-project.yaml", TUNED)
    introduce(wire, merged(PULL, REFRESHES), folder.path, options={"workspaceDiagnostics": False})
    wire.asked(REFRESH)
    assert workspace(wire) == {}
    open_(wire, folder.uri("llm-project.yaml"), TUNED)
    assert DYNAMIC in {one["code"] for one in pulled(wire, folder.uri("llm-project.yaml"))}
    report = wire.call("textDocument/diagnostic", {"textDocument": {"uri": folder.uri("unknown.yaml")}})
    assert (report["kind"], report["items"]) == ("full", [])


# -- what reviewers found ----------------------------------------------------------------------------------------------


def test_a_link_and_its_target_are_two_documents(wire: Wire, folder: Folder) -> None:
    target = folder.put("a.llm-project.yaml", TUNED)
    (folder.path / "b.llm-project.yaml").symlink_to(folder.path / "a.llm-project.yaml")
    link = folder.uri("b.llm-project.yaml")
    introduce(wire, None, folder.path)
    for uri in (target, link):
        open_(wire, uri, TUNED)
        assert DYNAMIC in {one["code"] for one in published(wire, uri, 1)}
    change(wire, target, 2, {"text": QUIET})
    assert DYNAMIC not in {one["code"] for one in published(wire, target, 2)}
    change(
        wire,
        link,
        2,
        {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "#"},
    )
    assert "choice-missing" not in {one["code"] for one in published(wire, link, 2)}
    close_document(wire, link)
    change(wire, target, 3, {"text": TUNED})
    assert DYNAMIC in {one["code"] for one in published(wire, target, 3)}


def test_a_file_is_one_however_its_uri_is_spelt(wire: Wire, folder: Folder) -> None:
    ours = folder.put("c@d (1).llm-project.yaml", TUNED)
    theirs = ours.replace("%40", "@").replace("%28", "(").replace("%29", ")")
    assert ours != theirs
    introduce(wire, None, folder.path)
    assert published(wire, ours)
    before = len(wire.messages)
    open_(wire, theirs, QUIET)
    assert DYNAMIC not in {one["code"] for one in published(wire, theirs, 1)}
    assert published(wire, ours, None, before) == []
    folder.write("other.llm-project.yaml", TUNED)
    assert DYNAMIC in folder.rules("other.llm-project.yaml")
    assert published(wire, ours, None, before) == []
    close_document(wire, theirs)
    wire.barrier()
    last = [params for params in wire.told(PUSHED) if params["uri"] in (ours, theirs)][-1]
    assert last["uri"] == theirs
    assert DYNAMIC in {one["code"] for one in last["diagnostics"]}


def test_what_is_pulled_under_another_spelling_goes(wire: Wire, folder: Folder) -> None:
    ours = folder.put("c@d.llm-project.yaml", TUNED)
    theirs = ours.replace("%40", "@")
    introduce(wire, merged(counts("utf-16"), PULL), folder.path)
    wire.until(lambda: workspace(wire) or None, "no file was found")
    found = workspace(wire, {ours: {"resultId": "1"}, theirs: {"resultId": "2"}})
    assert sum(bool(one["items"]) for one in found.values() if one["kind"] == "full") == 1
    assert sum(one["items"] == [] for one in found.values() if one["kind"] == "full") == 1


def test_a_mended_configuration_is_quiet_again(wire: Wire, folder: Folder) -> None:
    folder.put("llm-project.yaml", TUNED)
    toml = folder.put("llm-project-lint.toml", "bogus = 1\n")
    introduce(wire, merged(counts("utf-16"), PULL), folder.path)
    first = wire.until(lambda: ((found := workspace(wire)) and toml in found and found) or None, "nothing of the file")
    assert "bogus" in first[toml]["items"][0]["message"]
    assert workspace(wire, first)[toml]["kind"] == "unchanged"
    folder.write("llm-project-lint.toml", OFF)
    mended = wire.until(
        lambda: ((found := workspace(wire, first))[toml]["kind"] == "full" and found) or None, "no change"
    )
    assert mended[toml]["items"] == []


def test_files_that_vanish_while_they_are_asked_for_do_no_harm(wire: Wire, folder: Folder) -> None:
    for number in range(300):
        folder.put(f"d{number % 3}/p{number}.llm-project.yaml", TUNED)
    introduce(wire, merged(counts("utf-16"), PULL), folder.path)
    wire.until(lambda: len(workspace(wire)) == 300 or None, "not all were found")
    folder.write("llm-project-lint.toml", OFF)
    asked = wire.ask("workspace/diagnostic", {"previousResultIds": []})
    shutil.rmtree(folder.path / "d1")
    folder.tell(("d1", DELETED))
    assert "result" in wire.answer(asked)
    wire.until(lambda: len(workspace(wire)) == 200 or None, "they are still there")


def test_nothing_of_a_file_is_shown_in_a_window(wire: Wire, folder: Folder) -> None:
    folder.put("llm-project.yaml", TUNED)
    folder.put("llm-project-lint.toml", '"[Fix it](command:workbench.action.terminal.new)" = 1\n')
    introduce(wire, merged(counts("utf-16"), PULL), folder.path)
    shown = wire.heard("window/showMessage", lambda params: True)
    assert "command:" not in shown["message"]
    folder.write("llm-project.yaml", QUIET)
    wire.until(lambda: any("items" in one for one in workspace(wire).values()) or None, "nothing was found")
    wire.barrier()
    assert len(wire.told("window/showMessage")) == 1


@pytest.mark.parametrize("section", [{}, None, {"other": 1}, {"llm-project-lint": {}}, {"llm-project-lint": None}])
def test_settings_go_back(wire: Wire, folder: Folder, section: Any) -> None:
    folder.put("off.toml", OFF)
    uri = folder.put("llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    open_(wire, uri, TUNED)
    assert DYNAMIC in {one["code"] for one in published(wire, uri, 1)}
    before = len(wire.messages)
    named = {"llm-project-lint": {"configuration": "./off.toml"}}
    wire.notify("workspace/didChangeConfiguration", {"settings": named})
    assert DYNAMIC not in {one["code"] for one in published(wire, uri, 1, before)}
    # It is watched by the name that it has, however the setting spells it.
    assert DYNAMIC in {one["code"] for one in published(wire, uri, 1, folder.write("off.toml", ""))}
    assert DYNAMIC not in {one["code"] for one in published(wire, uri, 1, folder.write("off.toml", OFF))}
    before = len(wire.messages)
    wire.notify("workspace/didChangeConfiguration", {"settings": section})
    assert DYNAMIC in {one["code"] for one in published(wire, uri, 1, before)}


@pytest.mark.parametrize("answer", [None, [], 5, [5], [None]])
def test_files_are_checked_whatever_is_answered_for_the_settings(wire: Wire, folder: Folder, answer: Any) -> None:
    folder.put("llm-project.yaml", TUNED)
    wire.answers["workspace/configuration"] = lambda _: answer
    introduce(wire, {"workspace": {"configuration": True}}, folder.path)
    assert DYNAMIC in folder.rules("llm-project.yaml")


def test_a_client_that_watches_nothing_sees_a_configuration_when_it_is_saved(wire: Wire, folder: Folder) -> None:
    uri = folder.put("llm-project.yaml", TUNED)
    other = folder.put("other.llm-project.yaml", TUNED)
    introduce(wire, None, folder.path)
    open_(wire, uri, TUNED)
    assert DYNAMIC in {one["code"] for one in published(wire, uri, 1)}
    assert published(wire, other)
    before = len(wire.messages)
    toml = folder.put("llm-project-lint.toml", OFF)
    wire.notify("textDocument/didSave", {"textDocument": {"uri": toml}})
    assert DYNAMIC not in {one["code"] for one in published(wire, uri, 1, before)}
    assert DYNAMIC not in {one["code"] for one in published(wire, other, None, before)}


def test_a_view_of_what_a_file_was_is_left_alone(wire: Wire) -> None:
    introduce(wire)
    open_(wire, "git:/x/llm-project.yaml?ref", TUNED, language="llm-project")
    open_(wire, "untitled:llm-project.yaml", TUNED)
    open_(wire, "vscode-remote://wsl%2Bubuntu/x/llm-project.yaml", TUNED)
    for uri in ("untitled:llm-project.yaml", "vscode-remote://wsl%2Bubuntu/x/llm-project.yaml"):
        assert DYNAMIC in {one["code"] for one in published(wire, uri, 1)}
    wire.barrier()
    assert not [params for params in wire.told(PUSHED) if params["uri"].startswith("git:")]
