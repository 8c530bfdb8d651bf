"""`make golden`: build the golden site and keep it; the diff is the review."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from golden_site import build_golden, write

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        result, texts = build_golden(Path(folder))
    write(texts)
    print(f"{len(texts)} files kept, {result.documents} documents, {result.pages} pages, {len(result.problems)} problems")
