"""The demo's Compact: one real document, word for word, as a file that can be read and loaded."""
