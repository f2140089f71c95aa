"""llm-project-lint: holds the choice between RAG, fine-tuning, both or a prompt against a project's stated facts."""

__version__ = "0.1.0"
