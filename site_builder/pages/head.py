"""The tags of a page's <head>."""

from markupsafe import escape

from site_builder.pages.frame import PageInfo
from site_builder.pages.indexes import Indexes


def head(info: PageInfo, indexes: Indexes) -> str:
    """Meta tags for one page."""
    site = indexes.corpus.portal.name
    return f'<meta name="SiteName" content="{escape(site)}">\n<meta name="ColumnType" content="{escape(info.column_type)}">'
