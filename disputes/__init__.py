"""Compact disputes."""
