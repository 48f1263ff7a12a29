"""Search: one table of what can be found, kept from what the modules say, and read by one page."""
