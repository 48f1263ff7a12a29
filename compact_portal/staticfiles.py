"""Static files named by their content, so that a browser may keep them for a year."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also inside our modules: what they import from one another is named by its content too."""

    support_js_module_import_aggregation = True
