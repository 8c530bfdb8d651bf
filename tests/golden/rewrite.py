"""`make golden`: build the golden site and keep it; the diff is the review. Refused when a document is
missing: what is kept would be half a site."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from golden_site import HERE, build_golden, write

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        result, texts = build_golden(Path(folder))
    expected = sum(1 for _ in (HERE / "content/reports").rglob("*.txt"))
    if result.documents != expected or not result.published:
        said = "\n".join(
            f"{each.code} {each.file}:{each.line} {each.text}"
            for each in result.problems
            if each.severity == "error"
        )
        raise SystemExit(f"{result.documents} of {expected} documents are published; nothing is kept\n{said}")
    write(texts)
    print(
        f"{len(texts)} files kept, {result.documents} documents, {result.pages} pages, {len(result.problems)}"
        " problems"
    )
