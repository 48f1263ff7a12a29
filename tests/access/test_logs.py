"""A refusal is a line in the log; a fault keeps its traceback."""

import logging

from compact_portal.access.logs import in_one_line


def logged(status: int) -> logging.LogRecord:
    record = logging.LogRecord(
        "django.request", logging.WARNING, __file__, 1, "Forbidden", (), (ValueError, None, None)
    )
    record.status_code = status
    assert in_one_line(record)
    return record


def test_a_refusal_has_no_traceback_and_a_fault_has():
    assert logged(403).exc_info is None
    assert logged(500).exc_info is not None
