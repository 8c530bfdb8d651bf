"""How to cite: references in the style of GB/T 7714-2015 for a report."""


def report_reference(author: str, title: str, published: str, url: str) -> str:
    """One reference. What is unknown is left out, except the author, for whom the standard has a wording.

    The date of access is the reader's, not the build's: the page fills in `[引用日期]` when it is copied.

    >>> report_reference("漯河市人民政府", "关于2024年度法治政府建设情况的报告", "2025-02-27", "https://a.cn/reports/luohe/2024/")
    '漯河市人民政府. 关于2024年度法治政府建设情况的报告[R/OL]. (2025-02-27)[引用日期]. https://a.cn/reports/luohe/2024/.'
    >>> report_reference("", "报告", "", "")
    '佚名. 报告[R/OL]. [引用日期].'
    """
    date = f"({published[:10]})" if published else ""
    where = f" {url}." if url else ""
    return f"{author or '佚名'}. {title}[R/OL]. {date}[引用日期].{where}"
