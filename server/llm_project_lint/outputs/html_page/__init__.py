"""The parts of the page that `html` writes: markup that user text cannot forge, and a module for each section."""
