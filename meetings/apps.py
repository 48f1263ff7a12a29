from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self):
        # They register the dates to watch, what can be found, what the home page shows, and the words of reminders.
        from meetings import deadlines, findable, home  # noqa: F401
        from meetings.services import reminders  # noqa: F401
