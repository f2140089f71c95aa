"""A pack that misbehaves is refused at the place where it does, and nothing that it leads to is run or read."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.run import Done, lint

ACME = Path(__file__).parent / "acme"
ABOUT, FACTS, SOURCES, THRESHOLDS = "pack.yaml", "facts.schema.yaml", "sources.yaml", "thresholds.yaml"
REVIEW, CONTRACT = "maintenance/vendor-review-old.yaml", "cost/contract-ends-soon.yaml"
SECRET, DRIVER = "security/secret-data-leaves.yaml", "drivers/many-tenants.yaml"
OLD = "today - acme.vendor_review > threshold.acme_review_age"
"""The condition of `REVIEW`."""
MESSAGE = "The vendor was last reviewed on {acme.vendor_review}."
TEXT = """\
project: {stage: pilot}
approach: {choice: rag, model: {hosting: api}}
acme:
  data_class: secret
  vendor_review: 2024-01-01
  tenants: 70
  contracts: [{name: hosting, ends: 2026-12-01}]
"""
SLOW = 10
"""Seconds in which every run must have ended."""
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]")
Change = Callable[[Path], object]

_events: list[tuple[str, str]] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _events is not None and event.startswith(("open", "os.", "subprocess", "socket", "import", "exec", "urllib")):
        _events.append((event, str(arguments[0]) if arguments else ""))


sys.addaudithook(_listen)


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """What Python opens, lists, imports, starts and connects to meanwhile."""
    global _events
    _events = []
    try:
        yield _events
    finally:
        _events = None


def pack(folder: Path, name: str = "acme") -> Path:
    """A project with the worked example of a pack, which is to be changed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "llm-project.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "llm-project-lint.toml").write_text('packs = ["./acme"]\n', encoding="utf-8")
    shutil.copytree(ACME, folder / name)
    return folder / name


def put(path: Path, old: str, new: str) -> None:
    """Write something in the place of something else, once."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def place(path: Path, mark: str) -> str:
    """Line and column of a part of a file."""
    before = path.read_text(encoding="utf-8").partition(mark)[0]
    assert len(before) < path.stat().st_size or not mark
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def check(folder: Path, *options: str) -> Done:
    """Check the project; the run ends soon, and never as a mistake of ours."""
    start = time.monotonic()
    done = lint("check", "--today", "2026-11-22", *options, cwd=folder)
    assert time.monotonic() - start < SLOW
    assert "Traceback" not in done.err
    assert "a mistake of llm-project-lint itself" not in done.err
    return done


def refuse(folder: Path, where: str, said: str) -> None:
    """The run fails with one line that begins with the place, and nothing was started or connected to."""
    with watched() as events:
        done = check(folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {where}: "), done.err
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert CONTROL.search(done.err) is None
    assert not [event for event in events if event[0].startswith(("subprocess", "socket", "urllib", "os.system"))]


def refuse_change(folder: Path, file: str, old: str, new: str, mark: str, said: str) -> None:
    """The same for a pack in which one text of a file was replaced. mark: what stands at the place of the mistake."""
    path = pack(folder) / file
    put(path, old, new)
    refuse(folder, f"acme/{file}:{place(path, mark)}", said)


def rules(done: Done) -> set[str]:
    """The rules with a finding, of a run with `--format json`."""
    return {finding["rule"] for finding in json.loads(done.out)["findings"]}


def test_the_pack_itself_is_used(tmp_path: Path) -> None:
    pack(tmp_path)
    found = rules(check(tmp_path, "--format", "json"))
    assert {"acme/vendor-review-old", "acme/secret-data-leaves", "acme/contract-ends-soon"} <= found


# -- facts ------------------------------------------------------------------------------------------------------------

CLASS = '$ref: "#/$defs/class"'
NAME = "type: string, examples: [model hosting]"
ENUM = "enum: [public, internal, secret]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CLASS, 'type: string\n    pattern: "^(a+)+$"'),
        (NAME, f'{NAME}, pattern: "^(a+)+$"'),
        (ENUM, f'{ENUM}\n    pattern: "(a|a)*"'),
        ("required: [name]", 'required: [name]\n      pattern: "(a|a)*"'),
        ("$defs:\n", 'pattern: "."\n$defs:\n'),
    ],
)
def test_facts_have_no_patterns(tmp_path: Path, old: str, new: str) -> None:
    refuse_change(tmp_path, FACTS, old, new, "pattern", "`pattern` cannot stand in the schema of a pack")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ('"http://127.0.0.1:9/schema.json"', "only references that begin with `#/$defs/` are followed"),
        ('"https://example.org/schema.json#/$defs/class"', "only references that begin with"),
        ('"file:///etc/passwd"', "only references that begin with"),
        ('"../../secret.yaml"', "only references that begin with"),
        ('"other.yaml#/$defs/class"', "only references that begin with"),
        ('"#"', "only references that begin with"),
        ('"#/properties/tenants"', "only references that begin with"),
        ("7777", "only references that begin with"),
        ('"#/$defs/"', "there is no definition ``"),
        ('"#/$defs/clas"', "there is no definition `clas`; did you mean `#/$defs/class`?"),
        ('"#/$defs/class/../date"', "there is no definition `class/../date`"),
        ('"#/$defs/project"', "there is no definition `project`"),
    ],
)
def test_a_reference_leads_to_a_definition(tmp_path: Path, new: str, said: str) -> None:
    refuse_change(tmp_path, FACTS, '"#/$defs/class"', new, new, said)


def definitions(text: str) -> Change:
    return lambda folder: put(folder / FACTS, "$defs:\n", f"$defs:\n{text}")


def chain(length: int) -> str:
    return "".join(f'  d{at}: {{$ref: "#/$defs/d{at + 1}"}}\n' for at in range(length))


def laughs(levels: int, width: int) -> str:
    """Definitions of which each uses the next one many times."""
    lines = []
    for at in range(levels):
        fields = ", ".join(f'f{one}: {{$ref: "#/$defs/d{at + 1}"}}' for one in range(width))
        lines.append(f"  d{at}: {{type: object, properties: {{{fields}}}}}\n")
    return "".join(lines) + f"  d{levels}: {{type: string}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('  d0: {$ref: "#/$defs/d0"}\n', "`d0` is defined by itself"),
        ('  d0: {$ref: "#/$defs/d1"}\n  d1: {$ref: "#/$defs/d0"}\n', "`d0` is defined by itself"),
        (chain(40), "leads through too many definitions"),
        ('  d0: {type: object, properties: {a: {$ref: "#/$defs/d0"}}}\n', "sections are nested deeper than 5"),
        (
            '  d0: {type: array, items: {$ref: "#/$defs/d0"}}\n',
            "`items` cannot stand here",
        ),
        (laughs(5, 10), "a pack adds at most 200 facts"),
        (laughs(4, 150), "a pack adds at most 200 facts"),
        ("  d0: " + "{type: object, properties: {a: " * 7 + "{type: string}" + "}}" * 7 + "\n", "nested deeper than 5"),
        ("  d0: {enum: [a], enumDescriptions: [{a: 1}]}\n", "one text for each word"),
        ("  d0: {type: string}\n  d1: {type: string, pattern: a}\n", "no fact refers to the definition"),
        ("  d0: []\n", "expected a schema: keys and values"),
        ("  d0: {allOf: []}\n", "`allOf` cannot stand here"),
        ('  d0: {$dynamicRef: "#x"}\n', "`$dynamicRef` cannot stand here"),
        ("  d0: {type: [string, 'null']}\n", "`type` is one of"),
        ("  d0: {}\n", "what kind of value is it: `$ref`, `enum` or `type`?"),
        ("  d0: {enum: 5, x-aliases: {a: [b]}}\n", "`enum` lists words, each once"),
        ("  d0: {enum: [a, [b]]}\n", "a word has letters, digits"),
        ("  d0: {enum: [a, a]}\n", "`enum` lists words, each once"),
        ("  d0: {enum: ['a|b']}\n", "a word has letters, digits"),
        ("  d0: {enum: [a], enumDescriptions: [b, c]}\n", "one text for each word"),
        ("  d0: {enum: [a], x-aliases: {b: [c]}}\n", "there is no `b` here"),
        ("  d0: {enum: [a], x-aliases: [b]}\n", "expected what others call a word"),
        ("  d0: {type: string, x-design: [[rag]]}\n", "a list of approaches"),
        ("  d0: {type: string, examples: [{a: 1}]}\n", "expected a value"),
        ("  d0: {type: object}\n", "`properties` is missing"),
        ("  d0: {type: object, properties: [a]}\n", "`properties` is missing"),
        ("  d0: {type: object, additionalProperties: true, properties: {a: {type: string}}}\n", "only `false`"),
        ("  d0: {type: object, patternProperties: {}, properties: {a: {type: string}}}\n", "cannot stand here"),
        ("  d0: {type: object, properties: {__class__: {type: string}}}\n", "name a fact in small letters"),
        ("  d0: {type: object, properties: {in: {type: string}}}\n", "`in` is a word that conditions keep"),
        ("  d0: {type: object, properties: {a.b: {type: string}}}\n", "name a fact in small letters"),
        ('  d0: {type: object, properties: {"a\\n": {type: string}}}\n', "name a fact in small letters"),
        ("  cadence: {type: string}\n  d0: {type: string}\n", "`cadence` is a definition of the format already"),
    ],
)
def test_definitions_that_never_end_or_say_something_else(tmp_path: Path, text: str, said: str) -> None:
    folder = pack(tmp_path)
    definitions(text)(folder)
    put(folder / FACTS, CLASS, '$ref: "#/$defs/d0"')
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{FACTS}:[0-9]+:[0-9]+: ", done.err), done.err
    assert said in done.err


def test_what_a_definition_says_cannot_be_said_without_end(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    words = ", ".join(f"w{at}" for at in range(10_000))
    fields = "".join(f'  f{at}: {{$ref: "#/$defs/d0"}}\n' for at in range(150))
    put(folder / FACTS, "  data_class:\n", f"{fields}  data_class:\n")
    definitions(f"  d0: {{enum: [{words}]}}\n")(folder)
    refuse(tmp_path, f"acme/{FACTS}:2:1", "with its references followed, it has more than 500,000 characters")


@pytest.mark.parametrize(
    ("old", "new", "mark", "said"),
    [
        ("x-item: acme_contract", "x-item: source", "source", "begins with `acme_`"),
        ("x-item: acme_contract", "x-item: other_contract", "other_contract", "begins with `acme_`"),
        ("x-item: acme_contract", "x-item: [acme_contract]", "x-item", "begins with `acme_`"),
        ("    x-item: acme_contract\n", "", "contracts:", "`x-item` says what an entry is called"),
        ("required: [name]", "required: [[name]]", "[name]]", "`required` lists keys of an entry"),
        ("required: [name]", "required: [nam]", "nam]", "`required` lists keys of an entry"),
        (
            "type: boolean",
            "type: object, properties: {a: {type: string}}",
            "renewed:",
            "a field of an entry is a value",
        ),
        ("    type: array\n    x-item", "    type: list\n    x-item", "list\n", "write `type: array`"),
    ],
)
def test_entries_are_of_the_pack(tmp_path: Path, old: str, new: str, mark: str, said: str) -> None:
    refuse_change(tmp_path, FACTS, old, new, mark, said)


# -- what lies elsewhere ----------------------------------------------------------------------------------------------


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder beside the repository with a whole pack, none of which may be read."""
    folder = tmp_path / "outside"
    shutil.copytree(ACME, folder)
    (folder / "data").mkdir()
    (folder / "data" / "Secret Name").write_text("TOPSECRET", encoding="utf-8")
    return folder


