from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Meetings"

    def ready(self):
        from meetings import deadlines, findable, home  # noqa: F401  (each registers what it has for the kernel)
