"""The language server as editors use it: over its streams, with their capabilities, on real files."""
