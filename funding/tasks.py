from funding.copies import make_copy, sweep_copies

__all__ = ["make_copy", "sweep_copies"]
