"""What can be done about findings, as changes of the data: fixes, facts to state, waivers, another choice.

Every offer is something that the core knows how to make: a fix of a finding, a place with a word that it can take or
with nothing yet, an entry of `waivers`. What the text becomes by it is left to `edits`.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lsprotocol.types import CodeActionKind

from llm_project_lint.comparison.columns import GRAVE
from llm_project_lint.edits.render import written
from llm_project_lint.facts.facts import CHOICE
from llm_project_lint.facts.fields import SECTION, Field
from llm_project_lint.lsp.cursor import field_at
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
from llm_project_lint.waivers import WAIVERS, end_after

FIX_ALL = "source.fixAll.llm-project-lint"
CHOICE_PATH: Path = tuple(CHOICE.split("."))
MOST_FACTS = 3
"""Facts that are offered for one finding."""
MOST_WORDS = 5
"""Words that are offered for one fact, each by itself."""
SHOWN = 80
"""Characters of a place and its word within a title."""
VERDICT_ORDER = ("nothing-against", "undecided", "in-question", "contradicted")
"""Best first."""


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
    if finding.rule in snapshot.linter.rules.rules and finding.severity != "hint":
        yield from _escapes(snapshot, judged, finding, language)
        yield from _waiver(snapshot, judged, finding, language)


def choices_for(
    snapshot: Snapshot, judged: Judged, language: Language, finding: Finding | None = None
) -> Iterator[Offer]:
    """The other approaches that a document could choose, the best first, each with what it comes to where they differ.

    Each decides: none is a fix.
    """
    document, stated = judged.document, judged.document.get(CHOICE_PATH)
    verdicts = _verdicts(snapshot, judged)
    others = [choice for choice in APPROACHES if choice != stated]
    if verdicts:
        others.sort(key=lambda choice: VERDICT_ORDER.index(verdicts[choice]))
    for choice in others:
        title = TEXTS.say("choose" if stated is None else "change-choice", language, choice=choice)
        if len({verdicts.get(other) for other in others}) > 1:
            verdict = VERDICTS.say(verdicts[choice], language)
            title = TEXTS.say("with-verdict", language, title=title, verdict=verdict)
        change = Change("set", CHOICE_PATH, choice)
        yield Offer(title, CodeActionKind.RefactorRewrite, document.index, (change,), finding)


def fix_all(snapshot: Snapshot, language: Language) -> Iterator[Offer]:
    """All safe fixes of a text, where it has any."""
    findings = (finding for report in snapshot.reports for finding in report.findings)
    if any(fix.safe for finding in findings for fix in finding.fixes):
        yield Offer(TEXTS.say("fix-all", language), FIX_ALL)  # how many they are shows when they are made


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
        # A choice that cannot be read decides nothing yet, and what is meant by it is a repair.
        stated = judged.document.get(CHOICE_PATH) in APPROACHES
        decides = stated and any(change.path == CHOICE_PATH for change in fix.changes) and not fix.safe
        kind = CodeActionKind.RefactorRewrite if decides else CodeActionKind.QuickFix
        yield Offer(printable(fix.title), kind, judged.document.index, fix.changes, finding, fix.safe and single)


def _facts(snapshot: Snapshot, judged: Judged, finding: Finding, language: Language) -> Iterator[Offer]:
    """A line for each fact whose absence is what the finding says: with each word that it can be, else to fill in."""
    document = judged.document
    for place in _absent(judged, finding)[:MOST_FACTS]:
        if place == CHOICE:
            yield from choices_for(snapshot, judged, language, finding)
            continue
        path = _path(place, judged)
        if path is None or document.get(path) is not None or not _is_used(path, judged):
            continue
        values: tuple[Any, ...] = _words(_field(path, judged))
        for value in values or ((None,) if path not in document.marks else ()):
            shown = place_of(path, document) + (f": {written(value)}" if values else "")
            shown = printable(shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…")
            title = TEXTS.say("state", language, line=shown) if values else TEXTS.say("add", language, place=shown)
            yield Offer(title, CodeActionKind.QuickFix, document.index, (Change("set", path, value),), finding)


def _words(field: Field | None) -> tuple[Any, ...]:
    """All that can stand at a place, if it is few words."""
    if field is None or len(field.values) > MOST_WORDS:
        return ()
    return (True, False) if field.form == "boolean" else field.values


def _is_used(path: Path, judged: Judged) -> bool:
    """Whether the chosen approach uses what stands at a place; yes where none is chosen."""
    choice = judged.document.get(CHOICE_PATH)
    if choice not in APPROACHES:
        return True
    fields = (_field(path[:depth], judged) for depth in range(1, len(path) + 1))
    return all(not field.design or choice in field.design for field in fields if field)


def _absent(judged: Judged, finding: Finding) -> tuple[str, ...]:
    """The places of which a finding says that they are not stated; none for a finding about what is."""
    if finding.rule == NOT_STATED:
        return (finding.place,)
    for outcome, said in judged.checked.said if judged.checked else ():
        if said.rule == finding.rule and said.place == finding.place in outcome.absent:
            return outcome.absent
    return ()


def _escapes(snapshot: Snapshot, judged: Judged, finding: Finding, language: Language) -> Iterator[Offer]:
    """The approaches that nothing speaks against, for a grave finding that is not the same whatever is chosen."""
    if finding.severity not in GRAVE or judged.document.get(CHOICE_PATH) not in APPROACHES:
        return
    decision = snapshot.decision(judged)
    if decision is None or any((one.rule, one.place) == (finding.rule, finding.place) for one in decision.everywhere):
        return
    verdicts = _verdicts(snapshot, judged)
    for offer in choices_for(snapshot, judged, language, finding):
        if verdicts.get(offer.changes[0].value) == VERDICT_ORDER[0]:
            yield offer


def _verdicts(snapshot: Snapshot, judged: Judged) -> dict[str, str]:
    """What each approach comes to; nothing where that is not found out."""
    decision = snapshot.decision(judged)
    return {column.choice: column.verdict for column in decision.columns} if decision else {}


def _waiver(snapshot: Snapshot, judged: Judged, finding: Finding, language: Language) -> Iterator[Offer]:
    """An entry that accepts the finding for a time, at its place where the rule reports at others too.

    Not if there is one already: what that needs, such as a reason, its own finding says.
    """
    said = judged.checked.said if judged.checked else ()
    places = {one.place for _, one in said if one.rule == finding.rule}
    entry = {"rule": finding.rule}
    if len(places) > 1 and finding.place:
        entry["at"] = finding.place
    entries = judged.document.get((WAIVERS,))
    for other in entries if isinstance(entries, list) else ():
        same = isinstance(other, dict) and other.get("rule") == finding.rule
        if same and other.get("at") in (None, "", finding.place):
            return
    entry["reason"] = TEXTS.say("reason", language)
    entry["until"] = end_after(snapshot.linter.settings.today).isoformat()
    place = printable(one_line(entry.get("at", "")))
    title = TEXTS.say("waive-at" if place else "waive", language, rule=finding.rule, place=place)
    changes = (Change("append", (WAIVERS,), entry),)
    yield Offer(title, CodeActionKind.QuickFix, judged.document.index, changes, finding, late=True)


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
    field = _field(path, judged)
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


def _field(path: Path, judged: Judged) -> Field | None:
    """What the format says about a place."""
    return field_at(judged.checked.facts.record.field, path) if judged.checked else None
