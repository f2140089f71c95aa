"""What a change does to a decision, on histories that are made here; and findings that were there before."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from llm_project_lint.resources import resource
from tests.cli.run import Done, lint
from tests.cli.test_formats import rendered
from tests.cli.test_output_is_safe import CONTROL, NASTY
from tests.test_cases import CASES

TODAY = "2026-11-22"
FIVE = (CASES / "five-lines" / "llm-project.yaml").read_text(encoding="utf-8")
DYNAMIC, UNMET = "finetune-dynamic-data", "freshness-unmet"


class History:
    """A repository that is written here. Nothing of the user's own settings of git counts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        person = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *person, *arguments],
            cwd=self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self, **texts: str) -> str:
        for name, text in texts.items():
            self.write(name.replace("__", "/") + ".llm-project.yaml", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "x")
        return self.git("rev-parse", "HEAD").strip()

    def changes(self, *arguments: str, below: str = ".") -> Done:
        return lint("changes", *arguments, "--today", TODAY, cwd=self.folder / below)

    def told(self, *arguments: str, below: str = ".") -> list[dict[str, Any]]:
        """What `json` says, held against its schema."""
        done = self.changes(*arguments, "--format", "json", below=below)
        assert done.code == 0, done.err
        whole = json.loads(done.out)
        VALIDATOR.validate(whole)
        found: list[dict[str, Any]] = whole["changes"]
        return found


def _validator() -> Any:
    schemas = {}
    for name in ("report", "decision", "changes"):
        with open(resource("schema", f"{name}.schema.json"), encoding="utf-8") as file:
            schemas[name] = json.load(file)
    known = [(schema["$id"], Resource.from_contents(schema)) for schema in schemas.values()]
    return jsonschema.Draft202012Validator(schemas["changes"], registry=Registry().with_resources(known))


VALIDATOR = _validator()


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "repository")


# -- changes -----------------------------------------------------------------------------------------------------------


def test_a_fact_that_changes_and_what_follows(history: History) -> None:
    history.commit(bot=FIVE.replace("weekly", "yearly").replace("2d", "200d"))
    history.write("bot.llm-project.yaml", FIVE)
    (change,) = history.told()
    assert change["state"] == "changed"
    assert change["facts"] == [
        {"place": "data.knowledge.updates", "before": "every 365 days", "after": "every 7 days", "unreadable": []},
        {"place": "requirements.max_staleness", "before": "200 days", "after": "2 days", "unreadable": []},
    ]
    assert {one["rule"] for one in change["found"]} >= {DYNAMIC, UNMET}
    assert change["flips"]
    assert (change["was"]["verdict"], change["now"]["verdict"]) == ("in-question", "contradicted")
    assert {(one["driver"], one["speaks"]) for one in change["drivers"]} >= {
        ("frequent-updates", True),
        ("fresh-answers", True),
    }
    text = history.changes().out
    assert "The choice, fine-tuning: in question → contradicted." in text
    assert "`data.knowledge.updates`: every 365 days → every 7 days" in text
    assert text.index("New findings:") < text.index(f"[{UNMET}]") < text.index(f"[{DYNAMIC}]"), "the gravest first"
    chinese = history.changes("--lang", "zh").out
    assert "所选的 fine-tuning：存疑 → 有矛盾。" in chinese
    # The other way round what came is what goes.
    history.commit()
    history.write("bot.llm-project.yaml", FIVE.replace("weekly", "yearly").replace("2d", "200d"))
    (back,) = history.told()
    assert {one["rule"] for one in back["gone"]} == {one["rule"] for one in change["found"]}
    assert {one["driver"] for one in back["drivers"]} == {one["driver"] for one in change["drivers"]}


def test_other_words_for_the_same_are_no_change(history: History) -> None:
    history.commit(bot=FIVE)
    history.write(
        "bot.llm-project.yaml", "# a line more\n\n" + FIVE.replace("weekly", "7d").replace("quarterly", '"91 d"')
    )
    assert history.told() == []
    assert "nothing has changed" in history.changes().out


