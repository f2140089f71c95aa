"""What the server that the extension carries begins with; `make vscode-server` freezes it into a folder of its own."""

import multiprocessing
import sys

from llm_project_lint.__main__ import run

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(run())
