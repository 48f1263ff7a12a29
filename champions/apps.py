from django.apps import AppConfig


class ChampionsConfig(AppConfig):
    name = "champions"
    verbose_name = "Champions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from champions import deadlines, home  # noqa: F401  (register the dates to watch, and what the front page shows)