def test_another_choice_says_what_both_come_to(history: History) -> None:
    history.commit(bot=FIVE)
    history.write("bot.llm-project.yaml", FIVE.replace("fine-tuning}", "rag}"))
    (change,) = history.told()
    assert change["was"] == {"choice": "fine-tuning", "verdict": "contradicted"}
    assert change["now"] == {"choice": "rag", "verdict": "nothing-against"}
    assert "The choice: fine-tuning (contradicted) → rag (nothing against it)." in history.changes().out


def test_waivers_and_grades(history: History) -> None:
    history.commit(bot=FIVE)
    waiver = "waivers:\n  - {rule: finetune-dynamic-data, reason: accepted, until: 2027-01-01}\n"
    history.write("bot.llm-project.yaml", FIVE.replace("pilot", "production") + waiver)
    (change,) = history.told()
    assert change["waivers"] == [
        {"state": "added", "rule": DYNAMIC, "at": "", "reason": "accepted", "until": "2027-01-01"}
    ]
    assert ("model-no-owner", "info", "warning") in {
        (one["rule"], one["before"], one["severity"]) for one in change["regraded"]
    }
    assert [(one["rule"], one["reason"]) for one in change["accepted"]] == [(DYNAMIC, "accepted")]
    assert DYNAMIC not in {one["rule"] for one in change["gone"]}
    text = history.changes().out
    assert "`finetune-dynamic-data` is waived until 2027-01-01: accepted" in text
    assert "Findings that are graver than before:" in text
    history.commit()
    history.write("bot.llm-project.yaml", FIVE + waiver.replace("accepted", "other"))
    assert [one["state"] for one in history.told()[0]["waivers"]] == ["changed"]
    history.write("bot.llm-project.yaml", FIVE)
    assert [one["state"] for one in history.told()[0]["waivers"]] == ["removed"]


def test_files_that_come_go_and_are_called_otherwise(history: History) -> None:
    history.commit(a__bot=FIVE, old=FIVE.replace("support-bot", "second"), same=FIVE.replace("support-bot", "third"))
    history.git("mv", "a/bot.llm-project.yaml", "a/assistant.llm-project.yaml")
    history.write("a/assistant.llm-project.yaml", FIVE.replace("weekly", "daily"))
    (history.folder / "old.llm-project.yaml").unlink()
    history.write("new.llm-project.yaml", FIVE.replace("support-bot", "fourth"))
    told = {one["path"]: one for one in history.told()}
    assert {path: (one["state"], one["old_path"]) for path, one in told.items()} == {
        "a/assistant.llm-project.yaml": ("changed", "a/bot.llm-project.yaml"),
        "new.llm-project.yaml": ("added", ""),
        "old.llm-project.yaml": ("removed", ""),
    }
    assert [one["place"] for one in told["a/assistant.llm-project.yaml"]["facts"]] == ["data.knowledge.updates"]
    assert UNMET in {one["rule"] for one in told["new.llm-project.yaml"]["found"]}
    # From a folder below, what lies there.
    assert [one["path"] for one in history.told(below="a")] == ["assistant.llm-project.yaml"]
    assert "a/assistant.llm-project.yaml" in history.changes("--format", "markdown", below="a").out


def test_projects_of_one_file(history: History) -> None:
    two = FIVE + "---\n" + FIVE.replace("support-bot", "second")
    history.commit(all=two)
    history.write(
        "all.llm-project.yaml", two.replace("name: support-bot", "name: renamed").replace("weekly", "daily", 1)
    )
    (change,) = history.told()
    assert {one["place"] for one in change["facts"]} == {"project.name", "data.knowledge.updates"}


def test_entries_of_a_list_are_known_by_name(history: History) -> None:
    text = "data:\n  knowledge:\n    sources:\n      - {name: a, updates: daily}\n      - {name: b, updates: weekly}\n"
    history.commit(bot=text)
    lines = text.splitlines(keepends=True)
    history.write("bot.llm-project.yaml", "".join([*lines[:3], lines[4].replace("weekly", "monthly"), lines[3]]))
    (change,) = history.told()
    assert change["facts"] == [
        {
            "place": "data.knowledge.sources[b].updates",
            "before": "every 7 days",
            "after": "every 30 days",
            "unreadable": [],
        }
    ]


