"""Speed and memory side by side with other linters: `python -m tests.bench`."""
