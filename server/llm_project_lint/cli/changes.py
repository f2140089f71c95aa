"""`changes`: what the files as they are now, held against a revision, do to the decisions."""

import argparse
import os
import sys
from collections.abc import Sequence

from llm_project_lint import discovery, files
from llm_project_lint.cli.configured import Configured
from llm_project_lint.cli.environment import colour_of, columns
from llm_project_lint.cli.parser import WAIVED
from llm_project_lint.cli.revision import Content, Then
from llm_project_lint.comparison.changes import ProjectChange, change_of
from llm_project_lint.errors import UsageError
from llm_project_lint.git import PRESENT, Git
from llm_project_lint.model import Language
from llm_project_lint.outputs import View
from llm_project_lint.outputs.changes import Comparison, changes_markdown, changes_text
from llm_project_lint.outputs.changes_json import changes_json
from llm_project_lint.outputs.printable import printable
from llm_project_lint.texts.cli import TEXTS


def changes(parsed: argparse.Namespace, language: Language) -> int:
    """Print what has become of each project; returns 0, or 2 where a file could not be read."""
    configured = Configured(parsed, language)
    language = configured.language
    git = Git(language)
    revision = git.revision(parsed.revision or PRESENT)
    found = discovery.find([], language)
    faults = [*found.faults]
    then = Then(git, revision)
    here = {file.shown: file.path for file in found.files}
    # Git does not ignore what it has, whatever .gitignore says of it.
    here |= {path: path for path in then.below() if path not in here and os.path.isfile(path)}
    now: list[Content] = []
    for shown, path in sorted(here.items()):
        try:
            now.append(Content(shown, files.read(path, language)))
        except UsageError as error:
            faults.append((shown, str(error)))
    sides = then.sides(now, configured)
    told = [change_of(old, new, language) for old, new in sides.pairs]
    judging = {id(known): known for known in (configured.of(one.path) for one in now)}.values()
    packs = {pack.path: None for known in judging for pack in known.packs}
    configurations = then.changed([known.file for known in judging if known.file], list(packs))
    view = View(
        language,
        "info" if configured.show == WAIVED else configured.show,
        colour=colour_of(os.environ, sys.stdout.isatty()),
        columns=columns(),
        folder=os.getcwd(),
    )
    write = {"full": changes_text, "markdown": changes_markdown, "json": changes_json}[parsed.format]
    sys.stdout.write(write(Comparison(revision, _ordered(told), tuple(configurations), sides.elsewhere), view))
    for path, reason in faults:
        message = TEXTS.say("of-path", language, path=printable(path), reason=reason)
        print(TEXTS.say("failed", language, message=message), file=sys.stderr)
    return 2 if faults else 0


def _ordered(told: Sequence[ProjectChange]) -> list[ProjectChange]:
    """What there is to say, decisions that flip first."""
    return sorted((one for one in told if one.matters), key=lambda one: (not one.flips, one.report.source.path))