def untouched(folder: Path, secret: Path, where: str, said: str) -> None:
    """The run is refused, and neither opens nor lists anything of the secret folder."""
    with watched() as events:
        done = check(folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {where}: "), done.err
    assert said in done.err
    assert "secret" not in done.err.lower()
    touched = [path for _, path in events if os.path.realpath(path).startswith(str(secret))]
    assert touched == []


@pytest.mark.parametrize("file", [ABOUT, FACTS, SOURCES, THRESHOLDS, REVIEW, DRIVER])
@pytest.mark.parametrize("relative", [True, False])
def test_a_link_to_a_file_elsewhere(tmp_path: Path, secret: Path, file: str, relative: bool) -> None:
    path = pack(tmp_path / "repository") / file
    path.unlink()
    target = secret / file
    path.symlink_to(os.path.relpath(target, path.parent) if relative else target)
    untouched(tmp_path / "repository", secret, f"acme/{file}:1:1", "this link leads out of the pack")


def test_a_link_to_a_folder_elsewhere(tmp_path: Path, secret: Path) -> None:
    (pack(tmp_path / "repository") / "data").symlink_to(secret / "data")
    untouched(tmp_path / "repository", secret, "acme/data:1:1", "this link leads out of the pack")


def test_a_link_by_way_of_another_one(tmp_path: Path, secret: Path) -> None:
    folder = pack(tmp_path / "repository")
    (folder / "evaluation").mkdir()
    (folder / ".hidden").symlink_to(secret)
    (folder / "evaluation" / "a-rule.yaml").symlink_to("../.hidden/maintenance/vendor-review-old.yaml")
    untouched(tmp_path / "repository", secret, "acme/evaluation/a-rule.yaml:1:1", "this link leads out of the pack")


def test_a_link_to_a_file_of_the_repository_outside_of_the_pack(tmp_path: Path) -> None:
    path = pack(tmp_path) / "data"
    path.mkdir()
    (path / "a-rule.yaml").symlink_to("../../llm-project.yaml")
    refuse(tmp_path, "acme/data/a-rule.yaml:1:1", "this link leads out of the pack")


def test_a_link_inside_of_the_pack_is_read(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    (folder / "data").mkdir()
    (folder / "data" / "same.yaml").symlink_to(f"../{REVIEW}")
    assert "acme/same" in rules(check(tmp_path, "--format", "json"))


@pytest.mark.parametrize("file", [ABOUT, FACTS, REVIEW])
@pytest.mark.parametrize("target", ["loop", "nowhere"])
def test_a_link_that_leads_nowhere(tmp_path: Path, file: str, target: str) -> None:
    path = pack(tmp_path) / file
    path.unlink()
    path.symlink_to(path.name if target == "loop" else "nowhere.yaml")
    done = check(tmp_path)
    assert done.code == 2
    where = "llm-project-lint.toml:1:10" if file == ABOUT else f"acme/{file}:1:1"
    assert done.err.startswith(f"error: {where}: "), done.err


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("../outside", "lies outside of the repository"),
        ("./../outside", "lies outside of the repository"),
        ("../../../../../../../../etc", "lies outside of the repository"),
        ("./linked", "lies outside of the repository"),
        ("./acme/../../outside", "lies outside of the repository"),
        ("./nowhere", "there is no folder"),
        ("./llm-project.yaml", "there is no folder"),
        ("./.git", "there is no `pack.yaml`"),
        ("./a\\u0000b", "there is no folder"),
        ("a\\u0000b", "names no pack"),
        ("/etc", "is a place of this machine"),
        ("~/acme", "names no pack"),
        ("acme", "names no pack; write `./acme`"),
        ("acme/", "names no pack"),
        ("", "names no pack"),
        ("https://example.org/pack", "names no pack"),
        ("git+https://example.org/pack", "names no pack"),
        ("file:./acme", "names no pack"),
        ("\\u001b[31m\\n::error::forged", "names no pack"),
        ("zzz-not-installed", "no distribution `zzz-not-installed` is installed"),
        ("x" * 5000, "no distribution"),
        ("./" + "x" * 5000, "there is no folder"),
    ],
    ids=lambda text: text[:30],
)
def test_a_folder_that_may_not_be_a_pack(tmp_path: Path, secret: Path, entry: str, said: str) -> None:
    repository = tmp_path / "repository"
    pack(repository)
    (repository / "linked").symlink_to(secret)
    (repository / "llm-project-lint.toml").write_text(f'packs = ["{entry}"]\n', encoding="utf-8")
    done = check(repository)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: llm-project-lint.toml:1:10: "), done.err
    assert said in done.err
    assert len(done.err) < 500
    assert CONTROL.search(done.err) is None
    if entry == "./linked":
        untouched(repository, secret, "llm-project-lint.toml:1:10", said)


