import time


def wait_for(condition, what: str, seconds: float = 30.0):
    """The first true value of `condition()`, asked again and again; a failure that says what was waited for."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"Waited {seconds:g} seconds for {what}"
        time.sleep(0.05)
    return value
