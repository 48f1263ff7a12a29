"""Old minutes: from a file to a record."""
