"""The book that a built distribution carries is the one that is loaded from the files."""

from llm_project_lint.cel.condition import tokens
from llm_project_lint.model import Source
from llm_project_lint.pipeline import Linter
from llm_project_lint.rulebook import Rulebook
from llm_project_lint.rulebook.load import load
from llm_project_lint.rulebook.prepare import prepared
from llm_project_lint.settings import Settings
from tests.properties.documents import document
from tests.properties.test_judgement import text_of
from tests.rules.examples import TODAY

BOOK = load()


def rebuilt() -> Rulebook:
    """The book of the prepared module."""
    module: dict[str, Rulebook] = {}
    exec(compile(prepared(BOOK), "_prepared.py", "exec"), module)
    return module["BOOK"]


def test_the_prepared_book_is_the_loaded_one() -> None:
    book = rebuilt()
    assert book._replace(variables=BOOK.variables) == BOOK
    assert book.variables.items() <= BOOK.variables.items()
    assert prepared(book) == prepared(BOOK)


def test_the_prepared_book_reports_the_same() -> None:
    one, other = (Linter(Settings(TODAY), book) for book in (BOOK, rebuilt()))
    for seed in range(200):
        source = Source("llm-project.yaml", text_of(document(seed, wrong=seed % 4 == 0)))
        assert one.check(source) == other.check(source)


def test_what_is_read_is_what_stands_in_the_condition() -> None:
    """Every clause reads the names in it, and nothing that is not declared."""
    for rule in (*BOOK.rules.values(), *BOOK.drivers.values()):
        for clause in (
            *rule.when,
            *rule.unless,
            *(c for x in rule.ladders for y in x.cases for c in (*y.when, *y.unless)),
        ):
            assert set(clause.reads) <= set(BOOK.variables)
            written = [token.text for token in tokens(clause.text) if token.kind == "name" and "." in token.text]
            for name in written:
                assert any(name == read or name.startswith(f"{read}.") for read in clause.reads), (rule.id, name)
