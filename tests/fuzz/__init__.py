"""Random sessions with the language server, and what must hold in each: `python -m tests.fuzz --seconds 600`."""