def test_without_a_repository_a_pack_lies_below_the_configuration(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    pack(inner)
    shutil.rmtree(inner / ".git")
    shutil.move(inner / "acme", tmp_path / "a" / "acme")
    (inner / "llm-project-lint.toml").write_text('packs = ["../acme"]\n', encoding="utf-8")
    refuse(inner, "llm-project-lint.toml:1:10", "lies outside of the repository")


@pytest.mark.parametrize("file", [FACTS, THRESHOLDS, REVIEW, DRIVER])
@pytest.mark.parametrize("kind", ["fifo", "device", "folder", "unreadable"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, file: str, kind: str) -> None:
    path = pack(tmp_path) / file
    path.unlink()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        try:
            os.mknod(path, 0o20666, os.makedev(1, 5))  # as /dev/zero
        except PermissionError:
            pytest.skip("only root may make a device")
    else:
        path.write_text("a: 1\n", encoding="utf-8")
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("root may read everything")
    done = check(tmp_path)
    assert done.code == 2
    assert done.err.startswith(f"error: acme/{file}:1:1: "), done.err


def test_a_pipe_for_the_file_that_names_the_pack(tmp_path: Path) -> None:
    path = pack(tmp_path) / ABOUT
    path.unlink()
    os.mkfifo(path)
    refuse(tmp_path, "llm-project-lint.toml:1:10", "there is no `pack.yaml` in the folder")


# -- too much ---------------------------------------------------------------------------------------------------------


def test_too_many_files(tmp_path: Path) -> None:
    folder = pack(tmp_path) / "data"
    folder.mkdir()
    for at in range(600):
        (folder / f"r{at:03}.yaml").write_text("a: 1\n", encoding="utf-8")
    done = check(tmp_path)
    assert done.code == 2
    assert re.match(r"error: acme/data/r[0-9]+\.yaml:1:1: a pack has at most 500 files", done.err)


@pytest.mark.parametrize("file", [ABOUT, FACTS, SOURCES, THRESHOLDS, REVIEW, DRIVER])
def test_a_file_too_large(tmp_path: Path, file: str) -> None:
    path = pack(tmp_path) / file
    path.write_text("# " + "x" * 256 * 1024, encoding="utf-8")
    refuse(tmp_path, f"acme/{file}:1:1", "a file of a pack has at most 256 KiB")


def test_a_sparse_file_of_a_terabyte(tmp_path: Path) -> None:
    path = pack(tmp_path) / FACTS
    with path.open("wb") as file:
        file.truncate(1 << 40)
    refuse(tmp_path, f"acme/{FACTS}:1:1", "a file of a pack has at most 256 KiB")


def test_files_too_large_together(tmp_path: Path) -> None:
    folder = pack(tmp_path) / "data"
    folder.mkdir()
    for at in range(12):
        (folder / f"r{at:02}.yaml").write_text("# " + "x" * 200_000, encoding="utf-8")
    refuse(tmp_path, "acme/data/r10.yaml:1:1", "the files of a pack have at most 2,048 KiB together")


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{at}: &a{at} [" + ", ".join([f"*a{at - 1}"] * 10) + "]\n" for at in range(1, 10)
)


@pytest.mark.parametrize("file", [ABOUT, FACTS, SOURCES, THRESHOLDS, REVIEW, DRIVER])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB.encode(), "aliases"),
        (b"a: &a [*a]\n", ""),
        (b"a: &a {b: *a}\n", ""),
        (b"a: " + b"[" * 5000 + b"]" * 5000, "nested"),
        (b"a: " + b"{a: " * 5000, "nested"),
        (b"- " * 5000, ""),
        (b"\n".join(b" " * at + b"a:" for at in range(500)), "nested"),
        (b"name: \xff\xfe\n", "UTF-8"),
        (b"\x00" * 100, ""),
        (b"\x7fELF\x01\x02" * 50, ""),
        (b"name: \x1b[31m\n", ""),
        (b"name: a\n---\nname: b\n", "expected one mapping"),
        (b"name: a\nname: b\n", ""),
        (b"", ""),
        (b"[a]", "expected one mapping"),
        (b"name: [\n", ""),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_texts_that_cannot_be_read(tmp_path: Path, file: str, text: bytes, said: str) -> None:
    (pack(tmp_path) / file).write_bytes(text)
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{re.escape(file)}:[0-9]+:[0-9]+: ", done.err), done.err
    assert said in done.err
    assert CONTROL.search(done.err) is None


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch marker']",
        "!!python/object/new:os.system ['touch marker']",
        "!!python/object/apply:subprocess.check_output [[touch, marker]]",
        "!!python/name:os.system",
        "!!python/module:os",
        "!!python/tuple [a]",
        "!<tag:yaml.org,2002:python/object/apply:os.system> ['touch marker']",
        "!!binary aGVsbG8=",
        "!!set {a}",
        "!!omap [a: 1]",
        "!own a",
        "!ruby/object:Gem::Requirement {a: 1}",
        "!include /etc/passwd",
        "!!java.net.URLClassLoader []",
    ],
)
@pytest.mark.parametrize(("file", "old"), [(ABOUT, "strict"), (REVIEW, "warning"), (THRESHOLDS, "365d")])
def test_tags_make_nothing(tmp_path: Path, tag: str, file: str, old: str) -> None:
    put(pack(tmp_path) / file, f": {old}", f": {tag}")
    with watched() as events:
        done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{file}:[0-9]+:[0-9]+: ", done.err), done.err
    assert not [event for event in events if event[0].startswith(("subprocess", "os.system"))]
    assert not list(tmp_path.rglob("marker"))


