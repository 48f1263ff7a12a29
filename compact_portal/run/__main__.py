"""python -m compact_portal.run"""

import os
import signal
import sys

from compact_portal.run import environment, preparation, processes


def main() -> int:
    environment.settle(os.environ)
    host, port = os.environ["HOST"], int(os.environ["PORT"])
    if processes.is_taken(host, port):
        print(f"Port {port} on {host} is taken. Stop what is using it, or choose another: make run PORT={port + 1}")
        return 1
    preparation.prepare()
    preparation.welcome()
    return processes.serve()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to stop is told to stop, by whichever signal
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("Stopped before it had started.")
