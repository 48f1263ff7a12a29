"""The system libraries the portal needs, before there is anything else: `python3 compact_portal/run/libraries.py`.

It runs on the machine's own Python, so the standard library is all it may use.
"""

import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys

#: Debian package → what shows that it is there. The PDF maker draws its text with Pango and HarfBuzz.
LIBRARIES = {
    "libpango-1.0-0": lambda: ctypes.util.find_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: ctypes.util.find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: ctypes.util.find_library("harfbuzz-subset"),
    "python3-venv": lambda: importlib.util.find_spec("ensurepip"),
}


def main() -> int:
    missing = [package for package, is_there in LIBRARIES.items() if not is_there()]
    if not missing:
        return 0
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    as_root = how_to_be_root()
    if as_root is None or not shutil.which("apt-get"):
        print("The portal needs these system libraries. Ask whoever runs this machine to install them:")
        print("   ", " ".join(command))
        return 1
    print("Installing system libraries:", ", ".join(missing), flush=True)
    subprocess.run([*as_root, "apt-get", "update", "--quiet"], check=True)
    return subprocess.run([*as_root, *command], check=False).returncode


def how_to_be_root() -> "list[str] | None":
    """What to write before a command to run it as root without being asked for a password, if that can be had."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    return ["sudo", "-n"] if allowed else None


if __name__ == "__main__":
    sys.exit(main())
