"""What a reader of the search page waits for, measured in Chromium: from the start of the navigation, or from
Enter, until results are painted.

Three ways to a result, each for three queries and ROUNDS times, in a browser with an empty cache:

* opened: an address with a query, reached from another page of the site: the page, the code, the index and
  the texts are fetched (`search_opened`).
  The style and script that every page of the site has (58 kB) are fetched too, and counted in the time, not
  in the bytes;
* typed: the first query on an open search page. `at once` sets the words and submits in the same instant;
  `after a pause` types them and presses Enter
  0.3 s later, as people do: the index is asked for while they type;
* further: the second query on that page.

`bare` is a page of one line and nothing else, opened in the same way: what the browser and the machine take
for themselves.
"""

from collections import defaultdict
from statistics import median
from typing import Any
from urllib.parse import quote

from search_opened import Opening, Openings

ROUNDS = 7
PAIRS = (("行政复议", "出庭应诉率"), ("行政诉讼“双下降”", "优化营商环境"), ("12345", "行政诉讼"))
WATCH = """() => { globalThis.watched = {}; new MutationObserver(() => {
  const painted = (name) => requestAnimationFrame(() => setTimeout(() => { watched[name] ??= performance.now(); }));
  const told = document.querySelector('.search-status')?.textContent ?? '';
  if (document.querySelector('.search-hit')) painted('first');
  if (told && !told.startsWith('正在')) painted('all');
}).observe(document, { subtree: true, childList: true, characterData: true }); }"""
SUBMIT = """async ([query, typed]) => {
  const pause = (time) => new Promise((done) => setTimeout(done, time)), box = document.querySelector('.search-form input');
  await pause(300);
  performance.clearResourceTimings();
  if (typed) box.focus();
  box.value = query;
  if (typed) { box.dispatchEvent(new InputEvent('input')); await pause(300); }
  globalThis.watched = {};
  const start = performance.now();
  document.querySelector('.search-form').requestSubmit();
  while (!watched.all) await pause(2);
  return [watched.first - start, watched.all - start];
}"""
FETCHED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .map((each) => [each.name, each.encodedBodySize, each.startTime, each.responseEnd])"""
Row = tuple[list[float], list[tuple[str, int, float, float]]]


def measure(browser: Any, base: str, openings: Openings, list_files: bool, rounds: int = ROUNDS) -> None:
    """Print one row per way and query, medians over the rounds, and one per way over all its queries."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for _ in range(rounds):
        rows["bare", "-"].append(opened(openings, "bare.html"))
        for first, second in PAIRS:
            rows["opened", first].append(opened(openings, f"search/?q={quote(first)}"))
            for way in ("typed at once", "typed after a pause"):
                told = typed(browser, base, way, first, second)
                rows[way, first].append(told[0])
                rows["further", second].append(told[1])
    print(
        f"\nSearch page, median of {rounds}\n\n| way | query | first result, ms | all eight and the counts,"
        " ms | kB | files |\n|---|---|---|---|---|---|"
    )
    for (way, query), told in rows.items():
        line(way, query, told)
    for way in dict.fromkeys(way for way, query in rows if query != "-"):
        line(way, "all", [row for (each, _), told in rows.items() if each == way for row in told])
    if list_files:
        for url, size, start, end in sorted(rows["opened", PAIRS[0][0]][-1][1], key=lambda each: each[2]):
            print(f"{url.partition('/portal/')[2][:50]:50} {size:6} {start:6.0f} {end:6.0f}")


def line(way: str, query: str, told: list[Row]) -> None:
    first, last = (median(spent[column] or 0 for spent, _ in told) for column in (0, 1))
    size, files = (
        median(sum(each[1] for each in fetched) / 1e3 for _, fetched in told),
        median(len(fetched) for _, fetched in told),
    )
    print(f"| {way} | {query} | {first:.0f} | {last:.0f} | {size:.1f} | {files:.0f} |")


def opened(openings: Openings, target: str) -> Row:
    """An address reached from another page; page, code and all it fetches count."""
    told: Opening = openings.open(target)
    return [told.first, told.all], [each for each in told.fetched if "/assets/portal." not in each[0]]


def typed(browser: Any, base: str, way: str, first: str, second: str) -> tuple[Row, Row]:
    """Two queries on an open page."""
    page = _page(browser, f"{base}search/")
    page.wait_for_function("globalThis.watched?.all")
    told = []
    for query, pause in ((first, way == "typed after a pause"), (second, False)):
        spent = page.evaluate(SUBMIT, [query, pause])
        told.append((spent, page.evaluate(FETCHED)[1:]))
    page.context.close()
    return told[0], told[1]


def _page(browser: Any, address: str) -> Any:
    page = browser.new_context().new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(address)
    return page
