"""The append-only trail: who did what, on which record, when."""
