"""Every mistake that can be made in a file of `rules/` is reported when the rules are loaded, in plain words.

In the table `¦` marks the very place of the report, in the text that replaces the right one.
"""
# ruff: noqa: E501  a line for a mistake is easier to read than a paragraph

import re
from pathlib import Path

import pytest

from llm_project_lint.errors import RuleError
from llm_project_lint.rulebook.load import load
from tests.rulebook.folder import RULE, write

WHEN = "when: data.training.examples < threshold.min_examples"
FIRST = 'title: {en: "Sample", zh: "样例"}'
ENGLISH = '"Only {data.training.examples} labels."'
SAMPLE, CASES, ABSENCE = "data/sample.yaml", "data/cases.yaml", "maintenance/absence.yaml"
WORDS, DRIVER = "evaluation/words.yaml", "drivers/driver.yaml"
THRESHOLDS, WORKS, LADDERS, TABLE = "thresholds.yaml", "sources.yaml", "severities.yaml", "tables/gpu-memory.yaml"
MINIMUM = "min_examples:\n  count: 10\n  strength: strong\n"

MISTAKES: dict[str, tuple[str, str, str, str]] = {
    # -- keys and forms
    "unknown key": (SAMPLE, "why: {", "¦wy: {", "unknown key `wy`; did you mean `why`?"),
    "unknown key far from all": (SAMPLE, "why: {", "¦xyzzy: 1\nwhy: {", "unknown key `xyzzy`; known here: title,"),
    "unknown key in a case": (CASES, "    unless: source.limit_stated", "    ¦unles: source.limit_stated", "did you mean `unless`?"),
    "unknown key in words": (SAMPLE, 'zh: "因为。"', 'zh: "因为。", ¦de: "Weil."', "unknown key `de`"),
    "the first mistake first": (SAMPLE, FIRST + "\ncriterion: X01\nseverity: warning", FIRST.replace("zh", "¦zj") + "\nseverity: warn", "unknown key `zj`; known here: en, zh"),
    "no title": (SAMPLE, FIRST + "\n", "¦", "`title` is missing"),
    "no Chinese": (SAMPLE, 'why: {en: "Because.", zh: "因为。"}', '¦why: {en: "Because."}', "`zh` is missing"),
    "an empty text": (SAMPLE, '{en: "Because."', '{en: ¦""', "there is nothing here"),
    "a text instead of words": (SAMPLE, 'why: {en: "Because.", zh: "因为。"}', "why: ¦Because.", "expected keys and values, found a text"),
    "nothing behind a key": (SAMPLE, 'why: {en: "Because.", zh: "因为。"}', "why:¦", "expected keys and values, found nothing"),
    "a list that must be one": (SAMPLE, "applies_to: [fine-tuning]", "applies_to: ¦fine-tuning", "expected a list, found a text"),
    "an empty list": (SAMPLE, "applies_to: [fine-tuning]", "¦applies_to: []", "there is nothing here"),
    "an entry twice": (SAMPLE, "[fine-tuning]", "[fine-tuning, fine-tuning]", "an entry stands twice"),
    "no criterion like this": (SAMPLE, "criterion: X01", "criterion: ¦first", "`first` is not a criterion such as `D1-R2`"),
    "asks is only ever false": (SAMPLE, WHEN, "asks: ¦true\n" + WHEN, "only `false` can stand here"),
    "no condition at all": (SAMPLE, WHEN + "\n", "", "one of `when`, `absent`, `cases` is missing"),
    "cites without a source": (SAMPLE, '{source: article, section: "1"}', '¦{section: "1"}', "`source` is missing"),
    "a section as a number": (SAMPLE, 'section: "1"', "section: ¦1", "expected a text, found the number 1"),
    # -- severities and approaches
    "unknown severity": (SAMPLE, "severity: warning\napplies_to", "severity: ¦warn\napplies_to", "`warn` is not a severity"),
    "a severity by stage": (SAMPLE, "severity: warning\napplies_to", "¦severity: {production: error}\napplies_to", "a severity by stage is a ladder of severities.yaml; name one: `ladder-a` (warning in production, info in pilot and prototype, else hint); `ladder-b`"),
    "a severity by stage in a case": (CASES, "severity: ladder-a", "¦severity: {production: error}", "a severity by stage is a ladder of severities.yaml"),
    "unknown ladder": (SAMPLE, "severity: warning\napplies_to", "severity: ¦ladder-z\napplies_to", "there is no ladder `ladder-z`; there are ladder-a"),
    "unknown ladder in a case": (CASES, "severity: ladder-a", "severity: ¦ladder-q", "there is no ladder `ladder-q`"),
    "no severity": (SAMPLE, "severity: warning\n", "", "`severity` is missing, here and in the rule"),
    "no severity in a case": (CASES, "  - severity: info\n    when: [", "  - ¦when: [", "`severity` is missing, here and in the rule"),
    "unknown approach": (SAMPLE, "[fine-tuning]", "[¦finetuning]", "`finetuning` cannot stand here; did you mean `fine-tuning`?"),
    "a case that applies where its rule does not": (CASES, "    unless: source.limit_stated", "    ¦applies_to: [fine-tuning]", "a case cannot apply where its rule does not"),
    "a case that is never reached": (CASES, '    when: source.quality == "raw"\n    unless: source.limit_stated\n', "", "this case is never reached"),
    # -- conditions: names
    "misspelt fact": (SAMPLE, WHEN, "when: ¦data.training.exmples < threshold.min_examples", "there is no fact `data.training.exmples`; did you mean `data.training.examples`?"),
    "misspelt fact behind others": (SAMPLE, WHEN, "when: data.training.examples > 0 && ¦data.training.fact == \"stable\"", "there is no fact `data.training.fact`"),
    "misspelt fact in single quotes": (SAMPLE, WHEN, "when: 'data.training.facts == \"it''s\" || ¦data.training.exmples > 0'", "there is no fact `data.training.exmples`"),
    "misspelt fact in double quotes": (SAMPLE, WHEN, 'when: "data.training.facts == \\"stable\\" || ¦data.training.exmples > 0"', "there is no fact `data.training.exmples`"),
    "misspelt fact in a folded block": (SAMPLE, WHEN, "when: >-\n  data.training.examples > 0\n    && ¦data.training.exmples > 0", "there is no fact `data.training.exmples`"),
    "misspelt fact in a literal block": (SAMPLE, WHEN, "when: |\n  data.training.examples > 0\n  || ¦data.training.exmples > 0", "there is no fact `data.training.exmples`"),
    "misspelt fact over two lines": (SAMPLE, WHEN, "when: data.training.examples > 0\n  && ¦data.training.exmples > 0", "there is no fact `data.training.exmples`"),
    "misspelt fact in a list": (SAMPLE, WHEN, "when:\n  - data.training.examples > 0\n  - ¦data.training.exmples > 0", "there is no fact `data.training.exmples`"),
    "misspelt fact before a method": (CASES, "unless: source.limit_stated", "unless: ¦requirements.gaps.exists(g, g == \"x\")", "there is no fact `requirements.gaps`"),
    "misspelt derived fact": (SAMPLE, WHEN, "when: ¦derived.update < never", "there is no fact `derived.update`; did you mean `derived.updates`?"),
    "unknown threshold": (SAMPLE, WHEN, "when: data.training.examples < ¦threshold.minimum", "there is no threshold `minimum`: a number has its name in thresholds.yaml"),
    "a section is no fact": (SAMPLE, WHEN, "when: ¦data.training == 1", "there is no fact `data.training`"),
    "a field of a text": (SAMPLE, WHEN, "when: ¦data.training.examples.first == 1", "there is no fact `data.training.examples.first`"),
    "spaces inside a name": (SAMPLE, WHEN, "when: ¦data . training . examples > 0", "there is no fact `data`"),
    "space behind a known name": (SAMPLE, WHEN, "when: today ¦. year > 0", "a name is written without spaces"),
    "entry without each": (SAMPLE, WHEN, "when: ¦source.quality == \"raw\"", "`source.quality` needs `each: data.knowledge.sources`"),
    "derived fact of an entry without each": (SAMPLE, WHEN, "when: ¦source.reindex_ratio > 1.0", "needs `each: data.knowledge.sources`"),
    "entry of another list": (CASES, "unless: source.limit_stated", "unless: ¦gpu.count > 1", "`gpu.count` needs `each: performance.gpus`"),
    "word of another rule": (SAMPLE, WHEN, "when: ¦language == \"zh\"", "`language` needs `each: LIST` and `as: language`"),
    "a loop name that hides a fact": (SAMPLE, WHEN, "when: requirements.gap.exists(¦today, today == \"cost\")", "`today` is the name of something else"),
    "a loop name that is a word of a rule": (SAMPLE, WHEN, "when: requirements.gap.exists(¦language, language == \"cost\")", "`language` is the name of something else"),
    "a loop name that CEL keeps for itself": (SAMPLE, WHEN, "when: requirements.gap.exists(¦package, package == \"cost\")", "`package` is the name of something else"),
    "a loop name that hides a section": (SAMPLE, WHEN, "when: requirements.gap.exists(¦data, data == \"cost\")", "`data` is the name of something else"),
    # -- conditions: what other languages have
    "and": (SAMPLE, WHEN, "when: data.training.examples > 0 ¦and data.training.examples < threshold.min_examples", "write `&&` instead of `and`"),
    "OR": (SAMPLE, WHEN, "when: data.training.examples > 0 ¦OR data.training.examples < threshold.min_examples", "write `||` instead of `OR`"),
    "not": (SAMPLE, WHEN, "when: ¦not derived.supervised", "write `!(..)`, with the whole condition in quotes, instead of `not`"),
    "not in": (SAMPLE, WHEN, "when: data.training.quality ¦not in [\"raw\"]", "write `!(..)`, with the whole condition in quotes,"),
    "is": (SAMPLE, WHEN, "when: data.training.quality ¦is \"raw\"", "write `==` instead of `is`"),
    "is not": (SAMPLE, WHEN, "when: data.training.quality ¦is not \"raw\"", "write `!=` instead of `is not`"),
    "is null": (SAMPLE, WHEN, "when: data.training.quality ¦is null", "`null` cannot stand in a condition: `stated.PLACE` asks"),
    "is not null": (SAMPLE, WHEN, "when: data.training.quality ¦is not null", "`null` cannot stand in a condition: `stated.PLACE` asks"),
    "another null": (SAMPLE, WHEN, "when: data.training.quality == ¦nil", "`absent: PLACE` in place of a condition reports that nothing is"),
    "another true": (SAMPLE, WHEN, "when: derived.supervised == ¦True", "write `true` instead of `True`"),
    "another false": (SAMPLE, WHEN, "when: derived.supervised == ¦FALSE", "write `false` instead of `FALSE`"),
    "a single =": (SAMPLE, WHEN, "when: data.training.quality ¦= \"raw\"", "write `==` instead of `=`"),
    "three =": (SAMPLE, WHEN, "when: data.training.quality ¦=== \"raw\"", "write `==` instead of `===`"),
    "=> ": (SAMPLE, WHEN, "when: data.training.examples ¦=> threshold.min_examples", "write `>=` instead of `=>`"),
    "<>": (SAMPLE, WHEN, "when: data.training.quality ¦<> \"raw\"", "write `!=` instead of `<>`"),
    "a single &": (SAMPLE, WHEN, "when: data.training.examples > 0 ¦& derived.supervised", "write `&&` instead of `&`"),
    "typographic quotes": (SAMPLE, WHEN, "when: data.training.quality == ¦“raw”", "write `\"` instead of `“`"),
    "typographic single quotes": (SAMPLE, WHEN, "when: data.training.quality == ¦‘raw’", "write `'` instead of `‘`"),
    "a full-width comma": (SAMPLE, WHEN, "when: data.training.quality in [\"raw\"¦，\"reviewed\"]", "write `,` instead of `，`"),
    "full-width brackets": (SAMPLE, WHEN, "when: size¦（requirements.gap) > 0", "write `(` instead of `（`"),
    "a full-width blank": (SAMPLE, WHEN, "when: data.training.examples¦\u3000> 0", "this blank is none in a condition"),
    "a word of an enum without quotes": (SAMPLE, WHEN, "when: data.training.quality == ¦raw", "`raw` is a word, and words stand in quotes: `\"raw\"`"),
    "a word with a hyphen without quotes": (SAMPLE, WHEN, "when: approach.choice == ¦fine-tuning", "`fine-tuning` is a word, and words stand in quotes: `\"fine-tuning\"`"),
    "a word in a list without quotes": (SAMPLE, WHEN, "when: data.training.quality in [¦raw]", "words stand in quotes: `\"raw\"`"),
    "another word without quotes": (SAMPLE, WHEN, "when: requirements.accuracy.metric == ¦gold", "there is no fact `gold`; if a word is meant, it stands in quotes: `\"gold\"`"),
    "the end of a name": (SAMPLE, WHEN, "when: ¦agreement > 0.0", "there is no fact `agreement`; did you mean `data.training.agreement`?"),
    "a date": (SAMPLE, WHEN, "when: today > ¦2027-01-01", "a date cannot be written in a condition: reckon from `today`"),
    "a date as a text": (SAMPLE, WHEN, "when: today ¦> \"2027-01-01\"", "a date cannot be written in a condition: reckon from `today`"),
    "a date as a function": (SAMPLE, WHEN, "when: today > ¦timestamp(\"2027-01-01\")", "a date cannot be written in a condition"),
    "a number that has no name": (SAMPLE, WHEN, "when: data.training.examples < ¦10", "name it in thresholds.yaml"),
    "a misspelt threshold": (SAMPLE, WHEN, "when: data.training.examples < ¦threshold.min_exampels", "did you mean `threshold.min_examples`?"),
    "a section that is asked for": (SAMPLE, WHEN, "when: ¦data.training == true", "it is a section: `stated.data.training` asks"),
    "an entry as a fact": (CASES, "unless: source.limit_stated", "unless: ¦source == \"a\"", "`source` is an entry, which is no fact: name one of its fields, such as `source.name`"),
    "stated of an entry": (CASES, "unless: source.limit_stated", "unless: ¦stated.source.owner", "`absent: source.owner` in a case asks whether an entry's own field is written"),
    # -- conditions: types, words, numbers, functions
    "wrong type": (SAMPLE, WHEN, "when: data.training.examples ¦< threshold.short_staleness", "`<` does not take a whole number and a length of time"),
    "whole number beside a decimal one": (SAMPLE, WHEN, "when: data.training.agreement ¦< 1", "write 0.0 or 1.0 beside a decimal number"),
    "no truth value": (SAMPLE, WHEN, "when: ¦data.training.examples", "a condition must be true or false"),
    "null": (SAMPLE, WHEN, "when: data.training.examples == ¦null", "`null` cannot stand in a condition: `stated.PLACE` asks"),
    "unknown word of an enum": (SAMPLE, WHEN, "when: data.training.facts == ¦\"stabel\"", "\"stabel\" would never be met; did you mean `stable`?"),
    "unknown word far from all": (SAMPLE, WHEN, "when: data.training.facts == ¦\"xyzzy\"", "would never be met; there are stable, time-sensitive"),
    "unknown word in a list": (SAMPLE, WHEN, "when: data.training.quality in [\"raw\", ¦\"revewed\"]", "did you mean `reviewed`?"),
    "unknown word beside a free text": (SAMPLE, WHEN, "when: requirements.accuracy.metric == \"f1\" && data.training.facts == ¦\"stabel\"", "\"stabel\" would never be met"),
    "unknown word in a loop": (SAMPLE, WHEN, "when: requirements.gap.exists(g, g in [\"format\", ¦\"behaviour\"])", "did you mean `behavior`?"),
    "unknown word of an entry": (CASES, "source.quality == \"raw\"", "source.quality == ¦\"rough\"", "\"rough\" would never be met"),
    "a number that is no threshold": (SAMPLE, WHEN, "when: data.training.examples < ¦10", "10 must be a threshold"),
    "a decimal that is no threshold": (SAMPLE, WHEN, "when: data.training.agreement < ¦0.5", "0.5 must be a threshold"),
    "unknown function": (SAMPLE, WHEN, "when: ¦lenght(requirements.gap) > 0", "there is no function `lenght` for conditions"),
    "unknown method": (SAMPLE, WHEN, "when: ¦requirements.gap.include(\"cost\")", "did you mean `includes`?"),
    "has": (SAMPLE, WHEN, "when: ¦has(data.training.examples)", "there is no function `has` for conditions"),
    "conversion": (SAMPLE, WHEN, "when: data.knowledge.updates < ¦duration(\"7d\")", "there is no function `duration`"),
    "choice": (SAMPLE, WHEN, "when: \"data.training.examples > 0 ¦? true : false\"", "`?` cannot be used in a condition"),
    "entry by number": (SAMPLE, WHEN, "when: requirements.gap¦[0] == \"cost\"", "entries of a list cannot be picked by number"),
    "division": (SAMPLE, WHEN, "when: data.training.examples ¦/ data.training.classes > 1", "`/` cannot be used in a condition"),
    "remainder": (SAMPLE, WHEN, "when: data.training.examples ¦% data.training.classes == 1", "`%` cannot be used in a condition"),
    "remark inside a condition": (SAMPLE, WHEN, "when: data.training.examples > 0 ¦// labels", "`/` cannot be used in a condition"),
    "raw text": (SAMPLE, WHEN, "when: requirements.accuracy.metric.matches(¦r\"f[0-9]\")", "there is no fact `r`"),
    "bad pattern": (SAMPLE, WHEN, "when: requirements.accuracy.metric.matches(¦\"f(\")", "bad pattern: "),
    "half a condition": (SAMPLE, WHEN, "when: data.training.examples <¦", "Syntax error"),
    "open bracket": (SAMPLE, WHEN, "when: size(requirements.gap > 0¦", "missing ')' at its end"),
    "breaks on large numbers": (SAMPLE, WHEN, "when: data.training.tokens > 0 && ¦data.training.examples * data.training.tokens > 1", "very large or small values"),
    "breaks on long intervals": (SAMPLE, WHEN, "when: ¦data.knowledge.updates + never + never > never", "very large or small values"),
    # -- what YAML makes of a condition
    "a condition that begins with !": (SAMPLE, WHEN, "when: ¦!derived.supervised", "put the whole condition in quotes"),
    "a condition that begins with ! and a blank": (SAMPLE, WHEN, "when: ! ¦derived.supervised", "put the whole condition in quotes"),
    "a condition that begins with !(": (SAMPLE, WHEN, "when: ¦!(derived.supervised && derived.supervised)", "put the whole condition in quotes"),
    "a condition that begins with ! before an or": (SAMPLE, WHEN, "when: ¦!derived.supervised || derived.supervised", "put the whole condition in quotes"),
    "a condition that begins with ! and calls": (SAMPLE, WHEN, "when: ¦!requirements.gap.includes(\"cost\")", "put the whole condition in quotes"),
    "a condition that begins with ! in a list": (SAMPLE, WHEN, "when:\n  - ¦!derived.supervised", "put the whole condition in quotes"),
    "a condition that begins with ! in brackets": (SAMPLE, WHEN, "when: [¦!derived.supervised]", "put the whole condition in quotes"),
    "a condition that begins with ! on its own line": (SAMPLE, WHEN, "when:\n  ¦!derived.supervised && derived.supervised", "put the whole condition in quotes"),
    "a tag": (SAMPLE, "criterion: X01\n", "criterion: ¦!!int X01\n", "The tag `!!int` does not fit this value"),
    "a condition that begins with a quote": (SAMPLE, WHEN, "when: \"stable\" ¦== data.training.facts", "The value has ended before this"),
    "a condition that begins with [": (SAMPLE, WHEN, "when: [\"a\"] ¦== requirements.gap", ""),
    "a condition that begins with {": (SAMPLE, WHEN, "¦when: {data: 1}", "expected a text or a list, found keys and values"),
    "a condition that begins with &": (SAMPLE, WHEN, "when: &a ¦&& data.training.examples > 0", ""),
    "a condition that begins with *": (SAMPLE, WHEN, "when: *a > 0", ""),
    "a comment swallows the rest": (SAMPLE, WHEN, "when: requirements.accuracy.metric == ¦\"a # b\"", "this text is never closed (YAML takes ` #` for a comment"),
    "a number instead of a condition": (SAMPLE, WHEN, "when: ¦1", "expected a text or a list, found the number 1"),
    "true instead of a condition": (SAMPLE, WHEN, "when: [¦true]", "expected a text, found `true`"),
    "a colon in a condition": (SAMPLE, WHEN, "when: data.training.facts == \"a¦: b\"", ""),
    "broken YAML": (SAMPLE, "cites: [{", "cites: ¦[[{", "This `[` is never closed"),
    "a key twice": (SAMPLE, "at: data.training.examples", "at: data.training.examples\n¦severity: info", "`severity` stands twice"),
    "a second document": (SAMPLE, "  not_stated:", "---\n  not_stated:", "expected one mapping"),
    # -- places
    "unknown place in at": (SAMPLE, "at: data.training.examples", "at: ¦data.training.exmples", "there is no place `data.training.exmples` in the format; did you mean `data.training.examples`?"),
    "a derived fact in at that no condition reads": (SAMPLE, "at: data.training.examples", "at: ¦derived.updates", "no condition here reads `derived.updates`"),
    "a field of all entries is no place": (SAMPLE, "at: data.training.examples", "at: ¦data.knowledge.sources.owner", "there is no place `data.knowledge.sources.owner`"),
    "an entry as a place without each": (SAMPLE, "at: data.training.examples", "at: ¦source.quality", "needs `each: data.knowledge.sources`"),
    "no at": (SAMPLE, "at: data.training.examples\n", "", "`at` is missing: which place is to be marked?"),
    "unknown place in absent": (ABSENCE, "absent: project.owner", "absent: ¦project.onwer", "did you mean `project.owner`?"),
    "unknown place in a list of absent": (ABSENCE, "absent: project.owner", "absent: [project.owner, ¦project.x]", "there is no place `project.x`"),
    "absent entry without each": (ABSENCE, "absent: project.owner", "absent: ¦source.owner", "needs `each: data.knowledge.sources`"),
    "absent field of all entries": (ABSENCE, "absent: project.owner", "absent: ¦data.knowledge.sources.owner", "there is no place"),
    "unknown place in a fix": (CASES, "{set: source.quality, to", "{set: ¦source.qualty, to", "there is no place `source.qualty`"),
    "a value that the place does not take": (CASES, "to: reviewed", "to: ¦revised", "`revised` cannot stand at `source.quality`"),
    "a value that names an unknown fact": (CASES, "to: reviewed", "to: '¦{data.training.clases}'", "there is no fact `data.training.clases`"),
    "append to what is no list": (CASES, "{set: source.quality, to: reviewed}", "{append: ¦source.quality, value: raw}", "`source.quality` takes no single value"),
    "set a section": (CASES, "{set: source.quality, to", "{set: ¦data.training, to", "`data.training` takes no single value"),
    "an edit of no kind": (CASES, "{set: source.quality, to", "{¦put: source.quality, to", "unknown key `put`; known here: set, to"),
    "an unknown safety": (CASES, "safety: unsafe", "safety: ¦unsure", "`unsure` cannot stand here"),
    "unknown list in each": (CASES, "each: data.knowledge.sources", "each: ¦data.knowledge.source", "there is no list `data.knowledge.source`; did you mean `data.knowledge.sources`?"),
    "each in the rule and in a case": (CASES, "  - severity: ladder-a", "  - severity: ladder-a\n    ¦each: performance.gpus", "not in both"),
    "as without each": (SAMPLE, WHEN, "¦as: label\n" + WHEN, "`as` needs `each`"),
    "a plain list without as": (WORDS, "as: language\n", "", "`as` is missing: what is an entry of `requirements.languages` called?"),
    "as for a list of entries": (CASES, "each: data.knowledge.sources", "each: data.knowledge.sources\nas: ¦place", "an entry of this list is called `source`"),
    "as that hides a section": (WORDS, "as: language", "as: ¦data", "`data` is the name of something else"),
    "as that hides an entry": (WORDS, "as: language", "as: ¦source", "`source` is the name of something else"),
    "as that CEL keeps for itself": (WORDS, "as: language", "as: ¦package", "`package` is the name of something else"),
    "as with a hyphen": (WORDS, "as: language", "as: ¦a-b", "`a-b` is not a name of small letters"),
    "an entry as a place": (CASES, "at: source.quality", "at: ¦source", "`source` is an entry, which is no place: leave `at` out or name one of its fields, such as `source.name`"),
    "an entry of a plain list as a place": (WORDS, "at: requirements.languages", "at: ¦language", "`language` is an entry, which is no place: leave `at` out"),
    "an absent entry": (CASES, "    unless: source.limit_stated", "    absent: ¦source", "`source` is an entry, which is no place: name one of its fields"),
    "an unknown field of an entry in at": (CASES, "at: source.quality", "at: ¦source.qualities", "did you mean `source.quality`?"),
    "an unknown field of an entry in a fix": (CASES, "{set: source.quality, to", "{set: ¦source.qualty, to", "did you mean `source.quality`?"),
    "a misspelt entry": (CASES, "at: source.quality", "at: ¦sorce.quality", "did you mean `source.quality`?"),
    "a field of an entry by its list": (CASES, "at: source.quality", "at: ¦data.knowledge.sources.quality", "did you mean `source.quality`?"),
    "the end of a place": (SAMPLE, "at: data.training.examples", "at: ¦agreement", "did you mean `data.training.agreement`?"),
    # -- the design of an approach
    "a design field without applies_to": (SAMPLE, "applies_to: [fine-tuning]\n" + WHEN, "when: ¦maintenance.retrain > never", "`maintenance.retrain` belongs to the design of fine-tuning, hybrid: narrow `applies_to` to it"),
    "a design field of another approach": (SAMPLE, WHEN, "when: ¦approach.rag.rerank == false", "belongs to the design of rag, hybrid"),
    "a derived fact of another approach": (CASES, "unless: source.limit_stated", "unless: ¦derived.supervised", "belongs to the design of fine-tuning, hybrid"),
    "an absent design field": (ABSENCE, "absent: project.owner", "absent: ¦approach.rag.search", "belongs to the design of rag, hybrid"),
    "an absent design field of a case": (CASES, "    unless: source.limit_stated", "    absent: ¦approach.fine_tuning.method", "belongs to the design of fine-tuning, hybrid"),
    "a marked design field": (SAMPLE, "at: data.training.examples", "at: ¦approach.rag.search", "belongs to the design of rag, hybrid"),
    # -- texts
    "placeholders differ": (SAMPLE, ENGLISH, '"¦Few labels."'.replace("¦", ""), "`data.training.examples` is named in one language only"),
    "unknown placeholder": (SAMPLE, ENGLISH, '"Only ¦{data.training.exmples} labels."', "there is no fact `data.training.exmples`; did you mean `data.training.examples`?"),
    "a placeholder that may be unknown": (SAMPLE, ENGLISH, '"Only ¦{data.training.classes} labels."', "`data.training.classes` may be unknown here"),
    "a placeholder read only behind or": (SAMPLE, WHEN, "when: data.training.examples < threshold.min_examples || data.training.turns == 1", "`data.training.examples` may be unknown here"),
    "a placeholder read only inside not": (SAMPLE, WHEN, "when: \"!(data.training.examples > 0 && data.training.turns == 1)\"", "`data.training.examples` may be unknown here"),
    "a placeholder behind a derived fact": (SAMPLE, WHEN, "when: derived.updates < never", "`data.training.examples` may be unknown here"),
    "a placeholder that only excuses": (CASES, '"{source} holds data."', '"{source} holds data for ¦{source.limit_stated}."', "may be unknown here"),
    "the choice where none may be stated": (ABSENCE, '"Nobody answers for it."', '"Nobody answers for ¦{approach.choice}."', "`approach.choice` may be unknown here"),
    "a name of an entry": (CASES, '"{source} holds data."', '"¦{source.name} holds data."', "`source.name` may be unknown here; write `{source}`"),
    "a placeholder in why": (SAMPLE, '{en: "Because."', '{en: "Because ¦{project.owner}."', "`project.owner` may be unknown here"),
    "a lone brace": (SAMPLE, ENGLISH, '"Only {data.training.examples} ¦{labels."', "a `{` that belongs to no placeholder"),
    "an unknown form of a placeholder": (SAMPLE, ENGLISH, '"Only ¦{data.training.examples:words} labels."', "can end in `:raw` or `:sum`, not in `:words`: write `{data.training.examples}`"),
    "a placeholder with blanks": (SAMPLE, ENGLISH, '"Only ¦{ data.training.examples } labels."', "a placeholder holds no blanks: write `{data.training.examples}`"),
    "a placeholder with a blank in its form": (SAMPLE, ENGLISH, '"Only ¦{data.training.examples: raw} labels."', "write `{data.training.examples:raw}`"),
    "a placeholder in two pairs of braces": (SAMPLE, ENGLISH, '"Only ¦{{data.training.examples}} labels."', "one pair of plain braces: write `{data.training.examples}`"),
    "a placeholder in full-width braces": (SAMPLE, "只有 {data.training.examples}", "只有 ¦｛data.training.examples｝", "one pair of plain braces: write `{data.training.examples}`"),
    "a placeholder of which nothing must hold": (SAMPLE, ENGLISH, '"Only ¦{data.training.classes} labels."', "read it in a condition that must hold (one of `when`, without `||`), or leave it out"),
    "braces without end": (SAMPLE, ENGLISH, '"Only ¦' + "{" * 100_000 + '"', "a `{` that belongs to no placeholder"),
    "blanks without end": (SAMPLE, ENGLISH, '"Only ¦{a' + " " * 100_000 + '"', "a `{` that belongs to no placeholder"),
    "a place in backticks": (SAMPLE, '"Label more."', '"Label more in `¦data.training.exmples`."', "there is no place `data.training.exmples` in the format; did you mean `data.training.examples`?"),
    "a place with a value in backticks": (SAMPLE, '"Because."', '"Because of `¦approach.chioce: rag`."', "did you mean `approach.choice`?"),
    "a place in backticks in one language": (SAMPLE, '"请补充标签。"', '"请补充 `¦data.training.exmples`。"', "did you mean `data.training.examples`?"),
    "a place in backticks in a title of a fix": (CASES, '"Say so"', '"Set `¦data.qualty`"', "there is no place `data.qualty` in the format"),
    "a field of an entry by its list in backticks": (CASES, '"{source} holds data."', '"{source} needs `¦data.knowledge.sources.ownr`."', "did you mean `source.owner`?"),
    "no message": (CASES, 'message: {en: "{source} is {source.quality}.", zh: "{source}是 {source.quality}。"}\n', "", "`message` is missing, here and in the rule"),
    "no advice": (SAMPLE, 'advice: {en: "Label more.", zh: "请补充标签。"}\n', "", "`advice` is missing, here and in the rule"),
    # -- other rules, works, examples
    "unknown source": (SAMPLE, "{source: article", "{source: ¦artcle", "`artcle` is not in sources.yaml"),
    "unknown rule in outranks": (CASES, "outranks: [absence]", "outranks: [¦absense]", "there is no rule `absense`; did you mean `absence`?"),
    "outranking a driver": (CASES, "outranks: [absence]", "outranks: [¦driver]", "there is no rule `driver`"),
    "outranking itself": (CASES, "outranks: [absence]", "¦outranks: [cases]", "rules outrank each other in a circle: cases -> cases"),
    "outranking itself in a later rule": (WORDS, "examples:", "¦outranks: [words]\nexamples:", "rules outrank each other in a circle: words -> words"),
    "outranking in a circle": (ABSENCE, "examples:", "outranks: [cases]\nexamples:", "rules outrank each other in a circle"),
    "no bad example": (SAMPLE, "  bad: [{name: nine, facts: {approach.choice: fine-tuning, data.training.examples: 9}, severity: warning, at: 9}]\n", "", "`bad` is missing"),
    "no good example": (SAMPLE, "  good: [{name: ten, facts: {approach.choice: fine-tuning, data.training.examples: 10}}]\n", "", "`good` is missing"),
    "no silent example": (SAMPLE, "  not_stated: [{name: silent, facts: {approach.choice: fine-tuning}, waits: [data.training.examples]}]\n", "", "at least one `not_stated` example is needed"),
    "an example that says not how grave": (SAMPLE, ", severity: warning, at: 9}", ", at: 9}", "`severity` is missing: what is expected here?"),
    "an example that says not where": (SAMPLE, ", severity: warning, at: 9}", ", severity: warning}", "`at` is missing: what is expected here?"),
    "an example that says not what it waits for": (SAMPLE, ", waits: [data.training.examples]}", "}", "`waits` is missing: what is expected here?"),
    "an example of nothing": (SAMPLE, "{name: silent, facts: {approach.choice: fine-tuning}, waits: [data.training.examples]}", "¦{name: silent}", "one of `facts`, `yaml` is missing"),
    "an example of two kinds": (SAMPLE, "{name: silent, facts: {", "¦{name: silent, yaml: a, facts: {", "only one of `facts`, `yaml` can be given"),
    "a severity of a good example": (SAMPLE, "{name: ten, facts", "{name: ten, ¦severity: info, facts", "unknown key `severity`"),
    "an unknown place in an example": (SAMPLE, "data.training.examples: 9}", "¦data.training.exmples: 9}", "there is no place `data.training.exmples` in the format"),
    "a misspelt place in an example": (SAMPLE, "data.training.examples: 9}", "¦data.training.exmples: 9}", "did you mean `data.training.examples`?"),
    "a field of an entry in an example": (SAMPLE, "data.training.examples: 9}", "¦data.knowledge.sources.quality: raw}", "entries are given with their list: `data.knowledge.sources: [{name: ..}]`"),
    # -- drivers
    "a driver that reads the choice": (DRIVER, "when: requirements", "unless: ¦approach.choice == \"rag\"\nwhen: requirements", "`approach.choice` depends on the choice"),
    "a driver that reads the design": (DRIVER, "when: requirements", "unless: [¦maintenance.retrain > never]\nwhen: requirements", "`maintenance.retrain` depends on the choice"),
    "a driver that asks what is stated of it": (DRIVER, "when: requirements", "unless: ¦stated.approach.rag\nwhen: requirements", "depends on the choice"),
    "a driver that reads how it is met": (DRIVER, "when: requirements", "unless: ¦derived.fresh_route\nwhen: requirements", "`derived.fresh_route` depends on the choice"),
    "a driver that reads drivers": (DRIVER, "when: requirements", "unless: ¦driver.driver\nwhen: requirements", "`driver.driver` is known only when all drivers are"),
    "a driver that reads the scorecard": (DRIVER, "when: requirements", "unless: ¦scorecard.for_rag\nwhen: requirements", "`scorecard.for_rag` is known only when all drivers are"),
    "a driver with a message": (DRIVER, "strength: weak", "strength: weak\n¦message: {en: a, zh: b}", "unknown key `message`"),
    "a driver without strength": (DRIVER, "strength: weak\n", "", "`strength` is missing"),
    "a driver for nobody": (DRIVER, "favours: rag", "favours: ¦hybrid", "hybrid"),
    "a rule among drivers": (DRIVER, "favours: rag\nstrength: weak\n", "", "`favours` is missing"),
    "a driver among rules": (SAMPLE, "severity: warning\napplies_to", "¦favours: rag\napplies_to", "a driver stands in the folder drivers/"),
    # -- thresholds, works, ladders, tables
    "a threshold without basis": (THRESHOLDS, MINIMUM + "  basis: {en", MINIMUM + "  ¦bases: {en", "unknown key `bases`; did you mean `basis`?"),
    "a threshold without strength": (THRESHOLDS, MINIMUM, "¦min_examples:\n  count: 10\n", "`strength` is missing"),
    "an unknown strength": (THRESHOLDS, MINIMUM, "min_examples:\n  count: 10\n  strength: ¦stong\n", "`stong` cannot stand here; did you mean `strong`?"),
    "a value of no form": (THRESHOLDS, MINIMUM, "min_examples:\n  count: ¦ten\n  strength: strong\n", "`min_examples` cannot be `\"ten\"`. Write a whole number such as"),
    "no value": (THRESHOLDS, MINIMUM, "min_examples:\n  count:¦\n  strength: strong\n", "`min_examples` cannot be `null`. Write a whole number such as"),
    "several values": (THRESHOLDS, MINIMUM, "min_examples:\n  ¦count: [ten]\n  strength: strong\n", "`min_examples` cannot be `[\"ten\"]`. Write a whole number"),
    "an unknown kind": (THRESHOLDS, MINIMUM, "min_examples:\n  ¦cout: 10\n  strength: strong\n", "unknown key `cout`; did you mean `count`?"),
    "two kinds": (THRESHOLDS, MINIMUM, "¦min_examples:\n  count: 10\n  amount: 10\n  strength: strong\n", "can be given"),
    "a threshold that cannot be named": (THRESHOLDS, "min_examples:", "¦min-examples:", "`min-examples` is not a name of small letters"),
    "a threshold as a number": (THRESHOLDS, "cadence_slack:\n", "cadence: ¦30\ncadence_slack:\n", "expected keys and values, found the number 30"),
    "a threshold that cites nobody": (THRESHOLDS, "cites: [S47]", "cites: [¦S99]", "`S99` is not in sources.yaml"),
    "a threshold that facts need": (THRESHOLDS, "review_interval:", "review_cadence:", "the threshold `review_interval` is missing"),
    "a threshold twice": (THRESHOLDS, "few_examples:", "¦min_examples:", "`min_examples` stands twice"),
    "a work without title": (WORKS, 'S47: {title: "AI Risk Management Framework, GOVERN 1.5", ', "¦S47: {", "`title` is missing"),
    "a work with an unknown key": (WORKS, "S01: {title: ", "S01: {¦autors: x, title: ", "unknown key `autors`; did you mean `authors`?"),
    "a work that was read otherwise": (WORKS, "  read: full\n", "  read: ¦half\n", "`half` cannot stand here"),
    "a year as a number": (WORKS, 'year: "1993"', "year: ¦1993", "expected a text, found the number 1993"),
    "a title without Chinese": (WORKS, 'S43: {title: {en: "Five breakdowns of RAG latency by practitioners", zh: "五份实践者的 RAG 延迟分解"}', "S43: {¦title: {en: a}", "`zh` is missing"),
    "a work of no key": (WORKS, "article:", "¦the-article:", "`the-article` is not the key of a work"),
    "an unknown stage": (LADDERS, "ladder-a: {production: warning, pilot: info", "ladder-a: {production: warning, ¦pilott: info", "unknown key `pilott`; did you mean `pilot`?"),
    "a ladder without a stage": (LADDERS, "ladder-a: {production: warning, ", "¦ladder-a: {", "`production` is missing"),
    "an unknown severity in a ladder": (LADDERS, "ladder-a: {production: warning", "ladder-a: {production: ¦warn", "`warn` cannot stand here; did you mean `warning`?"),
    "a ladder of another name": (LADDERS, "ladder-b:", "¦steps-b:", "`steps-b` is not a name such as `ladder-a`"),
    "a table without a date": (TABLE, "as_of: 2026-11-22\n", "", "`as_of` is missing"),
    "a table without a source": (TABLE, "source: S41\n", "", "`source` is missing"),
    "a table of an unknown source": (TABLE, "source: S41", "source: ¦S99", "`S99` is not in sources.yaml"),
    "a table with half a date": (TABLE, "as_of: 2026-11-22", "as_of: ¦2026-11", "`2026-11` is not a day such as 2026-11-22"),
    "a row with too few numbers": (TABLE, "memory: [16, 32, 64, 160]", "¦memory: [16, 32, 64]", "a row has one number for each of `sizes`"),
    "a row with a word": (TABLE, "memory: [16, 32, 64, 160]", "memory: [16, ¦many, 64, 160]", "expected a number, found a text"),
}  # fmt: skip


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules without a mistake."""
    write(tmp_path)
    return tmp_path


def test_the_folder_without_a_mistake_loads(rules: Path) -> None:
    assert set(load(str(rules)).rules) == {"sample", "cases", "absence", "words"}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_in_its_place(name: str, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, right, wrong, words = MISTAKES[name]
    text = (rules / path).read_text(encoding="utf-8")
    assert text.count(right) == 1
    marked = text.replace(right, wrong)
    (rules / path).write_text(marked.replace("¦", ""), encoding="utf-8")
    monkeypatch.chdir(rules)
    with pytest.raises(RuleError) as caught:
        load(str(rules))
    said = str(caught.value)
    assert words in said
    assert not any(
        word in said for word in ("Traceback", "KeyError", "None", "{'", "['", "object at", "is not valid under")
    )
    if "¦" in marked:
        before = marked[: marked.index("¦")]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert said.startswith(f"{path}:{line}:{column}: "), said
    else:
        assert re.match(r"[\w/-]+\.yaml:\d+:\d+: ", said)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("data/notes.txt", "x", "data/notes.txt:1:1: only rule files (NAME.yaml) belong here"),
        ("data/nested/rule.yaml", RULE, "data/nested:1:1: only rule files (NAME.yaml) belong here"),
        ("sample.yaml", RULE, "sample.yaml:1:1: a rule stands in the folder of its category"),
        ("quality/sample.yaml", RULE, "quality:1:1: no such category; there are data, requirements"),
        ("security/sample.yaml", RULE, "a rule named `sample` exists already in data/sample.yaml"),
        ("security/driver.yaml", RULE, "security/driver.yaml:1:1: a rule named `driver` exists already"),
        ("security/Two_Words.yaml", RULE, "security/Two_Words.yaml:1:1: name the rule in small letters"),
        ("security/empty.yaml", "", "security/empty.yaml:1:1: the file is empty: fill it in, or delete it"),
        ("security/remark.yaml", "# later\n", "the file is empty"),
        ("security/list.yaml", "- a\n", "security/list.yaml:1:1: expected one mapping"),
        ("security/latin.yaml", "title: \xfc\n", "security/latin.yaml:1:8: The file is not valid UTF-8"),
        ("tables/readme.md", "x", "tables/readme.md:1:1: only rule files"),
        ("tables/vendors.yaml", "source: S41\n", "`as_of` is missing"),
    ],
)
def test_a_file_in_the_wrong_place_is_reported(
    path: str, text: str, said: str, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rules / path).parent.mkdir(exist_ok=True)
    (rules / path).write_text(text, encoding="latin-1" if "latin" in path else "utf-8")
    monkeypatch.chdir(rules)
    with pytest.raises(RuleError) as caught:
        load(str(rules))
    assert said in str(caught.value)


@pytest.mark.parametrize("path", ["thresholds.yaml", "sources.yaml", "severities.yaml", "tables/gpu-memory.yaml"])
def test_a_missing_file_is_reported(path: str, rules: Path) -> None:
    (rules / path).unlink()
    with pytest.raises(RuleError, match=path.replace(".", r"\.")):
        load(str(rules))


def test_the_same_word_may_name_entries_in_two_rules(rules: Path) -> None:
    text = (rules / "evaluation/words.yaml").read_text(encoding="utf-8")
    (rules / "evaluation/more-words.yaml").write_text(text, encoding="utf-8")
    assert "more-words" in load(str(rules)).rules


def test_a_word_names_entries_of_one_kind_in_all_rules(rules: Path) -> None:
    text = (rules / "evaluation/words.yaml").read_text(encoding="utf-8")
    other = text.replace("each: requirements.languages", "each: data.knowledge.sources.tokens")
    (rules / "evaluation/numbers.yaml").write_text(other, encoding="utf-8")
    with pytest.raises(RuleError, match="`language` is an entry of another kind of list in another rule"):
        load(str(rules))


def test_what_is_hidden_beside_the_rules_is_left_alone(rules: Path) -> None:
    (rules / ".notes").write_text("x", encoding="utf-8")
    (rules / ".cache").mkdir()
    load(str(rules))


def test_a_pattern_is_told_from_other_texts(rules: Path) -> None:
    condition = 'requirements.accuracy.metric.matches("f.") && requirements.domains.now.includes("(")'
    text = RULE.replace(WHEN, f"when: {condition} && data.training.examples > 0")
    (rules / SAMPLE).write_text(text, encoding="utf-8")
    load(str(rules))