# -- names that are taken ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["data", "cost", "security", "source", "target", "waiver", "domain", "project", "approach", "stated", "threshold",
     "driver", "drivers", "scorecard", "derived", "today", "never", "strict", "article", "recommended", "in", "true",
     "null", "while", "size", "matches", "exists", "map"],
)  # fmt: skip
def test_a_pack_takes_no_name_of_ours(tmp_path: Path, name: str) -> None:
    refuse_change(
        tmp_path, ABOUT, "name: acme", f'name: "{name}"', f'"{name}"', f"`{name}` is the name of something else"
    )


@pytest.mark.parametrize("name", ["Acme", "a", "a-b", "a_b", "a.b", "1a", "a/b", "../a", "acme\\n", "é" * 3, "x" * 31])
def test_a_name_is_letters_and_digits(tmp_path: Path, name: str) -> None:
    refuse_change(tmp_path, ABOUT, "name: acme", f'name: "{name}"', f'"{name}"', "is not a name of small letters")


@pytest.mark.parametrize(("value", "said"), [("5", "expected a text"), ("[acme]", "expected a text"), ("", "expected")])
def test_a_name_is_a_text(tmp_path: Path, value: str, said: str) -> None:
    put(pack(tmp_path) / ABOUT, "name: acme", f"name: {value}")
    done = check(tmp_path)
    assert done.code == 2
    assert re.match(rf"error: acme/{ABOUT}:2:[0-9]+: ", done.err), done.err
    assert said in done.err


def test_two_packs_of_one_name(tmp_path: Path) -> None:
    pack(tmp_path)
    shutil.copytree(tmp_path / "acme", tmp_path / "copy")
    (tmp_path / "llm-project-lint.toml").write_text('packs = ["./acme", "./copy"]\n', encoding="utf-8")
    refuse(tmp_path, f"copy/{ABOUT}:{place(ACME / ABOUT, 'acme')[0]}:7", "there is a pack `acme` already")
    (tmp_path / "llm-project-lint.toml").write_text('packs = ["./acme", "./acme/"]\n', encoding="utf-8")
    refuse(tmp_path, "llm-project-lint.toml:1:20", "the pack `./acme/` is named twice")


