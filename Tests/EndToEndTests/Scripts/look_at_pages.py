"""Opens published pages in Chromium, from disk, and says what is wrong with them: one line of JSON.

    look_at_pages.py FOLDER PAGE...

Looks for console errors, requests beyond the page itself, text that runs out of the window, words of a chart that run into each
other, and what axe finds (WCAG 2.2 A and AA, and its good practice); then sorts and filters the table of trusts by keyboard alone.
"""

import json
import shutil
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

# Words of one chart of which the boxes overlap by more than the blank above and below the letters.
CROWDED = """
[...document.querySelectorAll("figure > svg")].flatMap((chart) => {
  const words = [...chart.querySelectorAll("text")].filter((text) => text.getClientRects().length);
  const boxes = words.map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
  const apart = (from, to, one, other) => Math.min(one[to], other[to]) - Math.max(one[from], other[from]);
  return boxes.flatMap(([text, box], number) => boxes.slice(0, number)
    .filter(([, other]) => apart("left", "right", box, other) > 1 && apart("top", "bottom", box, other) > 3)
    .map(([other]) => `${text} and ${other}`));
})
"""


def look(browser, address, width, told):
    page = browser.new_page(viewport={"width": width, "height": 900})
    errors, requests = [], []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    where = f"{Path(address).name} at {width}"
    told += [f"{where}: console: {error}" for error in errors]
    told += [f"{where}: requests {url}" for url in requests if url != address]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        told.append(f"{where}: the page is wider than the window")
    told += [f"{where}: words run into each other: {words}" for words in page.evaluate(CROWDED)]
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"][:3]]
        told.append(f"{where}: axe: {violation['id']}: {violation['help']}: {nodes}")
    page.close()


def names(page):
    return page.eval_on_selector_all(
        "#trusts-table tbody tr", "rows => rows.filter(row => !row.hidden).map(row => row.cells[0].textContent)"
    )


def sort_and_filter(browser, address, told):
    page = browser.new_page()
    page.goto(address)
    before = names(page)
    button = page.locator("#trusts-table thead button").nth(3)
    button.focus()
    page.keyboard.press("Enter")
    shares = page.eval_on_selector_all(
        "#trusts-table tbody tr", "rows => rows.map(row => Number.parseFloat(row.cells[3].textContent))"
    )
    numbers = [share for share in shares if share == share]
    if numbers != sorted(numbers) or any(share != share for share in shares[: len(numbers)]):
        told.append(f"sorting by share gives {shares}")
    page.keyboard.press("Enter")
    if page.get_attribute("#trusts-table thead th:nth-child(4)", "aria-sort") != "descending":
        told.append("the second press does not turn the order round")
    if sorted(names(page)) != sorted(before):
        told.append("sorting loses trusts")
    page.locator("#trusts-filter").focus()
    page.keyboard.type(before[0][:12])
    wanted = [name for name in before if before[0][:12].lower() in name.lower()]
    if sorted(names(page)) != sorted(wanted):
        told.append(f"the filter shows {names(page)} instead of {wanted}")
    if page.inner_text("[role=status]") != f"{len(wanted)} of {len(before)} trusts shown":
        told.append("the filter does not say how many are shown")
    page.close()


def main():
    folder, pages = Path(sys.argv[1]).resolve(), sys.argv[2:]
    told = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for page in pages:
            for width in (1280, 390):
                look(browser, (folder / page).as_uri(), width, told)
        sort_and_filter(browser, (folder / "index.html").as_uri(), told)
        browser.close()
    print(json.dumps(told, indent=1))


main()
