"""The four approaches side by side for people: a table to see where they stand, and below it what it rests on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from llm_project_lint.comparison.columns import GRAVE, SIDES, alike, named
from llm_project_lint.comparison.decision import Decision
from llm_project_lint.comparison.flips import Flip
from llm_project_lint.comparison.values import FAR
from llm_project_lint.facts.show import written
from llm_project_lint.model import Finding, Language, Waived, rank
from llm_project_lint.outputs.decision_table import table
from llm_project_lint.outputs.paint import Line, Piece, height, line, paint
from llm_project_lint.outputs.printable import printable
from llm_project_lint.outputs.renderer import View, path_of, short
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.texts.comparison import TEXTS
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS

READ = ("internal-error", "unknown-rule", "expired-waiver", "unexplained-waiver", "unused-waiver")
"""Findings about the file that take nothing away from what it states."""
MOST = 4
"""Entries of a list within a line."""
MOST_OF_RULE = 5
"""Findings of one rule that are printed against the approaches; `json` has all."""
MOST_NEEDED = 8
"""Facts not known that are listed where nothing can be judged without them."""


class _Most(NamedTuple):
    """How many entries lists have.

    against: findings of the file itself, and against the approaches. few: facts not known, and flips, each. rest:
    whether lists are printed that say what `check` says too, or that the table counts. drivers: whether what speaks
    for the approaches is, which the table counts as well.
    """

    against: int
    few: int = 3
    rest: bool = False
    drivers: bool = True


ALL = _Most(20, rest=True)
FEWER = (_Most(20), _Most(6), _Most(4), _Most(3, 2), _Most(2, 1), _Most(2, 1, drivers=False))
"""What is printed in a window that all of it does not fit in: whole sentences, but fewer of them; `json` has all."""


def decision_text(decision: Decision, view: View) -> str:
    """The text of one decision; in a window as much of it as fits there, while what is piped is whole."""
    for most in (ALL, *FEWER):
        lines = list(_Screen(decision, view, most).lines())
        if not view.rows or height(lines, view.colour, view.columns) < view.rows:
            break
    return paint(lines, view.colour, view.columns)


def summary(decision: Decision, language: Language) -> str:
    """What it comes to, in a few sentences without anything that the file says."""
    return _Screen(decision, View(language), ALL).summary()


class Same(NamedTuple):
    """A finding and the columns it stands in."""

    finding: Finding
    choices: tuple[str, ...]
    reason: str = ""


class _Screen:
    """Writes one decision."""

    def __init__(self, decision: Decision, view: View, most: _Most) -> None:
        self._decision = decision
        self._language = view.language
        self._most = most

    def lines(self) -> Iterator[Line]:
        """All lines, a blank one behind them."""
        decision = self._decision
        yield from self._faults()
        if not decision.columns:
            empty = all(finding.rule == "empty-file" for finding in decision.faults)
            yield line(self._say("nothing-written" if empty else "broken"))
            return
        if any(finding.rule not in READ for finding in decision.faults):
            yield line(self._say("faulty"), indent=0)
        yield line(Piece(self._head(), "place"), indent=4)
        yield line()
        yield from table(self._decision, self._language)
        yield line()
        yield line(self.summary(), indent=0)
        yield line()
        yield from self._part("against", self._against())
        if self._most.drivers:
            yield from self._for()
        if self._most.rest:
            yield from self._infos()
        yield from self._everywhere()
        if decision.judged and self._most.rest:
            yield from self._settle()
        yield from self._part("unknown", self._unknown())
        yield from self._part("flips", map(self._flip, best(decision.flips)[: self._most.few]))
        yield line()
        yield line(Piece(self._say("note" if self._most.rest else "cut"), "rule"), indent=0)

    def _faults(self) -> Iterator[Line]:
        report = self._decision.report
        for finding in self._decision.faults[: self._most.against]:
            at = report.source.position(finding.span.start)
            place = Piece(f"{path_of(report.source, self._language)}:{at.line}:{at.column} ", "place")
            yield line(place, *self._said(finding), indent=4)
        if (left := len(self._decision.faults) - self._most.against) > 0:
            yield line(self._say("more-faults", count=left))

    def _head(self) -> str:
        report, chosen = self._decision.report, self._decision.chosen
        path = path_of(report.source, self._language)
        name = printable(short(report.name)) or (f"#{report.document + 1}" if report.document else "")
        project = self._say("named", path=path, name=name) if name else path
        said = self._say("chosen", choice=chosen) if chosen else self._say("no-choice")
        return self._say("head", project=project, chosen=said)

    # What it comes to

    def summary(self) -> str:
        """The sentences about all four."""
        return " ".join(self._sum()) if self._language == "en" else "".join(self._sum())

    def _sum(self) -> Iterator[str]:
        decision = self._decision
        columns = {column.choice: column for column in decision.columns}
        if not decision.judged:
            yield self._say("none-judged")
            return
        verdict = columns[decision.chosen].verdict if decision.chosen else ""
        if verdict in ("contradicted", "in-question"):
            yield self._say(f"choice-{verdict}", choice=decision.chosen)
        standing = decision.standing
        if len(standing) == 1:
            column = columns[standing[0]]
            yield self._say("one-stands", standing=standing[0], decided=column.decided, all=len(column.criteria))
        elif standing:
            yield self._say("several-stand", standing=self._or(standing))
            if "hybrid" in standing and {"rag", "fine-tuning"} & set(standing):
                yield self._say("hybrid-stands")
        else:
            yield self._say("none-stands")
        if accepted := [one for one in standing if any(map(self._weighs, columns[one].waived))]:
            yield self._say("apart-from-waived", choices=self._or(accepted))
        if open_ := [one.choice for one in decision.columns if one.verdict == "undecided"]:
            yield self._say("not-yet", choices=self._or(open_))

    def _weighs(self, waived: Waived) -> bool:
        """Whether something waived would have changed a verdict: it is grave, and not the same under all four."""
        everywhere = all(
            any(alike(one.finding) == alike(waived.finding) for one in column.waived)
            for column in self._decision.columns
        )
        return waived.finding.severity in GRAVE and not everywhere

    # The lists

    def _part(self, title: str, lines: Iterable[Line]) -> Iterator[Line]:
        """A list under its title, left out where it would be empty."""
        found = list(lines)
        if found:
            yield from (line(Piece(self._say(title), "label")), *found)

    def _entry(self, title: str, text: str, **values: str) -> Line:
        """A list that fits into a line, behind its title."""
        return line(Piece(self._say(title, **values), "label"), self._say("gap"), text, indent=2)

    def _against(self) -> Iterator[Line]:
        columns = self._decision.columns
        grave = gathered((column.choice, one, "") for column in columns for one in column.against)
        printed: Counter[str] = Counter()
        for same in sorted(grave, key=lambda same: -rank(same.finding.severity)):
            if printed[same.finding.rule] < MOST_OF_RULE and printed.total() < self._most.against:
                printed[same.finding.rule] += 1
                yield line("  ", *self._said(same.finding, same.choices), indent=4)
        if left := len(grave) - printed.total():
            yield line("  ", self._say("more", count=left))
        waived = gathered((column.choice, one.finding, one.reason) for column in columns for one in column.waived)
        for same in waived:
            message = self._say(
                "waived",
                message=printable(named(same.finding, self._or(same.choices)).message),
                reason=printable(short(same.reason)),
            )
            yield line(
                Piece(f"  {self._say('waived-label')} ", "rule"),
                f"{self._of(same.choices, message)} ",
                Piece(f"[{same.finding.rule}]", "rule"),
                indent=4,
            )

    def _infos(self) -> Iterator[Line]:
        """The rules that have something to say, in one line; `explain` and `check` say what."""
        rules: dict[str, list[str]] = {}
        for column in self._decision.columns:
            for name in dict.fromkeys(one.rule for one in column.infos):
                rules.setdefault(name, []).append(column.choice)
        if rules:
            listed = [self._say("info-of", rule=rule, choices=self._choices(found)) for rule, found in rules.items()]
            yield self._entry("infos", self._first(listed))

    def _said(self, finding: Finding, choices: tuple[str, ...] = ()) -> tuple[Piece | str, ...]:
        name = self._or(choices) if choices else self._decision.chosen or APPROACHES[0]
        message = printable(named(finding, name).message)
        severity = OUTPUTS.say(finding.severity, self._language)
        return (
            Piece(
                f"{severity} " if choices else OUTPUTS.say("label", self._language, label=severity), finding.severity
            ),
            f"{self._of(choices, message) if choices else message} ",
            Piece(f"[{finding.rule}]", "rule"),
        )

    def _for(self) -> Iterator[Line]:
        held = [one for one in self._decision.scorecard if one.holds]
        for side in dict.fromkeys(one.side for one in held):
            own = sorted((one for one in held if one.side == side), key=lambda one: one.strength != "strong")
            said = [self._say("weak", title=one.title) if one.strength == "weak" else one.title for one in own]
            choices = tuple(choice for choice in APPROACHES if side in SIDES[choice])
            yield self._entry("for", self._say("list-separator").join(said), choices=self._choices(choices))

    def _everywhere(self) -> Iterator[Line]:
        found = self._decision.everywhere
        hints = [self._decision.titles[one.rule] for one in found if one.severity == "hint"]
        if found and self._most.rest:
            yield self._entry("everywhere", self._say("list-separator").join(hints))
        for finding in sorted(found, key=lambda one: -rank(one.severity)):
            if finding.severity != "hint":
                yield line("  ", *self._said(finding), indent=4)

    def _settle(self) -> Iterator[Line]:
        choices: dict[str, list[str]] = {}
        for column in self._decision.columns:
            for one in column.settle:
                choices.setdefault(one.place, []).append(column.choice)
        for alike_ in dict.fromkeys(tuple(found) for found in choices.values()):
            places = [f"`{printable(place)}`" for place, found in choices.items() if tuple(found) == alike_]
            yield self._entry("settle-for", self._first(places), choices=self._choices(alike_))

    def _unknown(self) -> Iterator[Line]:
        for fact in self._decision.unknown[: self._most.few if self._decision.judged else MOST_NEEDED]:
            count = len(fact.criteria)
            key = "criteria" if count > 1 else "one-criterion"
            choices = self._choices(fact.choices)
            yield line("  ", self._say(key, place=printable(fact.place), count=count, choices=choices), indent=4)

    def _flip(self, flip: Flip) -> Line:
        moves: dict[str, list[str]] = {}
        for change in flip.changes:
            moves.setdefault(change.after, []).append(change.choice)
        said = [
            self._say("change", choices=self._list(choices), after=self._say(after)) for after, choices in moves.items()
        ]
        changes = self._say("list-separator").join(said)
        values = {"place": printable(flip.place), "value": printable(written(flip.value)), "changes": changes}
        if flip.stated is None:
            return line("  ", self._say("if-stated", **values), indent=4)
        return line("  ", self._say("if", **values, stated=printable(short(written(flip.stated)))), indent=4)

    # Words

    def _of(self, choices: Sequence[str], text: str) -> str:
        return self._say("of", choices=self._choices(choices), text=text)

    def _choices(self, choices: Sequence[str]) -> str:
        return self._say("all-four") if len(choices) == len(APPROACHES) else self._list(choices)

    def _list(self, words: Iterable[str]) -> str:
        return self._say("separator").join(words)

    def _first(self, words: Sequence[str]) -> str:
        more = [self._say("more", count=len(words) - MOST)] if len(words) > MOST else []
        return self._list([*words[:MOST], *more])

    def _or(self, words: Sequence[str]) -> str:
        return self._say("or").join((self._list(words[:-1]), words[-1]) if len(words) > 1 else words)

    def _say(self, key: str, **values: object) -> str:
        return TEXTS.say(key, self._language, **values)


def gathered(found: Iterable[tuple[str, Finding, str]]) -> list[Same]:
    """What several columns say alike, once."""
    same: dict[tuple[str, ...], Same] = {}
    for choice, finding, reason in found:
        key = alike(finding)
        known = same.get(key, Same(finding, (), reason))
        same[key] = known._replace(choices=(*known.choices, choice))
    return list(same.values())


def best(flips: Iterable[Flip]) -> list[Flip]:
    """The first of each place; a number so far off that it is another project's only where it helps."""
    places: dict[str, Flip] = {}
    for flip in flips:
        if flip.factor <= FAR or any(change.better for change in flip.changes):
            places.setdefault(flip.place, flip)
    return list(places.values())
