"""Labels, memory for training, and what was measured."""

from typing import TYPE_CHECKING, Any

from llm_project_lint.facts.derived.base import Derived, flag, missing_of, paths, unusable, value
from llm_project_lint.facts.fact import Bound, Fact, Missing, Part

if TYPE_CHECKING:
    from llm_project_lint.facts.facts import Facts

TUNED = ("fine-tuning", "hybrid")


LABELLED = ("supervised", "distillation")
"""Objectives that learn from labelled pairs; advice on their number does not hold for graded or compared outputs."""


def supervised(facts: "Facts") -> Fact:
    """Closed: labelled pairs are learnt from, which is what an unstated objective means."""
    objective = facts.get("approach.fine_tuning.objective")
    learnt = [] if unusable(objective) else value(objective, ["supervised"])
    return flag(any(one in LABELLED for one in learnt), objective)


def continued_pretraining(facts: "Facts") -> Fact:
    """Closed: plain domain text is learnt."""
    objective = facts.get("approach.fine_tuning.objective")
    return flag("continued-pretraining" in value(objective, []), objective)


def per_class(facts: "Facts") -> Fact | Missing:
    """Examples of the rarest class; at most the average where only total and classes are stated."""
    stated = facts.get("data.training.per_class_min")
    examples, classes = facts.get("data.training.examples"), facts.get("data.training.classes")
    if isinstance(stated, Fact) or unusable(stated):
        return stated
    if isinstance(examples, Missing) or isinstance(classes, Missing) or not classes.value:
        return stated
    average = examples.value // classes.value
    return Fact(average, "count", None, paths(examples, classes), "at_most", stated.places)


def gpu_needed(facts: "Facts") -> Fact | Missing:
    """Memory for training by method and model size, in GB, from the table `gpu-memory`.

    All weights in an unstated precision need at least what the most frugal one does.
    """
    method, parameters = facts.get("approach.fine_tuning.method"), facts.get("approach.model.parameters")
    missing = missing_of(method, parameters)
    if isinstance(method, Missing) or isinstance(parameters, Missing):
        return missing or Missing()
    kind = {"freeze": "lora"}.get(method.value, method.value)
    said = method.value
    detail: Fact | Missing = Missing()
    open_places: tuple[str, ...] = ()
    if kind == "qlora":
        detail = facts.get("approach.fine_tuning.bits")
        kind, said = f"qlora-{value(detail, 4)}", f"qlora {value(detail, 4)}-bit"
    elif kind == "full":
        detail = facts.get("approach.fine_tuning.precision")
        kind, said = f"full-{value(detail, 'pure-bf16')}", f"full {value(detail, '')}".strip()
        open_places = detail.places if isinstance(detail, Missing) else ()
    table = facts.table("gpu-memory")
    row = table["methods"].get(kind)
    if row is None or (kind.startswith(("qlora", "full")) and unusable(detail)):
        return Missing()
    billions = parameters.value / 1e9
    needed = _between(billions, table["sizes"], row["memory"], row["beyond"])
    parts = (Part(needed, "size", f"{said}, {billions:g}B"),)
    # The table is an estimate in itself; where even the precision is open, the least that it says.
    bound: Bound = "at_least" if open_places else "estimate"
    return Fact(needed, "size", None, paths(method, parameters, detail), bound, open_places, parts)


def _between(size: float, sizes: list[float], memory: list[float], beyond: float) -> float:
    """Linear between the listed sizes, in proportion below the first, by the given slope beyond the last."""
    if size <= sizes[0]:
        return memory[0] * size / sizes[0]
    for index in range(1, len(sizes)):
        if size <= sizes[index]:
            low, high = sizes[index - 1], sizes[index]
            return memory[index - 1] + (memory[index] - memory[index - 1]) * (size - low) / (high - low)
    return memory[-1] + (size - sizes[-1]) * beyond


def gpu_available(facts: "Facts") -> Fact | Missing:
    """Memory of all GPUs that may be used for training, in GB. Those for serving only say nothing about training."""
    gpus = facts.items("performance.gpus")
    if gpus is None:
        return facts.get("performance.gpus")
    training = [gpu for gpu in gpus if value(gpu.get("use")) != "serving"]
    if gpus and not training:
        return Missing(("performance.gpus",))
    total = 0.0
    parts: list[Part] = []
    rests_on: list[Fact | Missing] = []
    for gpu in training:
        memory, count = gpu.get("memory"), gpu.get("count")
        if isinstance(memory, Missing):
            return memory
        if unusable(count) or unusable(gpu.get("use")):
            return Missing()
        number = value(count, 1)
        size = memory.value * number
        total += size
        rests_on += [memory, count]
        parts.append(Part(size, "size", f"{number} x {memory.raw}"))
    raw = rests_on[0].raw if len(training) == 1 and isinstance(rests_on[0], Fact) and number == 1 else None
    return Fact(total, "size", raw, paths(*rests_on), parts=tuple(parts) if len(parts) > 1 else ())


def lower_is_better(facts: "Facts") -> Fact:
    """Closed: the target is a rate of errors."""
    better = facts.get("requirements.accuracy.better")
    return flag(value(better) == "lower", better)


def baseline_meets_target(facts: "Facts") -> Fact | Missing:
    """Whether the newest result of a plain prompt reaches the target of the main metric."""
    metric, target = facts.get("requirements.accuracy.metric"), facts.get("requirements.accuracy.target")
    better = facts.get("requirements.accuracy.better")
    missing = Missing() if unusable(better) else missing_of(metric, target)
    if missing or isinstance(metric, Missing) or isinstance(target, Missing):
        return missing or Missing()
    newest: tuple[Any, Fact] | None = None
    results = facts.items("evaluation.results")
    for order, result in enumerate(results or ()):
        measured = result.get("value")
        same = value(result.get("variant")) == "prompt-only" and value(result.get("metric")) == metric.value
        if not same or isinstance(measured, Missing):
            continue
        date = value(result.get("date"))
        rank = (date is not None, date.timestamp() if date else 0.0, order)
        if newest is None or rank >= newest[0]:
            newest = (rank, measured)
    if newest is None:
        return facts.get("evaluation.results") if results is None else Missing(("evaluation.results",))
    result_value = newest[1].value
    lower = value(better) == "lower"
    met = result_value <= target.value if lower else result_value >= target.value
    return Fact(met, "boolean", None, paths(newest[1], target))


DERIVED = {
    "derived.supervised": Derived("bool", "boolean", supervised, (), TUNED, closed=True),
    "derived.continued_pretraining": Derived("bool", "boolean", continued_pretraining, (), TUNED, closed=True),
    "derived.per_class": Derived("int", "count", per_class),
    "derived.gpu_needed": Derived(
        "double",
        "size",
        gpu_needed,
        ("approach.fine_tuning.method", "approach.model.parameters"),
        TUNED,
        table="gpu-memory",
    ),
    "derived.gpu_available": Derived("double", "size", gpu_available, ("performance.gpus",)),
    "derived.lower_is_better": Derived("bool", "boolean", lower_is_better, closed=True),
    "derived.baseline_meets_target": Derived(
        "bool", "boolean", baseline_meets_target, ("requirements.accuracy.metric", "requirements.accuracy.target")
    ),
}
