from django.apps import AppConfig


class FundingConfig(AppConfig):
    name = "funding"
    verbose_name = "Funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from compact_portal.pages.demo import register_chapter
        from funding import deadlines, findable  # noqa: F401  (register the dates to watch, and what can be found)
        from funding.demo.load import load_funding

        register_chapter(load_funding)
