"""Finding, reading and writing files, on real folders and held against git itself."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llm_project_lint import discovery, files
from llm_project_lint.discovery import find
from llm_project_lint.errors import UsageError
from llm_project_lint.source import decode
from llm_project_lint.texts.discovery import TEXTS

NAME = "llm-project.yaml"
POSIX = pytest.mark.skipif(os.name == "nt", reason="needs POSIX")
UNPRIVILEGED = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
GIT = {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("version: 1\n", encoding="utf-8")


def git(folder: str | Path, *arguments: str) -> bytes:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**inherited, **GIT}
    return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True, env=environment).stdout


def shown(*paths: str) -> list[str]:
    found = find(paths)
    assert found.faults == ()
    return [file.shown for file in found.files]


# Names and places


def test_project_files_are_known_by_their_names(here: Path) -> None:
    put(here, NAME, "llm-project.yml", "bot.llm-project.yaml", "bot.llm-project.yml", ".llm-project.yaml")
    put(here, "project.yaml", "llm-project.yaml.bak", "my-llm-project.yaml", "llm-project.json", "LLM-PROJECT.YAML.txt")
    (here / "folder.llm-project.yaml").mkdir()
    expected = [".llm-project.yaml", "bot.llm-project.yaml", "bot.llm-project.yml", NAME, "llm-project.yml"]
    assert shown() == expected


def test_folders_are_searched_to_any_depth_and_in_order(here: Path) -> None:
    put(here, f"b/{NAME}", f"a/z/{NAME}", f"a-b/{NAME}", "a/b.llm-project.yaml", f".github/{NAME}")
    put(here, "/".join(["deep"] * 100) + f"/{NAME}")
    assert shown() == sorted(shown())
    assert shown(str(here / "b"), "a-b", "a") == [f"a-b/{NAME}", "a/b.llm-project.yaml", f"a/z/{NAME}", f"b/{NAME}"]
    assert shown()[:4] == [f".github/{NAME}", f"a-b/{NAME}", "a/b.llm-project.yaml", f"a/z/{NAME}"]
    assert len(shown()) == 6


@pytest.mark.parametrize("folder", sorted(discovery.SKIPPED))
def test_what_tools_wrote_is_skipped_unless_named(here: Path, folder: str) -> None:
    put(here, f"{folder}/{NAME}", f"a/{folder}/b/{NAME}")
    assert shown() == []
    assert shown(folder) == [f"{folder}/{NAME}"]
    assert shown(f"a/{folder}/b/{NAME}") == [f"a/{folder}/b/{NAME}"]


def test_a_named_file_is_taken_whatever_it_is_called(here: Path) -> None:
    put(here, "decision.yaml", "ignored/notes.txt")
    (here / ".gitignore").write_text("*\n")
    assert shown("decision.yaml", "ignored/notes.txt") == ["decision.yaml", "ignored/notes.txt"]


@pytest.mark.parametrize(
    "paths",
    [
        ("a", "a"),
        (".", "a", "a/b"),
        ("a/b", "."),
        (f"a/b/{NAME}", "./a//b/../b/" + NAME, "a"),
        (f"{{here}}/a/b/{NAME}", f"a/b/{NAME}"),
        ("{here}", "."),
    ],
)
def test_a_file_is_found_once(here: Path, paths: tuple[str, ...]) -> None:
    put(here, f"a/b/{NAME}")
    assert shown(*(path.format(here=here) for path in paths)) == [f"a/b/{NAME}"]


def test_paths_are_shown_from_the_current_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, f"inside/sub/{NAME}", f"outside/{NAME}", f"inside/a..b/{NAME}")
    monkeypatch.chdir(here / "inside")
    below = [f"a..b/{NAME}", f"sub/{NAME}"]
    assert shown() == shown(".") == shown("./") == shown(str(here / "inside")) == shown("sub/..") == below
    assert shown("sub/") == shown("./sub") == shown(f"sub/{NAME}") == shown("../inside/sub") == [f"sub/{NAME}"]
    assert shown("a..b") == [f"a..b/{NAME}"]
    assert shown("../outside") == shown("../outside/") == shown(f"../outside/{NAME}") == [f"../outside/{NAME}"]
    assert shown(str(here / "outside")) == [f"{here.as_posix()}/outside/{NAME}"]
    for file in find(["..", "sub", f"../outside/{NAME}"]).files:
        assert Path(file.path).read_text() == "version: 1\n"


def test_a_folder_without_project_files_is_told_apart(here: Path) -> None:
    put(here, f"full/{NAME}", "bare/notes.md")
    assert find(["full", "bare"]).empty == ("bare",)
    assert find(["bare"]) == discovery.Found((), (), ("bare",))
    assert find([]).empty == ()


@POSIX
@pytest.mark.parametrize(
    "name",
    ["a\nb", "-rf", "--fix", "two words", "数据/项目", "\u202egnp", "$(id)", "a\\b", "*", "[x]", "~", "a\tb ", "'\""],
)
@pytest.mark.parametrize("ignoring", [False, True])
def test_odd_names_are_names(here: Path, name: str, ignoring: bool) -> None:
    put(here, f"{name}/{NAME}", f"x/{name}/{name}.llm-project.yaml")
    if ignoring:
        (here / ".gitignore").write_text("*.pyc\nbuild/\n?\\\n[\n**/*[!l]/none\n")
    expected = [f"{name}/{NAME}", f"x/{name}/{name}.llm-project.yaml"]
    assert shown() == sorted(expected)
    assert shown(f"{name}/{NAME}", f"./{name}") == [f"{name}/{NAME}"]
    assert files.read(find([]).files[0].path) == b"version: 1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
@pytest.mark.parametrize("ignoring", [False, True])
def test_names_need_not_be_text(here: Path, ignoring: bool) -> None:
    name = os.fsdecode(b"\xff\xfe")
    put(here, f"{name}/{NAME}", f"{os.fsdecode(bytes([0xE9]))}/{NAME}")
    if ignoring:
        (here / ".gitignore").write_bytes(b"\xff*\n\xe9\n")
    assert len(shown()) == (0 if ignoring else 2)
    assert shown(name) == [f"{name}/{NAME}"]
    assert files.read(f"{name}/{NAME}") == b"version: 1\n"


# What cannot be checked


@pytest.mark.parametrize("path", ["", "none", "none/", f"{NAME}/below", "nul\0", "a" * 5000])
def test_a_path_that_leads_nowhere_ends_the_run(here: Path, path: str) -> None:
    put(here, NAME)
    with pytest.raises(UsageError, match="name"):
        find([path])
    with pytest.raises(UsageError, match=r"[\u4e00-\u9fff]"):
        find([path], "zh")


@POSIX
def test_pipes_and_devices_end_the_run_instead_of_stopping_it(here: Path) -> None:
    os.mkfifo("pipe")
    os.mkfifo(NAME)
    for path in ("pipe", "/dev/null"):
        with pytest.raises(UsageError, match="`-`"):
            find([path])
        with pytest.raises(UsageError, match="a regular file"):
            files.read(path)
    assert shown() == []


@POSIX
def test_names_in_messages_do_nothing_to_a_terminal(here: Path) -> None:
    with pytest.raises(UsageError) as raised:
        find(["\x1b[2Jno\nne\udcff\u202e"])
    assert str(raised.value).isprintable()
    with pytest.raises(UsageError, match="`没有`"):
        find(["没有"])


@UNPRIVILEGED
def test_an_unreadable_folder_is_reported_and_the_rest_searched(here: Path) -> None:
    put(here, NAME, f"locked/{NAME}")
    (here / "locked").chmod(0)
    try:
        found = find([])
    finally:
        (here / "locked").chmod(0o700)
    assert [file.shown for file in found.files] == [NAME]
    assert [path for path, _ in found.faults] == ["locked"]


def test_a_folder_that_fails_is_reported_and_the_rest_searched(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, NAME, f"a/locked/{NAME}", f"b/{NAME}")
    scandir = os.scandir

    def guarded(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find([], "en")
    assert [file.shown for file in found.files] == [f"b/{NAME}", NAME]
    assert [path for path, _ in found.faults] == ["a/locked"]
    assert len(find([".", "a"]).faults) == 1
    assert "permission denied" in found.faults[0][1]
    assert "权限不足" in find(["a"], "zh").faults[0][1]
    assert find(["a/locked"]).faults[0][0] == "a/locked/"


# Symbolic links


@POSIX
def test_links_to_folders_are_not_followed_unless_named(here: Path) -> None:
    put(here, f"real/{NAME}")
    (here / "link").symlink_to("real")
    (here / "real/loop").symlink_to("..")
    assert shown() == [f"real/{NAME}"]
    assert shown("link") == [f"link/{NAME}"]
    assert len(shown("link", "real")) == 1
    # Behind a link `..` is not what the text says.
    put(here, "elsewhere/sub/x", "elsewhere/own.yaml")
    (here / "far").symlink_to("elsewhere/sub")
    assert shown("far/../own.yaml") == ["elsewhere/own.yaml"]


@POSIX
def test_links_lead_to_what_is_searched_only(here: Path) -> None:
    put(here, "search/docs/decision.yaml", "secret.yaml", "search/node_modules/x/secret.yaml", "search/.env")
    (here / "search/.gitignore").write_text(".env\n")
    git(here / "search", "init", "-q")
    for folder, target in {
        "good": "../docs/decision.yaml",
        "outside": "../../secret.yaml",
        "absolute": "/etc/passwd",
        "password": "../.git/config",
        "skipped": "../node_modules/x/secret.yaml",
        "ignored": "../.env",
        "broken": "nothing",
        "loop": NAME,
        "folder": "../docs",
        "chain": f"../outside/{NAME}",
    }.items():
        (here / "search" / folder).mkdir()
        (here / "search" / folder / NAME).symlink_to(target)
    assert shown("search") == [f"search/good/{NAME}"]
    assert shown(f"search/outside/{NAME}") == [f"search/outside/{NAME}"]


@POSIX
def test_a_file_found_under_its_own_name_goes_by_it(here: Path) -> None:
    put(here, f"z/{NAME}")
    (here / NAME).symlink_to(f"z/{NAME}")
    assert shown() == [f"z/{NAME}"]
    assert shown(NAME) == [NAME]


# What git ignores


def agree(folder: Path, below: str = ".") -> list[str]:
    """What is found and what git lists are the same; returns it, relative to the folder searched."""
    listed = git(folder / below, "ls-files", "-co", "-z", "--exclude-standard").split(b"\0")
    expected = sorted(os.fsdecode(path) for path in listed if path.endswith((b".yaml", b".yml")))
    before = os.getcwd()
    os.chdir(folder / below)
    try:
        assert shown() == expected
    finally:
        os.chdir(before)
    return expected


def test_patterns_mean_what_they_mean_to_git(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    for folder in "a", "a/b", "a/b/c", "build", "a/build", "docs/old", "docs/new", "x y", "#x", "!x", "logs", "keep":
        put(tmp_path, f"{folder}/{NAME}", f"{folder}/t.llm-project.yaml")
    (tmp_path / ".gitignore").write_bytes(
        b"\xef\xbb\xbfkeep\n# comment\n\n/build/\ndocs/*\n!docs/new\n"
        b"x\\ y  \n\\#x\n\\!x\r\na/**/c\nlog[a-s]/\n!logs/\n  \n/\n!\n"
    )
    (tmp_path / "a/.gitignore").write_text(f"/{NAME}\n!/b/{NAME}\nt.*\n")
    (tmp_path / "a/b/.gitignore").write_text("!t.*\n")
    (tmp_path / "docs/.gitignore").write_text("*.yaml\n")
    (tmp_path / "docs/new/.gitignore").write_text(f"!{NAME}\n")
    (tmp_path / ".git/info").mkdir(exist_ok=True)
    (tmp_path / ".git/info/exclude").write_text("logs/t*\n!/build/\n")
    assert f"docs/new/{NAME}" in agree(tmp_path)
    for below in "a", "a/b", "docs/new", "logs":
        assert agree(tmp_path, below)


@pytest.mark.parametrize(
    "patterns",
    [
        f"{NAME}\n!/ke*\n",  # the folder is meant, not what lies in it
        "**/k*p\n",
        "keep/\r\n!sub\r\n",
        "end\\ \n",
        "en?\\   \nkeep   \n",
        "/*\n!/keep/\n/keep/*\n!/keep/sub/\n",
        "keep/**\n!keep/sub\n!keep/sub/**\n",
        "sub/x*\n/sub\n",
        "k[a-f]*/sub/*.yaml\n",
    ],
)
@POSIX
def test_fine_points_are_those_of_git(tmp_path: Path, patterns: str) -> None:
    git(tmp_path, "init", "-q")
    for folder in "keep", "keep/sub", "keep/other", "sub/x", "end ", "end":
        put(tmp_path, f"{folder}/{NAME}", f"{folder}/t.llm-project.yaml")
    put(tmp_path, NAME)
    every = len(agree(tmp_path))
    (tmp_path / ".gitignore").write_bytes(patterns.encode())
    assert 0 < len(agree(tmp_path)) < every


SEGMENT = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "a b",
        "数据",
        "*",
        "**",
        "a*",
        "*b",
        "?",
        "a?",
        "*a*",
        "数*",
        ".g*",
        "llm*",
        "[ab]",
        "[!a]",
        "[a-b]b",
        "]",
        "\\a",
        "\\#a",
        "b\\ ",
        "#a",
        "!b",
        "*.yaml",
        "llm-project.yaml",
        "*.llm-project.y*ml",
    ]
)
LINE = st.builds(
    lambda negation, anchor, segments, end: negation + anchor + "/".join(segments) + end,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(SEGMENT, min_size=1, max_size=3),
    st.sampled_from(["", "", "/", " "]),
)
FOLDER = st.lists(st.sampled_from(["a", "b", "ab", "a b", "#a", "!b", "数据", ".github"]), max_size=4).map("/".join)
TREE = st.dictionaries(FOLDER, st.lists(LINE, max_size=4), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def repository() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        git(folder, "init", "-q", "--template=")
        (Path(folder) / ".git/info").mkdir()
        yield Path(folder)


@settings(deadline=None, max_examples=60)
@given(TREE, st.lists(LINE, max_size=2))
def test_git_lists_the_same_files(repository: Path, tree: dict[str, list[str]], exclude: list[str]) -> None:
    for child in repository.iterdir():
        if child.name == ".gitignore":
            child.unlink()
        elif child.is_dir() and child.name != ".git":
            shutil.rmtree(child)
    for folder, lines in tree.items():
        put(repository, f"{folder}/{NAME}" if folder else NAME, f"{folder}/a.llm-project.yml" if folder else NAME)
        (repository / folder / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    (repository / ".git/info/exclude").write_text("\n".join(exclude), encoding="utf-8")
    expected = agree(repository)
    for folder in tree:
        # A folder that is itself ignored is searched when somebody names it; git lists nothing there.
        if folder and any(path.startswith(f"{folder}/") for path in expected):
            agree(repository, folder)


def test_outside_a_repository_patterns_count_from_the_searched_folder(here: Path) -> None:
    put(here, f"a/b/{NAME}", f"a/c/{NAME}")
    (here / ".gitignore").write_text("b/\n")
    (here / "a/.gitignore").write_text("c/\n")
    assert shown() == []
    assert shown("a") == [f"a/b/{NAME}"]


def test_a_repository_within_another_answers_for_itself(here: Path) -> None:
    put(here, f"inner/x/{NAME}", f"inner/y/{NAME}", f"x/{NAME}")
    (here / ".gitignore").write_text("x/\n")
    git(here, "init", "-q")
    git(here / "inner", "init", "-q")
    (here / "inner/.git/info").mkdir(exist_ok=True)
    (here / "inner/.git/info/exclude").write_text("y\n")
    assert shown() == shown("inner") == [f"inner/x/{NAME}"]
    assert agree(here / "inner") == [f"x/{NAME}"]


def test_a_further_work_tree_shares_what_is_excluded(here: Path) -> None:
    git(here, "init", "-q", "main")
    git(here / "main", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "first")
    git(here / "main", "worktree", "add", "-q", "../second")
    (here / "main/.git/info").mkdir(exist_ok=True)
    (here / "main/.git/info/exclude").write_text("drafts\n")
    put(here, f"second/drafts/{NAME}", f"second/sub/drafts/{NAME}", f"second/sub/{NAME}")
    assert shown("second") == shown("second/sub") == [f"second/sub/{NAME}"]
    assert agree(here / "second") == [f"sub/{NAME}"]


@POSIX
def test_patterns_are_read_from_files_only(here: Path) -> None:
    put(here, f"pipe/{NAME}", f"link/{NAME}", f"folder/{NAME}")
    os.mkfifo(here / "pipe/.gitignore")
    (here / "everything").write_text("*\n")
    (here / "link/.gitignore").symlink_to("../everything")
    (here / "folder/.gitignore").mkdir()
    assert len(shown()) == 3


@pytest.mark.parametrize(
    "line", ["[z-a]", "[", "a[", "foo\\", "//", "!/", "[[:alpha:]]", "***", "a//b/", "\\", "[]", "/**/"]
)
def test_no_pattern_ends_the_run(here: Path, line: str) -> None:
    put(here, f"services/{NAME}")
    (here / ".gitignore").write_text(f"{line}\nx\n")
    shown()


def test_the_pattern_library_is_imported_only_where_a_pattern_may_match(here: Path) -> None:
    put(here, f"services/{NAME}")
    code = "import sys; from llm_project_lint.discovery import find; find([]); print('pathspec' in sys.modules)"

    def imported() -> str:
        return subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.strip()

    (here / ".gitignore").write_text("# none\n\nbuild/\n*.py[cod]\n.env.*\n/docs/_build\n")
    assert imported() == "False"
    (here / ".gitignore").write_text("serv*s/\n")
    assert imported() == "True"


# Reading


@pytest.mark.parametrize("data", [b"", b"version: 1\r\n", b"\xff\xfe\x00", b"x" * 300_000])
def test_a_file_is_read_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert files.read(str(tmp_path / NAME)) == data


def test_of_a_large_file_no_more_is_read_than_shows_it(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as stream:
        stream.truncate(50 * 2**20)
    data = files.read(str(tmp_path / NAME))
    assert len(data) == files.MOST_BYTES
    problems = decode(NAME, data)[1]
    assert [problem.text for problem in problems] == ["too-large"]
    (tmp_path / NAME).write_bytes(b"a" * (files.MOST_BYTES - 1))
    assert len(files.read(str(tmp_path / NAME))) == files.MOST_BYTES - 1


@pytest.mark.parametrize("path", ["none", ".", "nul\0"])
def test_what_cannot_be_read_is_a_fault(here: Path, path: str) -> None:
    with pytest.raises(UsageError, match="cannot be read: "):
        files.read(path)
    with pytest.raises(UsageError, match=r"无法读取：[\u4e00-\u9fff]"):
        files.read(path, "zh")


# Writing


def test_a_file_is_replaced_in_one_step(here: Path) -> None:
    put(here, NAME)
    with open(NAME, "rb") as reader:
        if os.name != "nt":
            files.write(NAME, b"new")
            assert reader.read() == b"version: 1\n"
    files.write(NAME, b"newer")
    files.write("fresh.txt", b"")
    assert Path(NAME).read_bytes() == b"newer"
    assert sorted(os.listdir()) == ["fresh.txt", NAME]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_mode_and_links_stay(here: Path, mode: int) -> None:
    put(here, "real/file.yaml")
    (here / "real/file.yaml").chmod(mode)
    (here / NAME).symlink_to("real/file.yaml")
    files.write(NAME, b"new")
    assert Path(NAME).is_symlink()
    assert Path("real/file.yaml").read_bytes() == b"new"
    assert stat.S_IMODE(Path("real/file.yaml").stat().st_mode) == mode
    assert os.listdir("real") == ["file.yaml"]


@POSIX
def test_a_new_file_has_the_usual_mode(here: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write("report.txt", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("report.txt").stat().st_mode) == 0o640


@POSIX
def test_devices_and_pipes_are_written_to(here: Path) -> None:
    files.write("/dev/null", b"x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write("pipe", b"through")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)


@pytest.mark.parametrize("path", [".", "none/x", "nul\0", "a" * 300])
def test_what_cannot_be_written_is_a_fault(here: Path, path: str) -> None:
    with pytest.raises(UsageError, match="cannot be written: "):
        files.write(path, b"x")
    with pytest.raises(UsageError, match=r"无法写入：[\u4e00-\u9fff]"):
        files.write(path, b"x", "zh")
    assert os.listdir() == []


def test_a_protected_file_is_not_replaced(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(here, NAME)
    Path(NAME).chmod(0o444)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UsageError, match="permission denied"):
        files.write(NAME, b"x")
    assert Path(NAME).read_bytes() == b"version: 1\n"
    assert os.listdir() == [NAME]


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


def stop(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("trouble, expected", [(full, UsageError), (stop, KeyboardInterrupt)])
def test_nothing_is_left_behind(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    trouble: Callable[..., None],
    expected: type[BaseException],
) -> None:
    put(here, NAME)
    monkeypatch.setattr(os, step, trouble)
    with pytest.raises(expected):
        files.write(NAME, b"half")
    assert os.listdir() == [NAME]
    assert Path(NAME).read_bytes() == b"version: 1\n"


def test_every_reason_is_one_the_system_gives() -> None:
    assert {key for key in TEXTS if key.isupper()} <= set(errno.errorcode.values())
