"""What axe-core finds wrong on a page for people who use a keyboard, a screen reader or enlarged text."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page


def barriers(page: Page) -> list[str]:
    """Each rule of axe-core that the page breaks, as `rule (impact) at selectors: what to do`."""
    # Evaluated rather than added as a script, which a strict content-security policy forbids.
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(results => results.violations)")
    return [f"{rule['id']} ({rule['impact']}) at {_places(rule)}: {rule['help']}" for rule in found]


def _places(rule: dict[str, Any]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
