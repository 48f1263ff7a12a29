"""From a file, or pasted text, to lines."""