def test_a_driver_called_like_another_one_in_conditions(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\bacme(?=[._-]|$)", "frequent", text, flags=re.MULTILINE), encoding="utf-8")
    (folder / DRIVER).rename(folder / "drivers" / "updates.yaml")
    refuse(tmp_path, "acme/drivers/updates.yaml:1:1", "as they do the driver `frequent-updates`")


EACH, PLAIN = "each: acme.contracts", "each: requirements.languages"
SAME = {"count": "{count: 1, strength: convention, basis: a}", "work": "{title: a}"}


@pytest.mark.parametrize(
    ("file", "old", "new", "mark", "said"),
    [
        (THRESHOLDS, "acme_notice:", f"frequent_update: {SAME['count']}\nacme_notice:", "frequent_update", "`acme_l"),
        (THRESHOLDS, "acme_notice:", f"other_notice: {SAME['count']}\nacme_notice:", "other_notice", "`acme_limit`"),
        (THRESHOLDS, "acme_notice:", f"acme: {SAME['count']}\nacme_notice:", "acme: {", "is not a name such as"),
        (THRESHOLDS, "acme_notice:", f'"acme_a\\n": {SAME["count"]}\nacme_notice:', '"acme_a', "is not a name such as"),
        (THRESHOLDS, "duration: 365d", "duration: soon", "soon", "Write a length of time with its unit"),
        (THRESHOLDS, "[acme-handbook]", "[S9999]", "S9999", "`S9999` is not in sources.yaml"),
        (SOURCES, "acme-handbook:", f"S01: {SAME['work']}\nacme-handbook:", "S01", "`S01` is not a key such as"),
        (SOURCES, "acme-handbook:", f"article: {SAME['work']}\nacme-handbook:", "article", "is not a key such as"),
        (SOURCES, 'year: "2026"', 'year: "2026\\n"', '"2026', "is not a year"),
        (SOURCES, 'year: "2026"', "address: http://a.example", "http:", "is not an address that begins with https://"),
        (SOURCES, 'year: "2026"', "address: javascript:alert(1)", "javascript", "is not an address"),
        (SOURCES, 'year: "2026"', 'address: "https://a.example)[b](https://b.example"', '"https', "is not an address"),
        (SOURCES, 'year: "2026"', 'address: "https://a.example\\n"', '"https', "is not an address"),
        (SOURCES, 'year: "2026"', 'address: "https://a.example\\u202e"', '"https', "U+202E cannot stand in a text"),
        (REVIEW, "source: acme-handbook", "source: nowhere", "nowhere", "`nowhere` is not in sources.yaml"),
        (CONTRACT, EACH, f"{PLAIN}\nas: language", "as: language", "such as `acme"),
        (CONTRACT, EACH, f"{PLAIN}\nas: tongue", "as: tongue", "such as `acme_tenant"),
        (CONTRACT, EACH, f"{PLAIN}\nas: acme", "as: acme", "such as `acme_tenant`"),
        (CONTRACT, EACH, f'{PLAIN}\nas: "acme_a\\n"', 'as: "acme_a', "such as `acme_"),
        (CONTRACT, EACH, f"{PLAIN}\nas: acme_contract", "as: acme_contract",
         "`acme_contract` is the name of something else"),
        (CONTRACT, EACH, f"{PLAIN}", "requirements.languages", "`as` is missing"),
        (CONTRACT, EACH, "each: acme.contract", "acme.contract", "there is no list"),
    ],
)  # fmt: skip
def test_what_a_pack_brings_is_named_after_it(
    tmp_path: Path, file: str, old: str, new: str, mark: str, said: str
) -> None:
    path = pack(tmp_path) / file
    put(path, old, new)
    line, column = place(path, mark).split(":")
    value = int(column) + len("as: ") if mark.startswith("as: ") else column
    refuse(tmp_path, f"acme/{file}:{line}:{value}", said)


# -- conditions -------------------------------------------------------------------------------------------------------

TAGS = "acme.tags"
TAGGED = "  tags: {type: array, items: {type: string}}\n$defs:\n"


def with_condition(folder: Path, condition: str) -> Path:
    """The rule `REVIEW` with another condition, which may read a list of texts."""
    put(folder / FACTS, "$defs:\n", TAGGED)
    put(folder / REVIEW, f"when: {OLD}", f"when: {json.dumps(condition)}")
    put(folder / REVIEW, MESSAGE, "The vendor was reviewed long ago.")
    return folder / REVIEW


def every(condition: str) -> str:
    return f"{TAGS}.all(a, {condition})"


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        # too long, too deep
        (" && ".join(["true"] * 400), "a text has at most 2,000 characters"),
        (f'"{"a" * 3000}" == "b"', "a text has at most 2,000 characters"),
        ("(" * 900 + "true" + ")" * 900, "it is nested too deep, or too long"),
        ("(" * 40 + "true" + ")" * 40, "it is nested too deep, or too long"),
        ("[" * 900, ""),
        ("+".join(["1"] * 900) + " > 1", "it is nested too deep, or too long"),
        ("(((", ""),
        (")))", ""),
        ("()", ""),
        (" ", "it ends too early"),
        ('"', "this text is never closed"),
        # what grows, or is done for every entry
        ('["a"]' + ".map(a, a + a + a + a)" * 20 + '.all(b, b != "z")', "`+` cannot stand in a loop"),
        ('["a"]' + ".map(a, a)" * 20 + '.all(b, b != "z")', "`map` goes over a fact, or over a list that is written"),
        ('["a"]' + ".map(a, [a, a, a, a])" * 9 + " == []", "a list that is written out holds texts and numbers only"),
        (f'[{TAGS}, {TAGS}].all(a, size(a) > 1)', "a list that is written out holds texts and numbers only"),
        (f'{TAGS}.filter(a, a == "b").all(a, a == "c")', "`all` goes over a fact"),
        (every(every(f'"x" in {TAGS}')), "a loop may ask for one other list"),
        (every(f"a in {TAGS} && a in {TAGS}"), "a loop may ask for one other list"),
        (every(f"{TAGS} == {TAGS}"), "a loop may ask for one other list"),
        (every(f"{TAGS}.includes(a)"), "`includes` cannot stand in a loop"),
        (every(f"{TAGS}.lacks(a)"), "`lacks` cannot stand in a loop"),
        (every(f"size(without({TAGS}, {TAGS})) == 0"), "`without` cannot stand in a loop"),
        # patterns
        (f'{TAGS}.exists(a, a.matches("["))', "bad pattern"),
        (f'{TAGS}.exists(a, a.matches("(?<x"))', "bad pattern"),
        (f'{TAGS}.exists(a, a.matches("(a)\\\\1"))', "bad pattern"),
        (f"{TAGS}.exists(a, a.matches(a))", "`matches` takes a pattern in quotes"),
        (f'{TAGS}.exists(a, a.matches("a" + a))', "`matches` takes a pattern in quotes"),
        (f'{TAGS}.exists(a, a.matches("[\\\\pL]"))', "`\\p` makes a pattern too large"),
        (f'{TAGS}.exists(a, a.matches("a{{1000}}"))', "`{1000` makes a pattern too large"),
        (f'{TAGS}.exists(a, a.matches("((a{{9}}){{9}}){{9}}"))', "`){` makes a pattern too large"),
        (f'{TAGS}.exists(a, a.matches("{"a" * 400}"))', "a pattern has at most 300 characters"),
        # functions and names
        ('system("touch marker")', "there is no function `system`"),
        (f'{TAGS}.open("/etc/passwd")', "there is no function `open`"),
        ('__import__("os")', "there is no function `__import__`"),
        ("acme.__class__ == 1", "there is no fact `acme.__class__`"),
        (f"type({TAGS}) == list", "there is no function `type`"),
        (f"has({TAGS})", "there is no function `has`"),
        (f"dyn({TAGS}) == 1", "there is no function `dyn`"),
        (f"{TAGS}[0] == 'a'", "entries of a list cannot be picked"),
        (f"{TAGS}.all(acme, acme == 'a')", "`acme` is the name of something else"),
        ("true ? true : false", "`?` cannot be used"),
        ("{'a': 1} == {'a': 1}", "`{` cannot be used"),
        ("true // a", "`/` cannot be used"),
        ("acme.tenants > 5", "5 must be a threshold"),
        ("acme.tenants > 99999999999999999999999", "must be a threshold"),
        ("acme.tenants * acme.tenants * acme.tenants > 1", "cannot be evaluated for very large or small values"),
        ("acme.tenants == 'a'", "`==` does not take"),
        ("acme.tenants", ""),
        ("acme.data_class == 'secrets'", "did you mean `secret`?"),
        ("acme.data_clas == 'secret'", "there is no fact `acme.data_clas`; did you mean `acme.data_class`?"),
        ("other.fact == 1", "there is no fact `other.fact`"),
        ("acme_contract.ends < today", "`acme_contract.ends` needs `each: acme.contracts`"),
        ("\u202etrue", "U+202E cannot stand in a text"),
        ("tr\u200bue", "U+200B cannot stand in a text"),
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_condition_that_may_not_stand(tmp_path: Path, condition: str, said: str) -> None:
    path = with_condition(pack(tmp_path), condition)
    line = place(path, "when: ").partition(":")[0]
    with watched() as events:
        done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{REVIEW}:{line}:[0-9]+: ", done.err), done.err
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert not [event for event in events if event[0].startswith(("subprocess", "os.system"))]


def with_tags(folder: Path, count: int) -> None:
    tags = ", ".join(f"t{at}" for at in range(count))
    (folder / "llm-project.yaml").write_text(f"{TEXT}  tags: [{tags}]\n", encoding="utf-8")


@pytest.mark.parametrize(
    "condition",
    [
        every(f"{TAGS}.exists(b, a == b)"),
        every(every("a != ''").replace("a,", "b,")),
        every("a != 'zz'") + " == " + every("a != 'zz'") + " || (" + " && ".join([every("a != 'z'")] * 9) + ") == true",
        f"size({TAGS}.map(a, {TAGS}.map(b, b))) > 0",
        f"{TAGS}.exists(a, size({TAGS}.filter(b, b == a)) == 0)",
    ],
)
def test_loops_over_long_lists_end(tmp_path: Path, condition: str) -> None:
    """The rule that asks for too much is named; the others still report."""
    with_condition(pack(tmp_path), condition)
    with_tags(tmp_path, 5000)
    done = check(tmp_path, "--format", "json")
    assert done.code == 2
    found = json.loads(done.out)["findings"]
    said = [one["message"] for one in found if one["rule"] == "internal-error"]
    assert [message.partition(":")[0] for message in said] == ["acme/vendor-review-old"]
    assert {"acme/secret-data-leaves", "acme/contract-ends-soon"} <= rules(done)


@pytest.mark.parametrize(
    "condition",
    [
        every("a != 'zz'"),
        every(f"a in {TAGS}"),
        f"size({TAGS}.map(a, {TAGS})) > 0",
        f'size(without({TAGS}, ["a"])) > 0',
        every("!a.matches('([^a]{9}|.{9}|[^b]{9})*[a-z]{9}[^a]{9}$')"),
    ],
)
def test_the_most_that_a_condition_may_ask_for_is_answered(tmp_path: Path, condition: str) -> None:
    with_condition(pack(tmp_path), condition)
    with_tags(tmp_path, 5000)
    done = check(tmp_path, "--format", "json")
    assert done.code == 1, done.out[:500]
    assert "acme/vendor-review-old" in rules(done)


# -- texts ------------------------------------------------------------------------------------------------------------

TITLE = "The review of the vendor is too old"
WHY = "Vendors change where they host and what they keep."
ADVICE = "Ask the security team for a review, and write its day in `acme.vendor_review`."
TEXTS = [
    (ABOUT, "What Acme asks of every LLM project"),
    (FACTS, "When the security team last reviewed the vendor of the model."),
    (FACTS, "Anybody may read it."),
    (SOURCES, "Handbook of Acme's platform team"),
    (THRESHOLDS, "Buying takes a quarter."),
    (REVIEW, TITLE),
    (REVIEW, MESSAGE),
    (REVIEW, WHY),
    (REVIEW, ADVICE),
    (REVIEW, "Vendors"),
    (SECRET, "By the handbook, secret data stay on machines of Acme."),
    (SECRET, "a shared endpoint"),
    (DRIVER, "many tenants whose documents stay apart"),
]
HIDING = [
    ("a\\e[31mred", "U+001B"),
    ("\\e]8;;https://a.example\\a", "U+001B"),
    ("\\u202Egpj.exe", "U+202E"),
    ("\\u2066a\\u2069", "U+2066"),
    ("a\\u200bb", "U+200B"),
    ("a\\u200db", "U+200D"),
    ("\\ufeffa", "U+FEFF"),
    ("\\u2028a", "U+2028"),
    ("a\\rb", "U+000D"),
    ("a\\x85b", "U+0085"),
    ("a\\x9b31m", "U+009B"),
    ("\\U000E0041", "U+E0041"),
    ("a\\nb", "a text for people is one line"),
    ("a\\n::error::forged", "a text for people is one line"),
    ("[a](https://a.example)", "`](`"),
    ("[a] (https://a.example)", "`] (`"),
    ("[a][b]", "`][`"),
    ("[a]: https://a.example", "`]:`"),
    ("![a", "`![`"),
    ("<script>alert(1)</script>", "`<s`"),
    ("</td>", "`</`"),
    ("<!-- a", "`<!`"),
    ("<https://a.example>", "`<h`"),
    ("&lt;img&gt;", "`&lt;`"),
    ("&#60;", "`&#60;`"),
    ("a | b", "`|`"),
    ("```", "````` cannot stand in a text for people"),
    ("~~~", "`~~~`"),
    ("x" * 1001, "a text for people has at most 1,000 characters"),
]


@pytest.mark.parametrize(("file", "old"), TEXTS)
def test_texts_are_plain(tmp_path: Path, file: str, old: str) -> None:
    """Nothing that would be markup in a page or an editor, or that hides what is said."""
    path = pack(tmp_path) / file
    before = path.read_text(encoding="utf-8")
    put(path, old, '"@"' if old not in re.findall(r'"([^"\n]*)"', before) else "@")
    frame = path.read_text(encoding="utf-8").replace('""@""', '"@"')
    assert frame.count("@") == 1
    for hostile, said in HIDING:
        path.write_text(frame.replace("@", hostile), encoding="utf-8")
        line = place(path, hostile).partition(":")[0]
        done = check(tmp_path)
        assert (done.code, done.out) == (2, ""), hostile
        assert re.match(rf"error: acme/{re.escape(file)}:{line}:[0-9]+: ", done.err), (hostile, done.err)
        assert said in done.err, (hostile, done.err)
        assert CONTROL.search(done.err) is None
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("hostile", "said"),
    [("a\\n::error::forged", "␊::error::forged"), ("a\\e[31m", "␛[31m"), ("\\u202ea", "�a")],
)
def test_a_key_that_is_no_key_prints_as_text(tmp_path: Path, hostile: str, said: str) -> None:
    path = pack(tmp_path) / REVIEW
    put(path, "severity: warning", f'severity: warning\n"{hostile}": 1')
    done = check(tmp_path)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert CONTROL.search(done.err) is None


