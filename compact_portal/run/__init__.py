"""`make run`: prepare what is there, then web, worker and beat together until told to stop."""
