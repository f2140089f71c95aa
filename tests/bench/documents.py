"""The files that are measured: a decision record of ninety lines, as a careful team would write it."""

from pathlib import Path

NINETY_LINES = """\
version: 1
project:
  name: claims-assistant
  sector: finance
  audience: employees
  stage: pilot
  owner: claims-platform
data:
  knowledge:
    tokens: 9M
    documents: 7200
    sources:
      - name: policy-terms
        format: semi-structured
        updates: monthly
        reindex: weekly
        quality: curated
        last_reviewed: 2026-09-14
        owner: products
        languages: [en, de]
        origin: first-party
        access: internal
      - name: case-notes
        format: unstructured
        updates: daily
        quality: reviewed
        owner: claims
        languages: [en]
        origin: first-party
        pii: pseudonymized
        access: per-role
  training:
    examples: 320
    quality: reviewed
    agreement: 88%
    facts: stable
requirements:
  task: question-answering
  gap: [knowledge, format]
  domains:
    now: [motor, home]
    planned: [travel]
  languages: [en, de]
  max_staleness: 14d
  accuracy:
    metric: answer_correctness
    target: 0.85
  citations: required
  consistency: medium
  access_control: per-role
  risk: medium
  sample_questions:
    - Does the new policy cover a rented car?
    - What is the excess for water damage?
performance:
  requests_per_month: 45k
  tokens:
    prompt: 650
    output: 260
  latency:
    first_token: 2s
    p95: 7s
  stages:
    embed: 45ms
    search: 90ms
    rerank: 180ms
    model_first_token: 620ms
    tokens_per_second: 75
cost:
  currency: EUR
  budget:
    monthly: 900
maintenance:
  knowledge_owner: claims-platform
  reindex: daily
  reindex_duration: 20min
  fallback: [abstain, human]
  monitoring: [groundedness, feedback]
  review:
    every: half-yearly
    next: 2031-03-01
evaluation:
  set:
    examples: 180
    last_updated: 2026-10-02
  checks: [retrieval-recall, groundedness]
approach:
  choice: rag
  citations: retrieved
  rag:
    search: hybrid
    chunk_tokens: 400
    top_k: 8
    rerank: true
    access_filter: true
"""


_SOURCE = """\
      - name: archive-{number}
        format: unstructured
        updates: daily
        quality: reviewed
        owner: claims
        languages: [en]
        origin: first-party
        access: per-role
"""


def long_document(lines: int) -> str:
    """The same record with so many sources that it has about that many lines, and with some things to find in it."""
    text = NINETY_LINES.replace("max_staleness: 14d", "max_staleness: 3d").replace("  p95: 7s", "  p95: 900ms")
    before, behind = text.split("  training:\n")
    missing = max(lines - NINETY_LINES.count("\n"), 0) // _SOURCE.count("\n")
    sources = "".join(_SOURCE.format(number=number) for number in range(missing))
    return f"{before}{sources}  training:\n{behind}"


def write_files(folder: Path, count: int) -> list[Path]:
    """Write `count` such records, each a little different, twenty to a folder; their paths."""
    paths = []
    for number in range(count):
        path = folder / f"team-{number // 20}" / f"project-{number}.llm-project.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = NINETY_LINES.replace("claims-assistant", f"assistant-{number}").replace("45k", f"{number + 1}k")
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
