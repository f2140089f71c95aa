"""What stops a run: faults that are not the user's document. Each ends the command with exit code 2."""


class LintError(Exception):
    """A fault outside the checked document; the text is for people and ready to print."""


class UsageError(LintError):
    """The command line asks for something that cannot be done, such as a path that does not exist."""


class ConfigurationError(LintError):
    """A configuration file is wrong; each argument is one mistake and begins with `file:line:column:`.

    path: of the file, "" where nobody said.
    """

    path = ""

    def __str__(self) -> str:
        return "\n".join(self.args)


class RuleError(LintError):
    """A rule, threshold, source or table file is wrong; the text begins with `file:line:column:`.

    path: of the file as it was opened, "" where nobody said.
    """

    path = ""
