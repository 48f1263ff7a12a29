"""Funding rounds that keep the Compact."""
