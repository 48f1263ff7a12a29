from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self):
        from meetings import deadlines, home  # noqa: F401  (register the dates to watch, and what the home page shows)
