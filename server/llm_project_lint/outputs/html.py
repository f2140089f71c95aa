"""`html`: one page to read, print and pass on, with the decision, what it rests on and all findings.

It needs nothing but itself: no script, no address that is loaded. Its colours are variables, and whatever has a place
in a file carries it in `data-` attributes, so that an editor can show the page as its own.
"""

import os
from typing import NamedTuple

from llm_project_lint.identity import project_of
from llm_project_lint.model import SEVERITIES, Report
from llm_project_lint.outputs.html_page.choices import comparison, facts, outcome
from llm_project_lint.outputs.html_page.context import Context, Words
from llm_project_lint.outputs.html_page.findings import findings, waived
from llm_project_lint.outputs.html_page.markup import BREAK, NOTHING, Markup, element, joined, lines, prose, text
from llm_project_lint.outputs.html_page.places import Places
from llm_project_lint.outputs.located import located
from llm_project_lint.outputs.renderer import Compare, View, short, shown
from llm_project_lint.tally import NOT_STATED, Tally

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""A browser loads and runs nothing for this page, even if it held something to load."""
STYLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "html_page", "page.css")


class _Project(NamedTuple):
    """A project as the contents name it. name: of its heading. outcome: its choice and verdict."""

    prefix: str
    name: str
    path: str
    outcome: Markup
    counts: Markup


class Html:
    """The renderer of `html`. What it adds up to stands first, so the page is written at the end."""

    def __init__(self, view: View, compare: Compare) -> None:
        self._view = view
        self._compare = compare
        self._words = Words(view)
        self._projects: list[_Project] = []
        self._articles: list[Markup] = []

    def report(self, report: Report) -> str:
        """Nothing yet."""
        context = Context(report, self._view, f"p{len(self._articles) + 1}")
        decision = self._compare(report)
        places = Places(report)
        name = short(project_of(report)) or context.shown_path
        counts = self._counts(context)
        sections = (
            comparison(context, decision, places),
            findings(context),
            waived(context),
            facts(context, decision, places),
        )
        article = element(
            "article",
            BREAK,
            element(
                "header",
                element("h2", name, id=context.prefix),
                element("p", context.shown_path, class_="place") if name != context.shown_path else NOTHING,
                BREAK,
                element("div", outcome(context, decision), counts, class_="outcome"),
                BREAK,
                self._sections(context),
            ),
            BREAK,
            lines(sections),
            class_="project",
            aria_labelledby=context.prefix,
            data_document=report.document + 1,
            **context.at(places.span("")),
        )
        self._articles.append(article)
        column = next((one for one in decision.columns if one.choice == decision.chosen), None)
        chosen = joined((column.choice, " ", context.verdict(column.verdict))) if column else NOTHING
        if decision.columns and not column:
            chosen = text(context.comparison("no-choice"))
        self._projects.append(_Project(context.prefix, name, context.shown_path, chosen, counts))
        return ""

    def end(self, tally: Tally) -> str:
        """The page."""
        say = self._words.say
        title = self._projects[0].name if len(self._projects) == 1 else say("title")
        with open(STYLE, encoding="utf-8") as file:
            style = Markup(file.read())
        head = lines(
            (
                element("meta", charset="utf-8"),
                element("meta", http_equiv="Content-Security-Policy", content=POLICY),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="color-scheme", content="light dark"),
                element("meta", name="referrer", content="no-referrer"),
                element("title", title if title == say("title") else say("titled", name=title)),
                element("style", BREAK, style),
            )
        )
        body = lines(
            (
                element("a", say("skip"), href="#main", class_="skip"),
                element("header", BREAK, lines((element("h1", say("title")), self._sum(tally))), class_="page"),
                self._contents(),
                element("main", BREAK, lines((self._unread(tally), *self._articles)), id="main", tabindex="-1"),
                element("footer", element("p", say("footer"))),
            )
        )
        language = "zh-Hans" if self._view.language == "zh" else "en"
        page = element(
            "html", BREAK, lines((element("head", BREAK, head), element("body", BREAK, body))), lang=language
        )
        return f"<!DOCTYPE html>\n{page}\n"

    def _sum(self, tally: Tally) -> Markup:
        """What was checked and how much was found, as the other formats say it."""
        words = self._words
        files = words.output("file") if tally.files == 1 else words.output("files", count=tally.files)
        projects = words.output("project") if tally.projects == 1 else words.output("projects", count=tally.projects)
        counts = [
            words.counted(severity, tally.severities[severity])
            for severity in reversed(SEVERITIES)
            if severity != "hint" and tally.severities[severity]
        ]
        found = words.output("count-separator").join(counts) or words.output("nothing")
        said = words.output("checked", files=files, projects=projects, found=found).strip()
        rest = [words.output("fixed", count=tally.fixed)] if tally.fixed else []
        if tally.fixable:
            rest.append(words.output("one-fixable" if tally.fixable == 1 else "fixable", count=tally.fixable))
        return element("p", prose(words.comparison("gap").join((said, *rest))))

    def _counts(self, context: Context) -> Markup:
        """How many findings of each severity the page lists."""
        found = [one.severity for one in shown(context.report, self._view) if one.rule != NOT_STATED]
        badges = [
            element("li", context.badge(severity, context.counted(severity, found.count(severity))))
            for severity in reversed(SEVERITIES)
            if severity in found
        ]
        if context.report.waived:
            badges.append(
                element("li", context.badge("waived", context.say("waived-count", count=len(context.report.waived))))
            )
        return element("ul", *(badges or [element("li", context.say("no-findings"))]), class_="counts")

    def _sections(self, context: Context) -> Markup:
        """Links to the parts of a project."""
        links = [element("li", element("a", title, href=f"#{part}")) for part, title in context.sections.items()]
        return element(
            "div", element("span", context.say("sections"), class_="label"), element("ul", *links), class_="sections"
        )

    def _contents(self) -> Markup:
        """The projects in a row, where there is more than one."""
        if len(self._projects) < 2:
            return NOTHING
        entries = [
            element(
                "li",
                element("a", one.name, href=f"#{one.prefix}"),
                element("span", one.path, class_="place") if one.path != one.name else NOTHING,
                element("span", one.outcome, class_="choice") if one.outcome else NOTHING,
                one.counts,
            )
            for one in self._projects
        ]
        heading = element("h2", self._words.say("contents"), id="contents")
        return element(
            "nav", heading, element("ol", BREAK, lines(entries)), class_="contents", aria_labelledby="contents"
        )

    def _unread(self, tally: Tally) -> Markup:
        """The files that could not be read, and why."""
        if not tally.unread:
            return NOTHING
        entries = [
            element(
                "li",
                element("code", self._words.path(path)),
                " ",
                element("span", reason),
                data_path=located(path, self._view),
            )
            for path, reason in tally.unread
        ]
        heading = element("h2", self._words.output("unread"), id="unread")
        return element(
            "section", heading, element("ul", BREAK, lines(entries)), class_="unread", aria_labelledby="unread"
        )
