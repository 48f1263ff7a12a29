"""What tests look through: a real browser, accessibility checkers, a real worker, PDF validators."""