def test_a_file_that_breaks_and_is_mended(history: History) -> None:
    history.commit(bot=FIVE)
    history.write("bot.llm-project.yaml", FIVE + "]")
    (change,) = history.told()
    assert change["broken"] == ["after"]
    assert [one["rule"] for one in change["found"]] == ["syntax-error"]
    assert "cannot be read any more" in history.changes().out
    history.commit()
    history.write("bot.llm-project.yaml", FIVE)
    assert history.told()[0]["broken"] == ["before"]


def test_what_is_compared_with(history: History) -> None:
    first = history.commit(bot=FIVE.replace("weekly", "yearly"))
    history.git("checkout", "-q", "-b", "side")
    history.commit(bot=FIVE.replace("weekly", "monthly"))
    history.git("checkout", "-q", "main")
    history.commit(bot=FIVE)
    history.git("checkout", "-q", "side")
    assert history.told() == [], "the work tree is HEAD"
    assert [one["after"] for one in history.told("main")[0]["facts"]] == ["every 30 days"]
    assert [one["before"] for one in history.told("main")[0]["facts"]] == ["every 7 days"]
    assert [one["before"] for one in history.told("main...")[0]["facts"]] == ["every 365 days"]
    assert history.told(first) == history.told("HEAD~1")
    for wrong in ("nowhere", "--upload-pack=x", "-h~1", "HEAD:bot.llm-project.yaml", "", "a b", "$(touch x)"):
        done = lint("changes", "--", wrong or "''", cwd=history.folder)
        assert done.code == 2, wrong
        assert "there is no revision" in done.err


def test_the_configuration_of_now_judges_both(history: History) -> None:
    history.commit(bot=FIVE)
    history.write("llm-project-lint.toml", f'ignore = ["{DYNAMIC}"]\n')
    history.write("bot.llm-project.yaml", FIVE.replace("pilot", "prototype"))
    (change,) = history.told()
    assert DYNAMIC not in {one["rule"] for key in ("found", "gone") for one in change[key]}


def test_nothing_is_touched_and_nothing_is_run(history: History) -> None:
    history.commit(bot=FIVE)
    history.write("bot.llm-project.yaml", FIVE.replace("weekly", "daily"))
    ran = history.folder / "ran"
    monitor = history.folder / "monitor.sh"
    monitor.write_text(f"#!/bin/sh\ntouch {ran}\n")
    monitor.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "filter.x.smudge", "core.sshCommand"):
        history.git("config", key, str(monitor))
    for name in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction"):
        (history.folder / ".git" / "hooks" / name).write_bytes(monitor.read_bytes())
        (history.folder / ".git" / "hooks" / name).chmod(0o755)
    history.write(".gitattributes", "* filter=x diff=x\n")

    def state() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in (history.folder / ".git").rglob("*")}

    before = state()
    assert history.told()
    assert lint("check", "--new-since", "HEAD", cwd=history.folder).code == 0
    assert state() == before
    assert not ran.exists()


