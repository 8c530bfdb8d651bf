"""Markdown that staff wrote becomes HTML: raw HTML in it is shown as text, and no page asks another host for
a picture.

What is too deep or too heavy to be converted in a bearable time is shown as it is written;
`corpus.terms.terms` tells of it (G620).
"""

import re
from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup

from site_builder.model.terms import TermEntry
from site_builder.text.markup_load import too_heavy

_UNSAFE_LINK = re.compile(r'(?P<name>href|src)="(?!https?:|/(?!/)|\.|#|[\w%\-]+/)[^"]*"', re.IGNORECASE)

_FOLDED = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")
"""A line break between two Chinese characters, which would become a blank"""


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    """One converter per process (building one costs about 1 ms); raw HTML and images (a request to another
    host) are switched off."""
    converter = Markdown(extensions=["tables"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        converter.inlinePatterns.deregister(name)
    return converter


@lru_cache(maxsize=512)
def explanation_html(source: str) -> Markup:
    """The HTML of an explanation; tags in it are escaped and links with a scheme such as javascript: lose
    their target.

    >>> explanation_html("**两降** <b>x</b>")
    Markup('<p><strong>两降</strong> &lt;b&gt;x&lt;/b&gt;</p>')
    >>> explanation_html("[x](javascript:alert(1))")
    Markup('<p><a href="#">x</a></p>')
    """
    if not source.strip():
        return Markup("")
    if too_heavy(source):
        return Markup().join(
            Markup("<p>{}</p>\n").format(block) for block in source.split("\n\n") if block.strip()
        )
    converter = _converter()
    html = converter.reset().convert(source)
    return Markup(_UNSAFE_LINK.sub(r'\g<name>="#"', html))


@lru_cache(maxsize=512)
def summary(source: str, limit: int = 120) -> str:
    """The first sentence of an explanation as plain words, for descriptions and previews: no marks of
    Markdown, no addresses of links.

    >>> summary("指**案件**[数量](../a/)下降。还有别的。")
    '指案件数量下降。'
    """
    return first_sentence(Markup(_FOLDED.sub("", explanation_html(source))).striptags(), limit)


def meaning(entry: TermEntry | None, limit: int = 120) -> str:
    """What a term means, for lists and previews: the everyday sentence, else the first sentence of the
    explanation; empty if there is neither."""
    if entry is None or not entry.explanation.strip():
        return ""
    return first_sentence(entry.plain, limit) if entry.plain else summary(entry.explanation, limit)


def first_sentence(text: str, limit: int = 120) -> str:
    """The beginning of plain words, up to the first full stop or line break, never longer than `limit`.

    >>> first_sentence("指案件[数量]下降。还有别的。")
    '指案件[数量]下降。'
    """
    text = text.strip()
    end = text.find("。")
    text = text[: end + 1] if end >= 0 else text.partition("\n")[0]
    return text if len(text) <= limit else text[: limit - 1] + "…"
