"""Immutable numbered editions of documents, as accessible PDF."""
