from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "compact_portal.publishing"
    verbose_name = "Publishing"
    default_auto_field = "django.db.models.BigAutoField"
