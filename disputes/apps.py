from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DisputesConfig(AppConfig):
    name = "disputes"
    verbose_name = "Disputes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from compact_portal.audit.following import follow
        from compact_portal.pages.demo import register_chapter
        from disputes import deadlines, findable, home  # noqa: F401  (each registers what it has for the kernel)
        from disputes.demo.load import load_disputes
        from disputes.seed import seed_procedure
        from disputes.services.holidays import follow_bank_holidays

        register_chapter(load_disputes)
        follow(follow_bank_holidays)
        post_migrate.connect(seed_procedure, sender=self)
