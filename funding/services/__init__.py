"""Every change of state in funding."""
