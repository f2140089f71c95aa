"""A workspace with the example pack, as a team would have it."""

import shutil
from pathlib import Path

ACME = Path(__file__).parent / "acme"
PROJECT = """\
project: {name: help desk, stage: pilot}
approach:
  choice: rag
  model: {hosting: api}
acme:
  data_class: secret
  vendor_review: 2024-01-01
  tenants: 70
  contracts:
    - {name: hosting, ends: 2026-12-12}
    - {name: labels, ends: 2026-12-12, renewed: true}
"""


def workspace(folder: Path, configuration: str = 'packs = ["./acme"]\n', project: str = PROJECT) -> Path:
    """The pack, a configuration that names it, and a project file."""
    (folder / ".git").mkdir()
    return filled(folder, configuration, project)


def filled(folder: Path, configuration: str = 'packs = ["./acme"]\n', project: str = PROJECT) -> Path:
    """The same in a folder that is a repository already."""
    shutil.copytree(ACME, folder / "acme")
    (folder / "llm-project-lint.toml").write_text(configuration, encoding="utf-8")
    (folder / "llm-project.yaml").write_text(project, encoding="utf-8")
    return folder
