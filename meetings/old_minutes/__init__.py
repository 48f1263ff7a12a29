"""Old minutes read into a structured draft, for a person to confirm.

`sources` turns a file into lines. `sections` says what each line is. The recognisers read one thing each from the
lines: people, dates, items, decisions, actions. `reading` puts the draft together, `comparing` shows that no word of
the original is missing. Nothing here touches the database, and no text makes it raise.
"""
