"""What every part of the page knows of the project that it is about."""

from collections.abc import Iterable, Sequence

from llm_project_lint.model import Report, Severity, Span
from llm_project_lint.outputs.html_page.markup import BREAK, Markup, element, joined
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.renderer import STDIN, View
from llm_project_lint.rulebook.model import APPROACHES
from llm_project_lint.texts.comparison import TEXTS as COMPARISON
from llm_project_lint.texts.html import TEXTS
from llm_project_lint.texts.outputs import TEXTS as OUTPUTS

_SIGNS = {
    "error": "✕",
    "warning": "!",
    "info": "i",
    "hint": "?",
    "waived": "–",
    "contradicted": "✕",
    "in-question": "!",
    "nothing-against": "○",
    "undecided": "?",
}
"""A sign stands beside each colour, and a word beside each sign."""


class Words:
    """The words of the page in one language."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.language = view.language

    def say(self, key: str, **values: object) -> str:
        """A text of the page."""
        return TEXTS.say(key, self.language, **values)

    def output(self, key: str, **values: object) -> str:
        """A text that other formats say too."""
        return OUTPUTS.say(key, self.language, **values)

    def comparison(self, key: str, **values: object) -> str:
        """A text that `decide` says too."""
        return COMPARISON.say(key, self.language, **values)

    def counted(self, severity: Severity, count: int) -> str:
        """So many findings of a severity."""
        return self.output(f"one-{severity}") if count == 1 else self.output(f"{severity}s", count=count)

    def path(self, path: str) -> str:
        """A path as the page shows it."""
        return self.output("stdin") if path == STDIN else located(path, self.view)

    def listed(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return self.comparison("separator").join(words)

    def either(self, words: Sequence[str]) -> str:
        """Words of which one is meant."""
        first = [self.listed(words[:-1])] if len(words) > 1 else []
        return self.comparison("or").join((*first, words[-1]))

    def choices(self, choices: Sequence[str]) -> str:
        """Approaches, all four in a word."""
        return self.comparison("all-four") if len(choices) == len(APPROACHES) else self.listed(choices)

    def badge(self, kind: str, word: str) -> Markup:
        """A severity or a verdict: sign, colour and word."""
        return element(
            "span", element("span", _SIGNS[kind], class_="sign", aria_hidden="true"), word, class_=f"badge {kind}"
        )

    def severity(self, severity: Severity) -> Markup:
        """A severity by its name."""
        return self.badge(severity, self.output(severity))

    def verdict(self, verdict: str) -> Markup:
        """A verdict by its name."""
        return self.badge(verdict, self.comparison(verdict))


class Context(Words):
    """A report, and how the page speaks of it.

    prefix: of the ids of its elements. sections: id -> title, as they are made.
    """

    def __init__(self, report: Report, view: View, prefix: str) -> None:
        super().__init__(view)
        self.report = report
        self.prefix = prefix
        self.shown_path = self.path(report.source.path)
        self.sections: dict[str, str] = {}

    def at(self, span: Span) -> dict[str, str]:
        """The attributes of an element that stands for a place of the file, so that an editor can lead there."""
        at = self.report.source.position(span.start)
        return {
            "data_path": located(self.report.source.path, self.view),
            "data_line": str(at.line),
            "data_column": str(at.column),
        }

    def where(self, span: Span) -> str:
        """A place of the file, for people."""
        at = self.report.source.position(span.start)
        return f"{self.shown_path}:{at.line}:{at.column}"

    def section(self, name: str, title: str, *children: str) -> Markup:
        """A part of the project under its heading; "" without children.

        It is no landmark: a page of twenty projects would have a hundred.
        """
        if not any(children):
            return Markup()
        name = f"{self.prefix}-{name}"
        self.sections[name] = title
        heading = element("h3", title)
        return element("section", heading, BREAK, joined(children), id=name)
