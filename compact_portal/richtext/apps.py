from django.apps import AppConfig


class RichtextConfig(AppConfig):
    name = "compact_portal.richtext"
    verbose_name = "Rich text"
    default_auto_field = "django.db.models.BigAutoField"
