"""The demo's Compact: one real document, word for word, and plainly invented versions that follow it."""
