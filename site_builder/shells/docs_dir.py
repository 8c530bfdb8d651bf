"""The folder MkDocs reads hand-written pages from: theirs as it stands, or a copy of its plain files when
anything else lies in it.

MkDocs walks its docs_dir before any event tells of a file, follows links to folders, copies what links point
to and opens pipes. It cannot be told not to; it can be given another folder. In the usual case, nothing but
plain files, there is nothing to copy.
"""

import shutil
from pathlib import Path

from site_builder.files.plain import in_the_way, walk

COPY = "pages"
"""Name of the copy in the cache"""


def plain_docs_dir(pages: Path, cache: Path) -> Path:
    """The folder to give to MkDocs. What is left out has been told by `files.strays`.

    The copy is made anew every time and keeps the times of its files. Raises OSError when it cannot be
    written.
    """
    copy = cache / COPY
    shutil.rmtree(copy, ignore_errors=True)
    linked = bool(in_the_way(pages.parent, pages.name)[0])
    if not linked and not any(folder.special for folder in walk(pages, hidden=True)):
        return pages
    copy.mkdir(parents=True)
    for folder in () if linked else walk(pages, hidden=True):
        (copy / folder.prefix).mkdir(exist_ok=True)
        for name in folder.files:
            shutil.copy2(pages / folder.prefix / name, copy / folder.prefix / name, follow_symlinks=False)
    return copy
