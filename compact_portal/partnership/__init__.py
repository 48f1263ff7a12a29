"""The one settings row: name, area, contacts, colours, defaults."""
