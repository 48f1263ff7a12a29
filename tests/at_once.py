"""The same work in several threads, each with a database connection of its own, all started at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(work: Callable[[int], object], threads: int = 4) -> list:
    """What `work(number)` gave in each thread. Use with committed data (`transaction=True`)."""
    start = Barrier(threads)

    def begin(number: int):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))
