"""The only importer of the CEL engine: typed variables in, three-valued answers out.

cel-expr-python is the CEL project's own runtime. The habits guarded against here are those of 0.1.3, hence the pin.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cel_expr_python import cel

_CENTURY = datetime.timedelta(days=36500)
_EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_EXTREMES: tuple[Mapping[str, Any], ...] = (
    {"bool": True, "int": 2**53, "double": 1e14, "string": "a", "duration": _CENTURY, "timestamp": _EPOCH + _CENTURY},
    {"bool": False, "int": 0, "double": 0.0, "string": "", "duration": 0 * _CENTURY, "timestamp": _EPOCH - _CENTURY},
)
"""The largest and the smallest values that a fact can have."""
_NOT_STATED = re.compile(r'UNKNOWN: No value with name "[^"]+" found in Activation')
_PLACE = re.compile(r"<input>:(?P<line>\d+):(?P<column>-?\d+): (?P<message>[^\n]*)")


class ConditionError(Exception):
    """A condition that cannot be used: grammar, types, names. `offset`: where in its text, 0 where that is unknown."""

    def __init__(self, message: str, offset: int = 0) -> None:
        super().__init__(message)
        self.offset = offset


class ConditionFault(Exception):  # noqa: N818  beside ConditionError: this one is found while running
    """A condition failed while it ran, which is a fault of the rule and not of the document."""


def _environment(variables: Mapping[str, str]) -> "cel.Env":
    """The environment of some typed variables. The engine is loaded here: most files are decided without it."""
    from cel_expr_python import cel

    simple = {
        "bool": cel.Type.BOOL,
        "int": cel.Type.INT,
        "double": cel.Type.DOUBLE,
        "string": cel.Type.STRING,
        "duration": cel.Type.DURATION,
        "timestamp": cel.Type.TIMESTAMP,
    }

    def type_of(text: str) -> cel.Type:
        return cel.Type.List(simple[text[5:-1]]) if text.startswith("list(") else simple[text]

    types = {name: type_of(text) for name, text in variables.items()}
    environment = cel.NewEnv(variables=types, functions=_functions())
    # Until something was compiled, a new environment ignores the types of its variables when values are bound.
    environment.compile("true")
    return environment


def _functions() -> "list[cel.FunctionDecl]":
    """What CEL lacks for our facts. Each is total: it returns a value of its type for every input of its types."""
    from cel_expr_python import cel

    string, strings, duration = cel.Type.STRING, cel.Type.List(cel.Type.STRING), cel.Type.DURATION
    number, whole, boolean = cel.Type.DOUBLE, cel.Type.INT, cel.Type.BOOL

    def declare(
        name: str, returns: cel.Type, takes: list[cel.Type], member: bool, call: Callable[..., Any]
    ) -> cel.FunctionDecl:
        return cel.FunctionDecl(name, [cel.Overload(f"{name}_own", returns, takes, member, call)])

    def times(long: Any, short: Any) -> int:
        return int(long / short) if short else 2**53

    def share(part: float, of: float) -> float:
        return part / of if of else 1e9

    return [
        declare("includes", boolean, [strings, string], True, lambda found, one: one in list(found)),
        declare("lacks", boolean, [strings, string], True, lambda found, one: one not in list(found)),
        declare("without", strings, [strings, strings], False, lambda a, b: [x for x in a if x not in list(b)]),
        declare("times", whole, [duration, duration], False, times),
        declare("days", number, [duration], False, lambda one: one.total_seconds() / 86400),
        declare("share", number, [number, number], False, share),
    ]


FUNCTIONS = frozenset(
    {"includes", "lacks", "without", "times", "days", "share"}
    | {"size", "contains", "startsWith", "endsWith", "matches", "double"}
    | {"all", "exists", "exists_one", "filter", "map"}
)
"""What a condition may call; everything else is refused when a rule is loaded (RULES section 2)."""


class Engine:
    """Compiles conditions over a fixed set of typed variables, each once, and evaluates them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        """variables: type by name, such as `duration` or `list(string)`."""
        self._variables = dict(variables)
        self._made: cel.Env | None = None
        self._compiled: dict[str, cel.Expression] = {}

    @property
    def _env(self) -> "cel.Env":
        if self._made is None:
            self._made = _environment(self._variables)
        return self._made

    def check(self, text: str) -> None:
        """Raise ConditionError unless the text is a condition over the declared variables."""
        from cel_expr_python import cel

        if self._compile(text).return_type() != cel.Type.BOOL:
            raise ConditionError("a condition must be true or false")

    def strain(self, text: str, reads: Iterable[str]) -> None:
        """Raise ConditionFault if a condition breaks on extreme values of what it reads.

        Better so when a rule is loaded than on somebody's document. Give it a leaf: one side of `&&` hides the other.
        """
        for values in _EXTREMES:
            self.decide(text, {name: _extreme(self._variables[name], values) for name in reads})

    def decide(self, text: str, values: Mapping[str, Any]) -> bool | None:
        """What a condition comes to over known facts; None where those that are not there leave it open.

        Raises ConditionFault.
        """
        expression = self._compiled.get(text) or self._compile(text)
        try:
            result = expression.eval(self._env.Activation(values))
        except RuntimeError as error:
            raise ConditionFault(str(error)) from error
        answer = result.plain_value()
        if answer is True or answer is False:
            return answer
        if _NOT_STATED.fullmatch(str(answer)):
            return None
        raise ConditionFault(str(answer))

    def _compile(self, text: str) -> "cel.Expression":
        try:
            expression = self._compiled[text] = self._env.compile(text)
        except RuntimeError as error:
            place = _PLACE.search(str(error))
            if place is None:
                raise ConditionError(str(error)) from error
            above = text.splitlines(keepends=True)[: int(place["line"]) - 1]
            offset = sum(map(len, above)) + int(place["column"]) - 1
            raise ConditionError(place["message"], max(offset, 0)) from error
        return expression


def _extreme(kind: str, values: Mapping[str, Any]) -> Any:
    return [values[kind[5:-1]]] if kind.startswith("list(") else values[kind]