FORGED = [
    "::error file=a.py,line=1::forged",
    "::set-output name=a::b",
    "##[error]forged",
    "%0A::error::forged",
    "##vso[task.setvariable variable=a]b",
]


@pytest.mark.parametrize("text", FORGED)
@pytest.mark.parametrize("format_", ["github", "full", "concise", "markdown", "gitlab", "junit", "sarif", "json"])
def test_a_text_forges_no_command_of_a_build_server(tmp_path: Path, text: str, format_: str) -> None:
    path = pack(tmp_path) / REVIEW
    put(path, f'"{MESSAGE}"', f'"{text} {{acme.vendor_review}}"')
    put(path, WHY, text)
    put(path, ADVICE, text)
    put(path, TITLE, text)
    done = check(tmp_path, "--format", format_, "--show", "hint")
    assert done.code == 1, done.err
    commands = re.findall(r"^\s*::([a-z-]+) ([^\n]*)", done.out, re.MULTILINE)
    if format_ == "github":
        assert commands
        assert {name for name, _ in commands} <= {"error", "warning", "notice"}
        assert all(rest.startswith("title=") and "file=llm-project.yaml" in rest for _, rest in commands)
    else:
        assert not commands
    assert "##[" not in done.out
    assert not re.search(r"^\s*##vso", done.out, re.MULTILINE)


@pytest.mark.parametrize(
    "text",
    ["{acme.vendor_review.__class__}", "{0}", "{}", "{", "}", "{threshold}", "{acme.tenants}", "{today.year}", "{{a}}"],
)
@pytest.mark.parametrize("old", [MESSAGE, WHY, ADVICE])
def test_a_placeholder_is_a_fact(tmp_path: Path, text: str, old: str) -> None:
    put(pack(tmp_path) / REVIEW, old, text)
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{REVIEW}:[0-9]+:[0-9]+: ", done.err), done.err


# -- distributions ----------------------------------------------------------------------------------------------------

HOSTILE = """\
import pathlib
pathlib.Path({marker!r}).write_text("imported")
"""


def distribution(site: Path, name: str, packs: dict[str, Path], *records: str, root: str | None = None) -> Path:
    """Install a package with packs, whose code leaves a mark. records: more lines of its list of files."""
    package = root or name.replace("-", "_")
    marker = site / "marker"
    (site / package).mkdir(parents=True)
    (site / package / "__init__.py").write_text(HOSTILE.format(marker=str(marker)), encoding="utf-8")
    (site / "sitecustomize_of_nobody.py").write_text(HOSTILE.format(marker=str(marker)), encoding="utf-8")
    lines = [f"{package}/__init__.py,,"]
    for place_, source in packs.items():
        shutil.copytree(source, site / package / place_)
        files_ = sorted((site / package / place_).rglob("*"))
        lines += [f"{path.relative_to(site)},," for path in files_ if path.is_file()]
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[llm_project_lint]\npack = {package}:evil\n", encoding="utf-8")
    (info / "RECORD").write_text("".join(f"{line}\n" for line in [*lines, *records]), encoding="utf-8")
    return info


