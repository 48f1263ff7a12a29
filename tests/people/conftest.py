import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    """Rate limits count in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()
