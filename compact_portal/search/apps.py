from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "compact_portal.search"
    verbose_name = "Search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from compact_portal.audit.following import follow, follow_at_once
        from compact_portal.search.keeping import keep_what_follows, question_what_follows

        follow_at_once(question_what_follows)
        follow(keep_what_follows)
