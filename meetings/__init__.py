"""Committees, meetings, minutes, decisions and actions."""
