"""Every change of state in meetings, by noun."""
