"""Where uploaded files lie."""

from uuid import uuid4


def opaque_path(folder: str, filename: str) -> str:
    """A name that nobody can guess and that says nothing of whoever sent the file. Its ending stays."""
    ending = filename.rpartition(".")[2].lower()
    return f"{folder}/{uuid4().hex}.{ending}"
