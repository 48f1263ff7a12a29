"""python -m tests.bench --scale 100"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALLEST = 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description="Queries and speed, as ratios within one run.")
    parser.add_argument("--scale", type=int, choices=[1, 10, 100], default=1, help="100 is ten years of 60 committees")
    scale = parser.parse_args().scale

    measured = {size: measure("measure", str(size)) for size in sorted({SMALLEST, scale})}
    print_pages(measured[SMALLEST]["pages"], measured[scale]["pages"], scale)
    pdf = measured[scale]["pdf"]
    print(f"\nRendering the PDF of minutes: {pdf['ratio']:.2f}× a bare WeasyPrint call (budget 1.15×)")
    print_work(measured[SMALLEST]["work"], measured[scale]["work"])
    sweep = measured[scale]["sweep"]
    print(
        f"Reminder sweep over {sweep['deadlines']:,} deadlines: {sweep['queries']} queries, "
        f"{sweep['seconds']:.1f} s, {sweep['grown_mb']:.0f} MB more; "
        f"the second run wrote {sweep['written_again']} notices"
    )
    print_typing(measure("typing", "typing"))
    return 0


def measure(what: str, size: str) -> dict:
    """One process for each size of data, with a database file of its own that is kept for the next time."""
    var = ROOT / "var" / "bench" / size
    var.mkdir(parents=True, exist_ok=True)
    print(f"Measuring {size} …", file=sys.stderr, flush=True)
    settings = {
        "DJANGO_SETTINGS_MODULE": "compact_portal.settings",
        "VAR_DIR": str(var),
        "SECRET_KEY": "bench only: fifty characters that keep nothing at all secret",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": f"sqlite:///{var / 'portal.sqlite3'}",
        "CELERY_BROKER_URL": "filesystem://localhost",
        "EMAIL_URL": "memorymail://",
        "ALLOWED_HOSTS": "testserver",
    }
    command = [sys.executable, "-m", f"tests.bench.{what}", size]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def print_pages(small: list[dict], large: list[dict], scale: int) -> None:
    """A line a page. A mark stands by what is over its budget."""
    print(f"\n{'page':<24}{'queries':>10}{'at 1×':>8}{'ms':>8}{'× an empty view':>18}{'budget':>8}{'growth':>9}")
    for before, after in zip(small, large, strict=True):
        growth = after["ratio"] / before["ratio"]
        over = [
            "queries" if after["queries"] > 12 or after["queries"] != before["queries"] else "",
            "time" if after["ratio"] > after["budget"] else "",
            "growth" if growth > after["growth"] else "",
        ]
        print(
            f"{after['name']:<24}{after['queries']:>10}{before['queries']:>8}{after['milliseconds']:>8.1f}"
            f"{after['ratio']:>17.1f}×{after['budget']:>7}×{growth:>8.2f}×  {' '.join(filter(None, over))}"
        )
    print(f"\nGrowth is from scale 1 to scale {scale}; its budget is 1.30×, of a search 2×.")
    print("No page may ask more than 12 queries.")


def print_work(small: dict[str, dict], large: dict[str, dict]) -> None:
    """What is linear takes as long for each of many as for each of a few."""
    print()
    for name, work in large.items():
        growth = work["microseconds"] / small[name]["microseconds"]
        print(f"{name}: {work['number']:,} in {work['microseconds']:.0f} µs each, {growth:.2f}× as long as of a few")


def print_typing(typed: dict) -> None:
    """In a real browser, while minutes are written."""
    if not typed:
        print("\nTyping minutes was not measured: Chromium is not installed.")
        return
    over = "  over" if typed["slow_keys"] else ""
    print(
        f"\nTyping minutes, {typed['items']} items: {typed['keystrokes']} keys, the slowest on the screen after "
        f"{typed['slowest_key']:.0f} ms (budget 50 ms){over}\n"
        f"Saving by itself: {typed['round_trip']:.0f} ms there and back, {typed['slowest_round_trip']:.0f} ms at most "
        f"of {typed['saves']}; {typed['bytes_sent']:,.0f} bytes sent, {typed['bytes_back']:,.0f} back\n"
        f"From the last word to the published PDF: {typed['published']:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
