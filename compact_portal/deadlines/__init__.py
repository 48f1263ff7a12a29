"""The one engine behind every date: reminders, what is waiting for whom, calendar feeds."""
