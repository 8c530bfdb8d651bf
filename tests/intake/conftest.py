"""The makers of pages, Word files and PDFs lie with the benchmark that mutates them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
