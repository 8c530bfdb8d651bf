"""A Word file opened once: its parts by what they are, as trees that may be changed, and packed again for the
reader that follows.

Which part is the text, and which are its notes, comments, headers and numbering, the package says itself in
its relationships; programs other than Word give them other names.
"""

import io
import posixpath
import zipfile
from typing import Any

from site_builder.intake.imported import library

NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_USUAL = {"officeDocument": "word/document.xml"}
"""Where a part lies that no relationship names; the others lie in `word/` under their own name"""


class WordPackage:
    """The parts of a .docx. Raises what zipfile and lxml raise when the package is damaged, ValueError when
    it has no text."""

    def __init__(self, data: bytes) -> None:
        etree = library("lxml.etree")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {entry.filename: package.read(entry) for entry in package.infolist()}
        self._data = data
        self._etree = etree
        self._parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        self._trees: dict[str, Any] = {}
        self._changed: set[str] = set()
        self.main = next(iter(self._targets("_rels/.rels", "", "officeDocument")), "")
        if not self.main:
            raise ValueError("没有正文部分")

    def related(self, kind: str) -> list[str]:
        """The parts the text refers to as `kind`: styles, numbering, footnotes, endnotes, comments, header,
        footer."""
        folder, name = posixpath.split(self.main)
        return self._targets(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels", folder, kind)

    def text_parts(self) -> list[str]:
        """The parts text is read from."""
        return [self.main, *self.related("footnotes"), *self.related("endnotes")]

    def tree(self, name: str) -> Any:
        """The root element of a part, the same at every call."""
        if name not in self._trees:
            self._trees[name] = self._etree.fromstring(self.parts[name], self._parser)
        return self._trees[name]

    def first_tree(self, kind: str) -> Any:
        """The root element of the part that the text refers to as `kind`; None without one."""
        return next((self.tree(name) for name in self.related(kind)), None)

    def element(self, tag: str) -> Any:
        """A new element."""
        return self._etree.Element(NAMESPACE + tag)

    def mark_changed(self, name: str) -> None:
        """The tree of this part is another than its bytes."""
        self._changed.add(name)

    def drop(self, kind: str) -> None:
        """Take parts out."""
        for name in self.related(kind):
            del self.parts[name]

    def packed(self) -> bytes:
        """The package as bytes, with what was changed."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            for name, content in self.parts.items():
                changed = name in self._changed
                package.writestr(
                    name,
                    (
                        self._etree.tostring(
                            self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
                        )
                        if changed
                        else content
                    ),
                )
        return out.getvalue()

    def _targets(self, links: str, folder: str, kind: str) -> list[str]:
        """Parts that a file of relationships names as `kind`; else the usual one; only those that exist."""
        links_of = self.tree(links).iter(_LINK) if links in self.parts else ()
        inside = (
            each
            for each in links_of
            if (each.get("Type") or "").endswith(f"/{kind}") and each.get("TargetMode") != "External"
        )
        stated = [
            posixpath.normpath(posixpath.join(folder, each.get("Target") or "")).lstrip("/")
            for each in inside
        ]
        found = [name for name in dict.fromkeys(stated) if name in self.parts]
        usual = _USUAL.get(kind, f"word/{kind}.xml")
        return found or [name for name in (usual,) if name in self.parts]


def length(element: Any) -> int:
    """Characters of text, without what was deleted and without the second form of a drawing."""
    return len("".join(words(element).split()))


def words(element: Any) -> str:
    """The text of an element, without what was deleted and without the second form of a drawing."""
    texts = element.iter(NAMESPACE + "t", NAMESPACE + "tab", NAMESPACE + "br", NAMESPACE + "p")
    kept = (
        each
        for each in texts
        if next(each.iterancestors(NAMESPACE + "del", NAMESPACE + "moveFrom", FALLBACK), None) is None
    )
    return "".join((each.text or "") if each.tag == NAMESPACE + "t" else " " for each in kept).strip()


def value(element: Any) -> str:
    """The `w:val` of an element, empty without it."""
    return str(element.get(NAMESPACE + "val") or "") if element is not None else ""
