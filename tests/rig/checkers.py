"""Accessibility checkers: axe and pa11y inside the open page, vnu over the HTML as it was served.

The two in the page are run through the browser's debugger, so a page with a strict content security policy is
checked as it is, signed in and in whatever state the test has brought it to.
"""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.conftest import ROOT
from tests.rig.browser import lacking

NODE_MODULES = ROOT / "node_modules"
PA11Y = NODE_MODULES / "pa11y" / "lib"

#: Everything WCAG 2.2 AA asks for, and axe's own good practice.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page) -> list[str]:
    """What axe finds wrong with the open page: "axe color-contrast: .selector"."""
    if not is_there(page, "axe"):
        evaluate(page, script("axe-core/axe.min.js"))
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found = evaluate(page, f"axe.run(document, {json.dumps(options)}).then(found => found.violations)")
    return [
        f"axe {rule['id']}: {' '.join(map(str, node['target']))} ({rule['help']})"
        for rule in found
        for node in rule["nodes"]
    ]


def pa11y(page) -> list[str]:
    """What pa11y's HTML CodeSniffer finds wrong with the open page, as errors."""
    if not is_there(page, "__pa11y"):
        evaluate(page, script("pa11y/lib/runner.js"))
        evaluate(page, script("@pa11y/html_codesniffer/build/HTMLCS.js"))
        evaluate(page, htmlcs_runner())
    options = {"runners": ["htmlcs"], "standard": "WCAG2AA", "rules": [], "ignore": ["warning", "notice"], "wait": 0}
    found = evaluate(page, f"__pa11y.run({json.dumps(options)}).then(found => found.issues)")
    return [f"pa11y {issue['code']}: {issue['selector']} ({issue['message']})" for issue in found]


def vnu(folder: Path) -> list[str]:
    """What the Nu HTML checker says of every .html file in `folder`, in one run."""
    if not shutil.which("java"):
        lacking("Java (apt-get install default-jre-headless)")
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    present(jar)
    command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stderr)
    return [
        f"vnu {Path(message['url']).stem}: {message['message']} [{message.get('extract', '').strip()}]"
        for message in said["messages"]
    ]


def is_there(page, name: str) -> bool:
    """Was this checker brought into the open page already?"""
    return evaluate(page, f"typeof window.{name} !== 'undefined'")


def evaluate(page, expression: str):
    """The value of an expression in the page, whatever its content security policy forbids to scripts."""
    session = page.context.new_cdp_session(page)
    try:
        answer = session.send(
            "Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True}
        )
    finally:
        session.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(answer["exceptionDetails"])
    return answer["result"].get("value")


@cache
def script(name: str) -> str:
    file = NODE_MODULES / name
    present(file)
    return file.read_text() + "\n;0"  # an expression whose value can be handed over


@cache
def htmlcs_runner() -> str:
    """pa11y's runner as pa11y itself puts it into a page: its `run` under the name of the runner."""
    source = (PA11Y / "runners" / "htmlcs.js").read_text()
    return f"(() => {{ const module = {{}}; {source}; window.__pa11y.runners.htmlcs = runner.run; }})()".replace(
        "require.resolve(", "String("
    )


def present(file: Path) -> None:
    if not file.exists():
        lacking(f"{file.relative_to(NODE_MODULES).parts[0]} (npm ci)")
