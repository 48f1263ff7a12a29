from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    name = "compact_portal.deadlines"
    verbose_name = "Deadlines"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from compact_portal.audit.following import follow
        from compact_portal.deadlines.deadlines import BankHolidaysRunOut
        from compact_portal.deadlines.engine import register
        from compact_portal.deadlines.keeping import keep_what_follows
        from compact_portal.deadlines.seed import seed_bank_holidays

        post_migrate.connect(seed_bank_holidays, sender=self)
        register(BankHolidaysRunOut())
        follow(keep_what_follows)
