"""Text with headings, lists, emphasis, links and simple tables, sanitised going in and coming out."""
