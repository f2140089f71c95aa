"""A small folder of rules in the layout of `rules/`, to make mistakes in."""
# ruff: noqa: E501  rules as a person would write them

import shutil
from pathlib import Path

from llm_project_lint.resources import resource

RULE = """\
title: {en: "Sample", zh: "样例"}
criterion: X01
severity: warning
applies_to: [fine-tuning]
when: data.training.examples < threshold.min_examples
at: data.training.examples
message: {en: "Only {data.training.examples} labels.", zh: "只有 {data.training.examples} 个标签。"}
why: {en: "Because.", zh: "因为。"}
advice: {en: "Label more.", zh: "请补充标签。"}
cites: [{source: article, section: "1"}]
examples:
  bad: [{name: nine, facts: {approach.choice: fine-tuning, data.training.examples: 9}, severity: warning, at: 9}]
  good: [{name: ten, facts: {approach.choice: fine-tuning, data.training.examples: 10}}]
  not_stated: [{name: silent, facts: {approach.choice: fine-tuning}, waits: [data.training.examples]}]
"""
CASES = """\
title: {en: "Cases", zh: "分情况"}
criterion: [X01, X02]
applies_to: [rag, hybrid]
each: data.knowledge.sources
cases:
  - severity: ladder-a
    when: source.quality == "raw"
    unless: source.limit_stated
  - severity: info
    when: [source.pii == "present", requirements.citations == "required"]
    message: {en: "{source} holds data.", zh: "{source}含有数据。"}
    fix:
      title: {en: "Say so", zh: "写明"}
      safety: unsafe
      edits: [{set: source.quality, to: reviewed}]
at: source.quality
message: {en: "{source} is {source.quality}.", zh: "{source}是 {source.quality}。"}
why: {en: "Because.", zh: "因为。"}
advice: {en: "Review it.", zh: "请审核。"}
cites: [{source: article}]
outranks: [absence]
examples:
  bad: [{name: a, facts: {approach.choice: rag, data.knowledge.sources: [{name: a, quality: raw}]}, severity: info, at: raw}]
  good: [{name: b, facts: {approach.choice: rag, data.knowledge.sources: []}}]
  not_stated: [{name: c, facts: {approach.choice: rag}, waits: []}]
"""
ABSENCE = """\
title: {en: "Absence", zh: "缺失"}
criterion: X01
severity: ladder-b
absent: project.owner
message: {en: "Nobody answers for it.", zh: "没有负责人。"}
why: {en: "Because.", zh: "因为。"}
advice: {en: "Name somebody.", zh: "请写明负责人。"}
cites: [{source: article}]
examples:
  bad: [{name: silent, facts: {project.stage: production}, severity: warning, at: project}]
  good: [{name: named, facts: {project.owner: a}}]
"""
WORDS = """\
title: {en: "Words", zh: "词"}
criterion: X01
severity: info
each: requirements.languages
as: language
when: evaluation.set.languages.lacks(language)
at: requirements.languages
message: {en: "{language} is not measured.", zh: "没有评测 {language}。"}
why: {en: "Because.", zh: "因为。"}
advice: {en: "Measure it.", zh: "请评测。"}
cites: [{source: article}]
examples:
  bad: [{name: one, facts: {requirements.languages: zh, evaluation.set.languages: en}, severity: info, at: zh}]
  good: [{name: same, facts: {requirements.languages: zh, evaluation.set.languages: zh}}]
  not_stated: [{name: silent, facts: {requirements.languages: zh}, waits: []}]
"""
DRIVER = """\
title: {en: "a driver", zh: "因素"}
criterion: X01
favours: rag
strength: weak
when: requirements.gap.includes("knowledge")
examples:
  bad: [{name: lacking, facts: {requirements.gap: knowledge}}]
  good: [{name: another, facts: {requirements.gap: format}}]
  not_stated: [{name: silent, facts: {project.stage: pilot}}]
"""
FILES = {
    "data/sample.yaml": RULE,
    "data/cases.yaml": CASES,
    "maintenance/absence.yaml": ABSENCE,
    "evaluation/words.yaml": WORDS,
    "drivers/driver.yaml": DRIVER,
}
SHIPPED = ("sources.yaml", "thresholds.yaml", "severities.yaml", "tables/gpu-memory.yaml")


def write(folder: Path) -> None:
    """Fill a folder with the rules above and our own thresholds, works, ladders and tables."""
    for name in SHIPPED:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(resource("rules", *name.split("/")), folder / name)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