@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_a_file_is_more_than_text(history: History, text: str) -> None:
    source = f'sources: [{{name: "{text}", updates: daily}}]'
    data = f"data: {{knowledge: {{updates: weekly, {source}}}}}"
    nasty = f'project: {{name: "{text}"}}\n{data}\napproach: {{choice: fine-tuning}}\n'
    waiver = f'waivers: [{{rule: no-rationale, reason: "{text}", at: "{text}"}}]\n'
    history.commit(bot="approach: {choice: rag}\n")
    history.write("bot.llm-project.yaml", nasty + waiver)
    for format_ in ("full", "markdown", "json"):
        out = history.changes("--format", format_).out
        assert CONTROL.search(out) is None
        assert "##[" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
        if format_ == "markdown":
            assert "<script" not in rendered(out)
            assert "<a " not in rendered(out)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    done = lint("changes", cwd=tmp_path, environment={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.code == 2
    assert "git has no answer here" in done.err
    empty = History(tmp_path / "empty")
    assert "nothing has been committed here yet" in empty.changes().err
    done = lint("changes", cwd=tmp_path, environment={"PATH": str(tmp_path)})
    assert done.code == 2
    assert "git cannot be run" in done.err


# -- what was there before ---------------------------------------------------------------------------------------------


def check(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and the rules that are reported, hints left out."""
    done = lint("check", "--today", TODAY, "--format", "json", *arguments, cwd=folder)
    assert done.out, done.err
    return done.code, [one["rule"] for one in json.loads(done.out)["findings"] if one["severity"] != "hint"]


def test_only_what_is_new_since_a_revision_counts(history: History) -> None:
    history.commit(bot=FIVE, other=FIVE.replace("support-bot", "second"))
    assert check(history.folder)[0] == 1
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    history.write("bot.llm-project.yaml", "\n# moved\n" + FIVE.replace("40", "30"))
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    history.write("bot.llm-project.yaml", FIVE.replace("task:", "citations: required, task:"))
    code, found = check(history.folder, "--new-since", "HEAD")
    assert code == 1
    assert found == ["citations-without-retrieval"]
    # What is graver than it was is new, what is milder is not.
    history.write("bot.llm-project.yaml", FIVE.replace("pilot", "production"))
    assert "model-no-owner" in check(history.folder, "--new-since", "HEAD")[1]
    history.commit()
    history.write("bot.llm-project.yaml", FIVE)
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    # A file under another name is the same project, a new one is new.
    history.git("mv", "bot.llm-project.yaml", "assistant.llm-project.yaml")
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    history.write("new.llm-project.yaml", FIVE.replace("support-bot", "new"))
    assert check(history.folder, "--new-since", "HEAD")[0] == 1
    assert check(history.folder, "--new-since", "HEAD", "assistant.llm-project.yaml") == (0, [])
    history.write("assistant.llm-project.yaml", FIVE + "]")
    assert check(history.folder, "--new-since", "HEAD", "assistant.llm-project.yaml") == (1, ["syntax-error"])


def test_a_baseline_is_written_held_against_and_pruned(tmp_path: Path) -> None:
    path = tmp_path / "a" / "bot.llm-project.yaml"
    path.parent.mkdir()
    path.write_text(FIVE, encoding="utf-8")
    _, before = check(tmp_path)
    assert check(tmp_path, "--baseline", "known.json", "--write-baseline") == (0, [])
    written = (tmp_path / "known.json").read_text(encoding="utf-8")
    entries = json.loads(written)["findings"]
    assert {one["rule"] for one in entries} > set(before), "what is listed under another is known too"
    assert {one["path"] for one in entries} == {"a/bot.llm-project.yaml"}
    assert len(written.splitlines()) == len(entries) + 2, "a line each, so that branches can be merged"
    assert check(tmp_path, "--baseline", "known.json") == (0, [])
    assert check(path.parent, "--baseline", "../known.json") == (0, []), "it means the same from everywhere"
    assert check(tmp_path, "--baseline", "known.json", str(path)) == (0, [])
    # One goes, one comes.
    path.write_text(FIVE.replace("max_staleness: 2d", "citations: required"), encoding="utf-8")
    code, found = check(tmp_path, "--baseline", "known.json")
    assert (code, found) == (1, ["citations-without-retrieval"])
    done = lint("check", "--baseline", "known.json", "--today", TODAY, cwd=tmp_path)
    assert "Gone, but still in the baseline: " in done.out
    assert UNMET in done.out
    assert check(tmp_path, "--baseline", "known.json", "--prune-baseline")[0] == 1
    pruned = json.loads((tmp_path / "known.json").read_text(encoding="utf-8"))["findings"]
    assert UNMET not in {one["rule"] for one in pruned}
    assert [one for one in entries if one in pruned] == pruned
    # What was not looked at is not gone.
    (tmp_path / "b.llm-project.yaml").write_text("project: {name: x}\n", encoding="utf-8")
    (tmp_path / "known.json").write_text(written, encoding="utf-8")
    check(tmp_path, "--baseline", "known.json", "--prune-baseline", "b.llm-project.yaml")
    assert (tmp_path / "known.json").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"version": 1}', "no list `findings`"),
        ('{"version": 2, "findings": []}', "not of version 1"),
        ('{"version": 1, "findings": [5]}', "finding 1 of this baseline"),
        ('{"version": 1, "findings": [{"path": "a", "rule": "b", "place": "c", "severity": "bad"}]}', "finding 1"),
        ('{"version": 1, "findings": [{"path": 1, "rule": "b", "place": "c", "severity": "info"}]}', "finding 1"),
    ],
)
def test_a_baseline_that_is_none(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bot.llm-project.yaml").write_text(FIVE, encoding="utf-8")
    (tmp_path / "known.json").write_text(text, encoding="utf-8")
    done = lint("check", "--baseline", "known.json", cwd=tmp_path)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert "known.json" in done.err


def test_options_that_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "bot.llm-project.yaml").write_text(FIVE, encoding="utf-8")
    for arguments, said in (
        (["--write-baseline"], "--write-baseline needs `--baseline FILE`"),
        (["--prune-baseline"], "--prune-baseline needs `--baseline FILE`"),
        (["--baseline", "x", "--new-since", "HEAD"], "either `--baseline` or `--new-since`"),
        (["--baseline", "nowhere.json"], "nowhere.json"),
    ):
        done = lint("check", *arguments, cwd=tmp_path)
        assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.parametrize("name, language", [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_shows_what_is_printed(history: History, name: str, language: str) -> None:
    history.write("llm-project.yaml", FIVE.replace("weekly", "yearly").replace("2d", "200d"))
    commit = history.commit()
    history.write("llm-project.yaml", FIVE)
    said = history.changes("main...", "--lang", language).out.replace(commit[:10], "b8fb1b4acc")
    assert said in (Path(__file__).parents[2] / name).read_text(encoding="utf-8")


# -- what is which -----------------------------------------------------------------------------------------------------


def test_a_copy_is_new_whichever_files_are_named(history: History) -> None:
    history.commit(a__bot=FIVE)
    history.write("b/bot.llm-project.yaml", FIVE.replace("40", "30"))
    everything = check(history.folder, "--new-since", "HEAD")
    assert everything[0] == 1
    assert check(history.folder, "--new-since", "HEAD", "b") == everything


def test_what_has_only_moved_is_known(history: History) -> None:
    nameless = FIVE.replace("name: support-bot, ", "")
    history.commit(a__x=FIVE, b__x=FIVE, plain=nameless, twice=f"{FIVE}---\n{FIVE}")
    (history.folder / "c").mkdir()
    history.git("mv", "a", "c/a")
    history.git("mv", "b", "c/b")
    history.git("mv", "plain.llm-project.yaml", "c/plain.llm-project.yaml")
    history.write("twice.llm-project.yaml", f"# more\n{FIVE}---\n{FIVE}")
    assert history.told() == []
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    # A document in front of others does not make them others.
    history.commit()
    history.write("c/plain.llm-project.yaml", "approach: {choice: prompt-only}\n---\n" + nameless)
    (change,) = history.told()
    assert change["state"] == "added"
    assert change["now"]["choice"] == "prompt-only"


def test_files_that_are_no_plain_files_of_the_revision(history: History) -> None:
    history.write("real/x.yaml", FIVE)
    (history.folder / "llm-project.yaml").symlink_to("real/x.yaml")
    history.write(".gitignore", "ignored.llm-project.yaml\n")
    history.write("ignored.llm-project.yaml", FIVE)
    history.git("add", "-f", "ignored.llm-project.yaml")
    history.commit()
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    assert history.told() == []
    history.write("ignored.llm-project.yaml", FIVE.replace("weekly", "daily"))
    assert [one["path"] for one in history.told()] == ["ignored.llm-project.yaml"]
    piped = ("-", "--stdin-filename", "llm-project.yaml", "--new-since", "HEAD", "--format", "json", "--today", TODAY)
    done = lint("check", *piped, cwd=history.folder, stdin=FIVE.encode())
    assert done.code == 0, done.out
    # Another repository inside of this one is not asked, and that is said.
    inner = History(history.folder / "inner")
    inner.commit(bot=FIVE)
    done = lint("check", "--new-since", "HEAD", "inner", cwd=history.folder)
    assert done.code == 1
    assert "is not of this repository" in done.err
    assert "another repository has them: `inner/bot.llm-project.yaml`" in history.changes().out


def test_the_rules_of_where_it_is_now_judge_both(history: History) -> None:
    history.commit(a__bot=FIVE)
    history.write("a/llm-project-lint.toml", f'ignore = ["{UNMET}"]\n')
    history.write("b/llm-project-lint.toml", f'ignore = ["{DYNAMIC}"]\n')
    history.commit()
    history.git("mv", "a/bot.llm-project.yaml", "b/bot.llm-project.yaml")
    assert history.told() == []
    assert check(history.folder, "--new-since", "HEAD") == (0, [])
    # That the rules themselves have changed is said.
    history.commit()
    history.write("b/llm-project-lint.toml", f'ignore = ["{DYNAMIC}", "{UNMET}"]\n')
    done = history.changes()
    assert "How projects are judged has changed too (`b/llm-project-lint.toml`)" in done.out


def test_what_is_new_below_something_known(history: History) -> None:
    base = FIVE.replace("40}", "40}").replace("retrain: quarterly, retrain_duration: 5d", "model_owner: x")
    history.commit(bot=base.replace("max_staleness: 2d, ", "").replace(", max_staleness: 2d", ""))
    history.write(
        "bot.llm-project.yaml",
        base.replace(", max_staleness: 2d", "").replace("model_owner: x", "model_owner: x, retrain: yearly"),
    )
    (change,) = history.told()
    assert "retrain-slower-than-updates" in {one["rule"] for one in change["found"]}
    assert "retrain-slower-than-updates" in check(history.folder, "--new-since", "HEAD")[1]


def test_a_key_that_stands_twice_is_known_by_itself(history: History) -> None:
    history.commit(bot="approach: {choice: rag}\napproach: {choice: rag}\n")
    history.write("bot.llm-project.yaml", "approach: {choice: rag}\nproject: {}\nproject: {}\n")
    assert check(history.folder, "--new-since", "HEAD") == (1, ["duplicate-key"])
    (change,) = history.told()
    assert [one["rule"] for one in change["found"]] == ["duplicate-key"]
    assert [one["rule"] for one in change["gone"]] == ["duplicate-key"]


def test_values_that_cannot_be_read_are_no_silence(history: History) -> None:
    history.commit(bot=FIVE)
    history.write("bot.llm-project.yaml", FIVE.replace("updates: weekly", "updates: evry weak"))
    (change,) = history.told()
    assert change["facts"] == [
        {
            "place": "data.knowledge.updates",
            "before": "every 7 days",
            "after": "evry weak",
            "unreadable": ["after"],
        }
    ]
    assert "every 7 days → “evry weak”, which cannot be read" in history.changes().out


def test_a_comment_has_room_for_it(history: History) -> None:
    names = [f"p{number}" for number in range(300)]
    history.commit(**{name: FIVE.replace("support-bot", name).replace("weekly", "yearly") for name in names})
    for name in names:
        history.write(f"{name}.llm-project.yaml", FIVE.replace("support-bot", name))
    out = history.changes("--format", "markdown").out
    assert len(out) < 65_536
    assert "more projects have changed" in out
    assert len(history.told()) == 300


# -- baselines that somebody else wrote --------------------------------------------------------------------------------


def test_a_baseline_can_forge_nothing(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(FIVE, encoding="utf-8")
    entry = {"path": "llm-project.yaml", "project": "support-bot", "severity": "error"}
    forged = {**entry, "rule": "x\n::error::pwned", "place": "y\n::warning::p ##[error]z"}
    (tmp_path / "k.json").write_text(json.dumps({"version": 1, "findings": [forged]}), encoding="utf-8")
    for format_ in ("full", "concise", "github", "markdown", "json", "html"):
        done = lint("check", "--baseline", "k.json", "--format", format_, "--today", TODAY, cwd=tmp_path)
        lines = [line.lstrip() for line in done.out.splitlines()]
        assert not any(line.startswith(("::error::pwned", "::warning::p")) for line in lines), format_
        assert "##[" not in done.out


def test_only_what_was_looked_at_can_be_gone(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "x.llm-project.yaml", tmp_path / "b" / "x.llm-project.yaml"
    for path in (one, two):
        path.parent.mkdir()
        path.write_text(FIVE, encoding="utf-8")
    known = tmp_path / "k.json"
    assert check(tmp_path, "--baseline", "k.json", "--write-baseline")[0] == 0
    whole = known.read_text(encoding="utf-8")
    # Rules that are not asked, and files that cannot be read, have nothing to say.
    check(tmp_path, "--baseline", "k.json", "--prune-baseline", "--select", "finetune-too-few-labels")
    assert known.read_text(encoding="utf-8") == whole
    one.write_text(FIVE + "}", encoding="utf-8")
    assert check(tmp_path, "--baseline", "k.json", "--prune-baseline") == (1, ["syntax-error"])
    assert known.read_text(encoding="utf-8") == whole
    # To write it anew for one folder keeps the other.
    one.write_text(FIVE, encoding="utf-8")
    assert check(tmp_path, "--baseline", "k.json", "--write-baseline", "a")[0] == 0
    assert known.read_text(encoding="utf-8") == whole
    # What was known of a file that is gone is gone.
    two.unlink()
    done = lint("check", "--baseline", "k.json", "--today", TODAY, cwd=tmp_path)
    assert "b/x.llm-project.yaml" in done.out
    check(tmp_path, "--baseline", "k.json", "--prune-baseline")
    assert {entry["path"] for entry in json.loads(known.read_text(encoding="utf-8"))["findings"]} == {
        "a/x.llm-project.yaml"
    }


def test_a_large_baseline_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "llm-project.yaml").write_text(FIVE, encoding="utf-8")
    assert check(tmp_path, "--baseline", "k.json", "--write-baseline")[0] == 0
    known = json.loads((tmp_path / "k.json").read_text(encoding="utf-8"))
    known["findings"] += [
        {**known["findings"][0], "path": f"folder/{number}.llm-project.yaml"} for number in range(50_000)
    ]
    text = json.dumps(known)
    assert len(text) > 2**22, "more than a project file may have"
    (tmp_path / "k.json").write_text(text, encoding="utf-8")
    assert check(tmp_path, "--baseline", "k.json") == (0, [])


def test_hints_are_known_where_they_count(history: History) -> None:
    history.commit(bot=FIVE)
    assert check(history.folder, "--new-since", "HEAD", "--fail-on", "hint")[0] == 0
    history.write("bot.llm-project.yaml", FIVE.replace("40", "41"))
    assert check(history.folder, "--new-since", "HEAD", "--fail-on", "hint")[0] == 0
    assert check(history.folder, "--baseline", "k.json", "--write-baseline", "--fail-on", "hint")[0] == 0
    assert check(history.folder, "--baseline", "k.json", "--fail-on", "hint")[0] == 0


def test_what_is_repaired_in_the_same_run_is_not_what_it_was(history: History) -> None:
    history.commit(bot=FIVE.replace("choice:", "choise:"))
    fixed = check(history.folder, "--fix", "--new-since", "HEAD")
    assert fixed[0] == 1
    assert check(history.folder, "--new-since", "HEAD") == fixed


def test_more_options_that_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "bot.llm-project.yaml").write_text(FIVE, encoding="utf-8")
    for arguments in (
        ["--baseline", "x", "--write-baseline", "--prune-baseline"],
        ["--diff", "--baseline", "x", "--write-baseline"],
        ["--diff", "--new-since", "HEAD"],
    ):
        assert lint("check", *arguments, cwd=tmp_path).code == 2
        assert not (tmp_path / "x").exists()
