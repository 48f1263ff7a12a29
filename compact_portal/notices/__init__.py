"""The outbox: every email is a row first, written with the change it tells of."""
