from django.apps import AppConfig

#: First parts of addresses under /champions/ that are pages, not signatories.
PAGES = ("mine", "promotion", "interests", "signatories")


class ChampionsConfig(AppConfig):
    name = "champions"
    verbose_name = "Champions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from champions import deadlines, findable, home  # noqa: F401  (each registers what it has for the kernel)
        from compact_portal.people.services.organisations import reserve_slugs

        reserve_slugs(*PAGES)
