"""The commands of the terminal. Each has a file of its own; none takes a lint decision."""

from llm_project_lint.model import Language


def main(arguments: list[str], language: Language) -> int:
    """Run the command that the arguments name; returns its exit code. Raises LintError for what stops it."""
    from llm_project_lint.cli.parser import parse

    parsed = parse(arguments, language)
    if parsed.command == "check":
        from llm_project_lint.cli.check import check

        return check(parsed, language)
    if parsed.command == "decide":
        from llm_project_lint.cli.decide import decide_file

        return decide_file(parsed, language)
    if parsed.command == "changes":
        from llm_project_lint.cli.changes import changes

        return changes(parsed, language)
    if parsed.command == "init":
        from llm_project_lint.cli.init import init

        return init(parsed, language)
    if parsed.command == "explain":
        from llm_project_lint.cli.explain import explain

        return explain(parsed, language)
    if parsed.command == "rules":
        from llm_project_lint.cli.rules import rules

        return rules(parsed, language)
    if parsed.command == "config":
        from llm_project_lint.cli.config import config

        return config(parsed, language)
    if parsed.command == "schema":
        from llm_project_lint.cli.schema import schema

        return schema(parsed, language)
    if parsed.command == "server":
        from llm_project_lint.cli.server import server

        return server(parsed.lang or language)
    if parsed.command == "test-rules":
        from llm_project_lint.cli.test_rules import test_rules

        return test_rules(parsed, language)
    from llm_project_lint.cli.new_rule import new_rule

    return new_rule(parsed, language)