def project(folder: Path, *packs: str) -> Path:
    folder.mkdir()
    (folder / "llm-project.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "llm-project-lint.toml").write_text(f"packs = {json.dumps(packs)}\n", encoding="utf-8")
    return folder


def test_an_installed_pack_is_used_and_never_imported(tmp_path: Path) -> None:
    site = tmp_path / "site"
    distribution(site, "acme-rules", {"rules": ACME})
    (site / "acme_rules" / "rules" / "__init__.py").write_text(
        HOSTILE.format(marker=str(site / "marker")), encoding="utf-8"
    )
    command = [sys.executable, "-m", "llm_project_lint", "check", "--format", "json", "--today", "2026-11-22"]
    done = subprocess.run(
        command,
        cwd=project(tmp_path / "project", "acme-rules"),
        env={**os.environ, "PYTHONPATH": str(site), "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    found = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert {"acme/vendor-review-old", "acme/secret-data-leaves", "acme/contract-ends-soon"} <= found
    assert not (site / "marker").exists()
    assert not list(site.rglob("__pycache__"))


@pytest.mark.parametrize(
    ("entry", "packs", "records", "said"),
    [
        ("acme-rules", {}, (), "lists no `pack.yaml` among its files"),
        ("acme-rules", {"a": ACME, "b": ACME}, (), "ships several packs"),
        ("acme-rules", {}, ("../../evil/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("../evil/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("{evil}/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("acme_rules/../../evil/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("linked/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("acme_rules/none/pack.yaml,,",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("a,b,c,d,e",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ("a,b,many",), "lists no `pack.yaml` among its files"),
        ("acme-rules", {}, ('"' + "x" * 200_000,), "lists no `pack.yaml` among its files"),
        ("other-rules", {"rules": ACME}, (), "no distribution `other-rules` is installed"),
        ("acme_rules", {}, (), "lists no `pack.yaml` among its files"),
    ],
)
def test_a_distribution_that_is_no_pack(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    entry: str,
    packs: dict[str, Path],
    records: tuple[str, ...],
    said: str,
) -> None:
    site, evil = tmp_path / "site", tmp_path / "evil"
    shutil.copytree(ACME, evil)
    distribution(site, "acme-rules", packs, *(line.replace("{evil}", str(evil)) for line in records))
    (site / "linked").symlink_to(evil)
    monkeypatch.syspath_prepend(str(site))
    folder = project(tmp_path / "project", entry)
    with watched() as events:
        done = check(folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: llm-project-lint.toml:1:10: "), done.err
    assert said in done.err
    assert not [path for _, path in events if os.path.realpath(path).startswith(str(evil))]
    assert not (site / "marker").exists()


def test_a_distribution_whose_list_of_files_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    info = distribution(site, "acme-rules", {"rules": ACME})
    (info / "RECORD").write_bytes(b"\xff\xfe\x00")
    monkeypatch.syspath_prepend(str(site))
    refuse(project(tmp_path / "project", "acme-rules"), "llm-project-lint.toml:1:10", "lists no `pack.yaml`")


def test_a_distribution_with_a_link_out_of_its_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    distribution(site, "acme-rules", {"rules": ACME})
    path = site / "acme_rules" / "rules" / REVIEW
    path.unlink()
    path.symlink_to(ACME / REVIEW)
    monkeypatch.syspath_prepend(str(site))
    done = check(project(tmp_path / "project", "acme-rules"))
    assert done.code == 2
    assert f"site/acme_rules/rules/{REVIEW}:1:1: this link leads out of the pack" in done.err


# -- what would be silently unused, or is missing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("data/stray.yml", "only rule files (NAME.yaml) belong here"),
        ("data/stray.json", "only rule files"),
        ("data/README.md", "only rule files"),
        ("data/inner/a-rule.yaml", "only rule files"),
        ("data/A-Rule.yaml", "name the rule in small letters"),
        ("data/_draft.yaml", "name the rule in small letters"),
        ("data/a rule.yaml", "name the rule in small letters"),
        ("data/.yaml.yaml.yaml", ""),
        ("rules/a-rule.yaml", "no such category"),
        ("_old/a-rule.yaml", "no such category"),
        ("tables/gpu-memory.yaml", "no such category"),
        ("stray.yaml", "it would not be read"),
        ("pack.yml", "it would not be read"),
        ("facts.schema.json", "it would not be read"),
        ("severities.yaml", "it would not be read"),
        ("Thresholds.YAML", "it would not be read"),
        ("a\n::error::forged.yaml", "it would not be read"),
        ("cost/vendor-review-old.yaml", "a rule named `vendor-review-old` exists already"),
    ],
)
def test_no_file_is_silently_unused(tmp_path: Path, file: str, said: str) -> None:
    folder = pack(tmp_path)
    path = folder / file
    path.parent.mkdir(exist_ok=True, parents=True)
    shutil.copy(ACME / REVIEW, path)
    done = check(tmp_path)
    if not said:  # what is hidden is nobody's rule
        assert done.code == 1
        return
    assert (done.code, done.out) == (2, "")
    assert re.match(r"error: acme/[^\n]+:1:1: ", done.err), done.err
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def without(text: str, key: str) -> str:
    """A rule without one of its keys and all that stands below it."""
    return re.sub(rf"^{key}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("file", "key"),
    [
        *((REVIEW, key) for key in ("title", "severity", "when", "at", "message", "why", "advice", "examples")),
        *((DRIVER, key) for key in ("title", "strength", "when", "examples")),
        *((ABOUT, key) for key in ("name", "title")),
    ],
)
def test_what_a_file_must_say(tmp_path: Path, file: str, key: str) -> None:
    path = pack(tmp_path) / file
    path.write_text(without(path.read_text(encoding="utf-8"), key), encoding="utf-8")
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{file}:[0-9]+:[0-9]+: ", done.err), done.err
    assert "missing" in done.err


@pytest.mark.parametrize("kind", ["bad", "good", "not_stated"])
@pytest.mark.parametrize("file", [REVIEW, CONTRACT, SECRET, DRIVER])
def test_every_rule_has_examples_of_every_kind(tmp_path: Path, file: str, kind: str) -> None:
    path = pack(tmp_path) / file
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"^  {kind}:.*\n(?:    .*\n)*", "", text, flags=re.MULTILINE), encoding="utf-8")
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{file}:[0-9]+:[0-9]+: ", done.err), done.err
    assert kind in done.err


@pytest.mark.parametrize(
    ("file", "old", "new", "mark", "said"),
    [
        (REVIEW, "severity: warning\nwhen", 'outranks: ["acme/nothing"]\nseverity: warning\nwhen', '"acme/nothing"',
         "there is no rule `acme/nothing`"),
        (REVIEW, "severity: warning\nwhen", "outranks: [vendor-review-old]\nseverity: warning\nwhen",
         "vendor-review-old", "there is no rule `vendor-review-old`"),
        (REVIEW, "severity: warning\nwhen", "outranks: [acme/many-tenants]\nseverity: warning\nwhen",
         "acme/many-tenants", "there is no rule `acme/many-tenants`"),
        (REVIEW, "severity: warning\nwhen", "outranks: [acme/vendor-review-old]\nseverity: warning\nwhen",
         "outranks", "rules outrank each other in a circle"),
        (DRIVER, "acme.tenants >=", 'approach.choice == "rag" && acme.tenants >=', "approach.choice",
         "`approach.choice` depends on the choice"),
        (DRIVER, "acme.tenants >=", "stated.approach.choice && acme.tenants >=", "stated.approach.choice",
         "depends on the choice"),
        (DRIVER, "acme.tenants >=", "approach.rag.rerank && acme.tenants >=", "approach.rag.rerank",
         "depends on the choice"),
        (DRIVER, "acme.tenants >=", "scorecard.for_rag && acme.tenants >=", "scorecard.for_rag",
         "is known only when all drivers are"),
        (DRIVER, "acme.tenants >=", "driver.acme_many_tenants && acme.tenants >=", "driver.acme_many_tenants",
         "is known only when all drivers are"),
        (DRIVER, "favours: rag", "favours: me", "favours: me", "`me` cannot stand here"),
        (REVIEW, "at: acme.vendor_review", "favours: rag\nat: acme.vendor_review", "favours", "a driver stands in"),
        (REVIEW, "severity: warning\nwhen", "severity: fatal\nwhen", "fatal", "`fatal` is not a severity"),
        (REVIEW, "severity: warning\nwhen", "severity: ladder-zzz\nwhen", "ladder-zzz", "there is no ladder"),
        (REVIEW, "at: acme.vendor_review", "at: acme.vendor", "acme.vendor\n", "there is no place `acme.vendor`"),
        (REVIEW, "at: acme.vendor_review", "run: rm\nat: acme.vendor_review", "run: rm", "unknown key `run`"),
        (ABOUT, "preset: strict", "preset: all", "preset: all", "cannot stand here"),
        (ABOUT, "preset: strict", "preset: strict\nrequires: [evil]", "requires", "unknown key `requires`"),
        (ABOUT, "preset: strict", "preset: strict\nimport: os", "import: os", "unknown key `import`"),
    ],
)  # fmt: skip
def test_rules_that_do_not_fit(tmp_path: Path, file: str, old: str, new: str, mark: str, said: str) -> None:
    path = pack(tmp_path) / file
    put(path, old, new)
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    line = place(path, mark).partition(":")[0]
    assert re.match(rf"error: acme/{file}:{line}:[0-9]+: ", done.err), done.err


def test_rules_of_two_packs_cannot_outrank_each_other(tmp_path: Path) -> None:
    folder = pack(tmp_path)
    put(folder / REVIEW, "severity: warning\nwhen", "outranks: [acme/contract-ends-soon]\nseverity: warning\nwhen")
    put(folder / CONTRACT, "severity: info", "outranks: [acme/secret-data-leaves]\nseverity: info")
    put(folder / SECRET, "unless:", "outranks: [acme/vendor-review-old]\nunless:")
    done = check(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert re.match(r"error: acme/[a-z/-]+\.yaml:[0-9]+:1: rules outrank each other in a circle: ", done.err), done.err


FIX = """\
fix:
  title: Write today
  safety: unsafe
  edits: [{set: acme.tenants, to: 1}]
examples:"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("safety: unsafe", "safety: safe", "`safe` cannot stand here; did you mean `unsafe`?"),
        ("safety: unsafe", "safety: Safe", "`Safe` cannot stand here"),
        ("safety: unsafe", "safety: true", "cannot stand here"),
        ("  safety: unsafe\n", "", "`safety` is missing"),
        ("set: acme.tenants", "set: acme.nothing", "there is no place `acme.nothing`"),
        ("set: acme.tenants", "set: ../../a", "there is no place"),
        ("set: acme.tenants, to: 1", "run: rm", ""),
        ("to: 1", "to: many", "`many` cannot stand at `acme.tenants`"),
        ("to: 1", 'to: "{acme.nothing}"', "there is no fact `acme.nothing`"),
        ("to: 1", "to: {a: 1}", "expected a text or a number or `true` or `false`"),
    ],
)
def test_a_fix_is_never_applied_by_itself(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = pack(tmp_path) / REVIEW
    put(path, "examples:", FIX)
    assert check(tmp_path, "--fix").code == 1
    assert (tmp_path / "llm-project.yaml").read_text(encoding="utf-8") == TEXT
    put(path, old, new)
    done = check(tmp_path, "--fix")
    assert (done.code, done.out) == (2, "")
    assert re.match(rf"error: acme/{REVIEW}:[0-9]+:[0-9]+: ", done.err), done.err
    assert said in done.err
    assert (tmp_path / "llm-project.yaml").read_text(encoding="utf-8") == TEXT


# -- anything ---------------------------------------------------------------------------------------------------------

FILES = [ABOUT, FACTS, SOURCES, THRESHOLDS, REVIEW, CONTRACT, SECRET, DRIVER]
SNIPPETS = [
    "", " ", "\t", "\n", ":", "- ", "[", "]", "{", "}", "{}", "[]", "null", "~", "true", "1", "-1", "1e999", ".nan",
    "2026-01-01", "x" * 3000, "&a [*a]", "*a", "<<: {a: 1}", "!!python/name:os.system", "!x", "|", ">-", "'", '"', "#",
    "\x00", "\x1b[31m", "\u202e", "\ufeff", "---", "...", "%YAML 1.1", "? a", "acme", "acme.", "acme_",
    "acme.tenants", "acme_contract", "source", "data", "when", "each", "as", "cases", "rag", "$ref: '#/$defs/class'",
    "{$ref: 1}", "(((", ")))", "acme.contracts.all(a, true)", "acme.contracts", "{acme.tenants}", "{{", "<b>", "[a](b)",
    "::error::a", "properties", "type: object", "items", "enum", "x-item: source", "1 == 1", "=", "&&", "||", "not",
    "0.1", "é", "数据",
]  # fmt: skip
TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


def mutated(text: str, chance: random.Random, snippet: str) -> str:
    """The text with one line or one token deleted, doubled, moved or replaced."""
    by_line = chance.random() < 0.4
    parts = text.splitlines(keepends=True) if by_line else TOKEN.findall(text)
    if not parts:
        return snippet
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    end = "\n" if by_line else ""
    kind = chance.randrange(6)
    if kind == 0:
        parts[at] = ""
    elif kind == 1:
        parts[at] += parts[at]
    elif kind == 2:
        parts[at], parts[other] = parts[other], parts[at]
    elif kind == 3:
        parts[at] += snippet + end
    else:
        parts[at] = snippet + end
    return "".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from(SNIPPETS), st.randoms()), min_size=1, max_size=4),
    st.integers(0, 9),
)
def test_whatever_a_pack_holds_the_run_ends_as_it_may(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str, random.Random]], seed: int
) -> None:
    folder = tmp_path_factory.mktemp("mutated")
    pack(folder)
    for file, snippet, chance in changes:
        path = folder / "acme" / file
        path.write_text(mutated(path.read_text(encoding="utf-8"), chance, snippet), encoding="utf-8")
    done = check(folder, "--format", "json")
    assert done.code in (0, 1, 2)
    if done.code == 2 and not done.out:
        assert re.match(r"error: acme/[^\n]+\.yaml:[0-9]+:[0-9]+: [^\n]+\n\Z", done.err), done.err
    shutil.rmtree(folder)
