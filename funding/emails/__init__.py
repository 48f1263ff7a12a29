"""Emails about funding, in plain words: what happened, what to do, and where."""
