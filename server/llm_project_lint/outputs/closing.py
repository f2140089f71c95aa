"""The last lines for people: counts by rule if asked for, what is not stated, and what it adds up to."""

from collections.abc import Iterator

from llm_project_lint.model import SEVERITIES, rank
from llm_project_lint.outputs.paint import Line, Piece, line, paint
from llm_project_lint.outputs.printable import printable, width
from llm_project_lint.outputs.renderer import View
from llm_project_lint.tally import NOT_STATED, Tally
from llm_project_lint.texts.outputs import TEXTS

MOST = 5
"""Facts not stated that are named: the five that settle most come first, and nobody reads fifty."""


def closing(tally: Tally, view: View, words: bool = True) -> str:
    """The lines at the end of a run; none with `quiet`, except for the counts that were asked for.

    words: severities are counted in the words of the language, not in those that programs read.
    """
    lines: list[Line] = []
    if view.statistics:
        lines += _statistics(tally, view, words)
    if not view.quiet and tally.files:
        lines += _awaited(tally, view)
        lines.append(_sum(tally, view))
    return paint(lines, view.colour, view.columns)


def _statistics(tally: Tally, view: View, words: bool) -> Iterator[Line]:
    names = {severity: TEXTS.say(severity, view.language) if words else severity for severity in SEVERITIES}
    wide = max(map(width, names.values()))
    shown = [(key, count) for key, count in tally.rules.items() if rank(key[1]) >= rank(view.show)]
    counts = sorted(shown, key=lambda entry: (-rank(entry[0][1]), -entry[1], entry[0][0]))
    most = max((count for _, count in counts), default=0)
    for (rule, severity), count in counts:
        name = names[severity] + " " * (wide - width(names[severity]))
        yield line(f"{count:>{len(str(most))}}  ", Piece(name, severity), f"  {rule}")


def _awaited(tally: Tally, view: View) -> Iterator[Line]:
    if not tally.awaited or view.show == "hint":
        return
    if tally.projects > 1:
        yield line(TEXTS.say("awaited-several", view.language, count=tally.rules[NOT_STATED, "hint"]), indent=4)
        return
    places = [f"`{printable(place)}`" for place, _ in tally.awaited.most_common(MOST)]
    listed = ("、" if view.language == "zh" else ", ").join(places)
    key = "awaited" if len(tally.awaited) > len(places) else "awaited-one"
    yield line(TEXTS.say(key, view.language, count=len(tally.awaited), places=listed), indent=4)


def _sum(tally: Tally, view: View) -> Line:
    def say(key: str, **values: object) -> str:
        return TEXTS.say(key, view.language, **values)

    counts = [(severity, tally.severities[severity]) for severity in reversed(SEVERITIES)]
    found = [
        Piece(say(f"one-{severity}") if count == 1 else say(f"{severity}s", count=count), severity)
        for severity, count in counts
        if count and (severity != "hint" or view.show == "hint")
    ]
    pieces: list[Piece | str] = []
    for piece in found:
        pieces += [piece] if not pieces else [say("count-separator"), piece]
    files = say("file") if tally.files == 1 else say("files", count=tally.files)
    projects = say("project") if tally.projects == 1 else say("projects", count=tally.projects)
    before, _, behind = say("checked", files=files, projects=projects, found="\0").partition("\0")
    rest = [say("fixed", count=tally.fixed)] if tally.fixed else []
    if tally.waived:
        rest.append(say("those-waived" if view.waived else "some-waived", count=tally.waived))
    if tally.known:
        rest.append(say("known", count=tally.known))
    if tally.stale:
        rest.append(say("stale", count=len(tally.stale), entries=say("list-separator").join(tally.stale[:MOST])))
    if tally.fixable:
        rest.append(say("one-fixable") if tally.fixable == 1 else say("fixable", count=tally.fixable))
    gap = "" if view.language == "zh" else " "
    hints = tally.severities["hint"]
    if not pieces and hints and not tally.awaited and view.show != "hint":  # else the line above speaks of them
        pieces = [say("one-unshown") if hints == 1 else say("unshown", count=hints)]
    return line(before.strip(), gap, *(pieces or [say("nothing")]), behind, *(gap + text for text in rest), indent=4)
