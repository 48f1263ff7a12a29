"""Invented disputes between plainly invented organisations."""
