"""Compressing pages, and leaving alone what is compressed already."""

from django.middleware.gzip import GZipMiddleware

COMPRESSED = {"application/pdf", "image/png", "image/jpeg", "font/woff2"}


class CompressPages(GZipMiddleware):
    """A PDF gains nothing from gzip: it would cost time, and the reader's copy its strong ETag."""

    def process_response(self, request, response):
        if response.get("Content-Type") in COMPRESSED:
            return response
        return super().process_response(request, response)
