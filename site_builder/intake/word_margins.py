"""What a Word file holds beside its text: comments, headers, footers and watermarks. None of it is text of
the report, all of it is told."""

import re

from msgspec import Struct

from site_builder.intake.word_changes import UNNAMED
from site_builder.intake.word_package import NAMESPACE, WordPackage, words

WORD_MARGINS_PAGE_NUMBER = re.compile(
    r"[-—–－─·•\s]*(?:第\s*)?\d{0,4}(?:\s*页)?(?:\s*[/／共，,]\s*(?:共\s*)?\d{0,4}\s*页?)?[-—–－─·•\s]*"
)
"""What nobody misses of a footer; the number may be missing, because Word works it out"""
WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
PLACES = (("header", "页眉"), ("footer", "页脚"))


class Comment(Struct, frozen=True):
    """One comment."""

    author: str
    text: str


def comments(package: WordPackage) -> list[Comment]:
    """The comments of a package in their order."""
    out = []
    for name in package.related("comments"):
        for each in package.tree(name).iter(NAMESPACE + "comment"):
            author = " ".join((each.get(NAMESPACE + "author") or "").split()) or UNNAMED
            out.append(Comment(author, " ".join(words(each).split())))
    return out


def margins(package: WordPackage) -> list[tuple[str, str]]:
    """(页眉, its text) of every header, footer and watermark that says something, each once."""
    out = []
    for kind, called in PLACES:
        for name in package.related(kind):
            tree = package.tree(name)
            lines = (" ".join(words(each).split()) for each in tree.iter(NAMESPACE + "p"))
            text = " ".join(line for line in lines if line and not WORD_MARGINS_PAGE_NUMBER.fullmatch(line))
            out += [(called, text)] if text else []
            out += [
                ("水印", mark)
                for each in tree.iter(WATERMARK)
                if (mark := (each.get("string") or "").strip())
            ]
    return list(dict.fromkeys(out))
