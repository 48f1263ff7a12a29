from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DisputesConfig(AppConfig):
    name = "disputes"
    verbose_name = "Disputes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from disputes import deadlines  # noqa: F401  (registers the dates to watch)
        from disputes.seed import seed_procedure

        post_migrate.connect(seed_procedure, sender=self)
