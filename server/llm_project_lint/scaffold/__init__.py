"""A first project file: which facts to ask for, what an answer means, and the commented text to fill in.

Nothing is imported here: the command line needs the names of the templates at every start, and only those.
"""

TEMPLATES = ("rag", "fine-tuning", "hybrid", "prompt-only", "minimal")
"""All but the last are named like the choice that they are for."""
