"""Runs axe-core in a page: WCAG 2.2 AA and its best practices."""

from typing import Any

from playwright.sync_api import Page

from deploy.bootstrap.paths import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def check_accessibility(page: Page) -> None:
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """One line for each rule that is broken, with the elements that break it; empty when all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({ runOnly: rules, resultTypes: ['violations'] })", TAGS
    )
    return [_line(rule) for rule in found["violations"]]


def _line(rule: dict[str, Any]) -> str:
    places = "; ".join(" ".join(map(str, node["target"])) for node in rule["nodes"][:5])
    return f"{rule['id']} ({rule['impact']}): {rule['help']}: {places}"
