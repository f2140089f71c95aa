"""What can be done about findings, as changes of the data: fixes, facts to state, waivers, another choice.

Every offer is something that the core knows how to make: a fix of a finding, a place with the example that the schema
has for it, an entry of `waivers`. What the text becomes by it is left to `edits`.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lsprotocol.types import CodeActionKind

from llm_project_lint.edits.render import written
from llm_project_lint.facts.facts import CHOICE
from llm_project_lint.facts.fields import SECTION
from llm_project_lint.lsp.cursor import field_at
from llm_project_lint.lsp.format import words_of
from llm_project_lint.lsp.snapshot import Snapshot
from llm_project_lint.model import Change, Document, Finding, Language, Path
from llm_project_lint.outputs.printable import printable
from llm_project_lint.pipeline import Judged
from llm_project_lint.rule_check.say import one_line, place_of
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.scaffold.templates import FACTS
from llm_project_lint.tally import NOT_STATED
from llm_project_lint.texts.actions import TEXTS
from llm_project_lint.texts.comparison import TEXTS as VERDICTS
from llm_project_lint.waivers import WAIVERS

FIX_ALL = "source.fixAll.llm-project-lint"
CHOICE_PATH: Path = tuple(CHOICE.split("."))
MOST_FACTS = 3
"""Facts that are offered for one finding."""
SHOWN = 80
"""Characters of a place and its example within a title."""


class Offer(NamedTuple):
    """One thing that can be done.

    document: which one of the text, from 0. changes: of that document; none stands for all safe fixes of the text.
    finding: what it answers. preferred: whether it is what anybody would do. late: what comes last, such as a waiver.
    """

    title: str
    kind: str
    document: int = 0
    changes: tuple[Change, ...] = ()
    finding: Finding | None = None
    preferred: bool = False
    late: bool = False


def offers_for(snapshot: Snapshot, judged: Judged, finding: Finding, language: Language) -> Iterator[Offer]:
    """What can be done about a finding, or about a fact that is not stated, of one document."""
    yield from _fixes(judged, finding)
    yield from _facts(snapshot, judged, finding, language)
    if finding.rule in snapshot.linter.rules.rules:
        yield _waiver(judged, finding, language)


def choices_for(
    snapshot: Snapshot, judged: Judged, language: Language, finding: Finding | None = None
) -> Iterator[Offer]:
    """The other approaches that a document could choose, each with what it comes to. Each decides: none is a fix."""
    document, stated = judged.document, judged.document.get(CHOICE_PATH)
    decision = snapshot.decision(judged)
    verdicts = {column.choice: column.verdict for column in decision.columns} if decision else {}
    for choice in APPROACHES:
        if choice != stated:
            title = TEXTS.say("choose" if stated is None else "change-choice", language, choice=choice)
            if choice in verdicts:
                verdict = VERDICTS.say(verdicts[choice], language)
                title = TEXTS.say("with-verdict", language, title=title, verdict=verdict)
            change = Change("set", CHOICE_PATH, choice)
            yield Offer(title, CodeActionKind.RefactorRewrite, document.index, (change,), finding)


def fix_all(snapshot: Snapshot, language: Language) -> Iterator[Offer]:
    """All safe fixes of a text, where it has any."""
    if any(fix.safe for report in snapshot.reports for finding in report.findings for fix in finding.fixes):
        yield Offer(TEXTS.say("fix-all", language), FIX_ALL)


def sorted_offers(offers: Iterable[Offer]) -> list[Offer]:
    """The offers in the order in which a person should see them, each change once."""
    found: dict[tuple[int, str], Offer] = {}
    for offer in offers:
        found.setdefault((offer.document, repr(offer.changes)), offer)
    return sorted(
        found.values(), key=lambda offer: (offer.late, not offer.preferred, offer.kind != CodeActionKind.QuickFix)
    )


def _fixes(judged: Judged, finding: Finding) -> Iterator[Offer]:
    single = sum(fix.safe for fix in finding.fixes) == 1
    for fix in finding.fixes:
        decides = any(change.path == CHOICE_PATH for change in fix.changes) and not fix.safe
        kind = CodeActionKind.RefactorRewrite if decides else CodeActionKind.QuickFix
        yield Offer(printable(fix.title), kind, judged.document.index, fix.changes, finding, fix.safe and single)


def _facts(snapshot: Snapshot, judged: Judged, finding: Finding, language: Language) -> Iterator[Offer]:
    """A line for each fact whose absence is what the finding says. An example is no fact, and its title says so."""
    for place in _absent(judged, finding)[:MOST_FACTS]:
        if place == CHOICE:
            yield from choices_for(snapshot, judged, language, finding)
            continue
        path = _path(place, judged)
        example = words_of(language)[_name(path)].examples[0] if path else None
        if path and example is not None and judged.document.get(path) is None:
            shown = f"{place_of(path, judged.document)}: {written(example)}"
            shown = printable(shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")
            change = Change("set", path, example)
            yield Offer(
                TEXTS.say("state", language, line=shown),
                CodeActionKind.QuickFix,
                judged.document.index,
                (change,),
                finding,
            )


def _absent(judged: Judged, finding: Finding) -> tuple[str, ...]:
    """The places of which a finding says that they are not stated; none for a finding about what is."""
    if finding.rule == NOT_STATED:
        return (finding.place,)
    for outcome, said in judged.checked.said if judged.checked else ():
        if said.rule == finding.rule and said.place == finding.place in outcome.absent:
            return outcome.absent
    return ()


def _waiver(judged: Judged, finding: Finding, language: Language) -> Offer:
    """An entry that accepts the finding, at its place where the rule reports at others too."""
    said = judged.checked.said if judged.checked else ()
    places = {one.place for _, one in said if one.rule == finding.rule}
    entry = {"rule": finding.rule}
    if len(places) > 1 and finding.place:
        entry["at"] = finding.place
    entry["reason"] = TEXTS.say("reason", language)
    place = printable(one_line(entry.get("at", "")))
    title = TEXTS.say("waive-at" if place else "waive", language, rule=finding.rule, place=place)
    changes = (Change("append", (WAIVERS,), entry),)
    return Offer(title, CodeActionKind.QuickFix, judged.document.index, changes, finding, late=True)


# -- places ---------------------------------------------------------------------------------------------------------


def _path(place: str, judged: Judged) -> Path | None:
    """Where a place that people name is written; of a section its first fact that a first file has a line for.

    None where there is no one place that could be written.
    """
    base, bracket, rest = place.partition("[")
    path: Path = tuple(base.split("."))
    if bracket:
        label, end, inside = rest.rpartition("].")
        at = _entry(judged.document, path, label) if end else None
        if at is None:
            return None
        path = (*path, at, *inside.split("."))
    root = judged.checked.facts.record.field if judged.checked else None
    field = field_at(root, path) if root else None
    if field is None:
        return None
    if field.form == SECTION:
        leaf = next((one for one in field.walk() if one.name in FACTS["hybrid"]), None)
        return tuple(leaf.name.split(".")) if leaf else None
    return path


def _entry(document: Document, path: Path, label: str) -> int | None:
    """The entry of a list that is named so, or has no name and that index."""
    entries = document.get(path)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        name = entry.get("name") if isinstance(entry, dict) else None
        if label == (name if isinstance(name, str) and name else str(index)):
            return index
    return None


def _name(path: Path) -> str:
    """A path as the schema names its place: `data.knowledge.sources[].updates`."""
    name = ""
    for step in path:
        name += "[]" if isinstance(step, int) else f".{step}" if name else step
    return name
