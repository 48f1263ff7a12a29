from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "compact_portal.pages"
    verbose_name = "Pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from compact_portal.pages import home

        home.register_starts(home.first_steps)
