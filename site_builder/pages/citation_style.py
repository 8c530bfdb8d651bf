"""How to cite: references in the style of GB/T 7714-2015 for a report and for a metric."""


def report_reference(author: str, title: str, published: str, url: str, kind: str = "R/OL") -> str:
    """One reference. What is unknown is left out, except the author, for whom the standard has a wording.

    The date of access is the reader's, not the build's: the page fills in `[引用日期]` when it is copied.

    >>> report_reference("漯河市人民政府", "关于2024年度法治政府建设情况的报告", "2025-02-27", "https://a.cn/reports/luohe/2024/")
    '漯河市人民政府. 关于2024年度法治政府建设情况的报告[R/OL]. (2025-02-27)[引用日期]. https://a.cn/reports/luohe/2024/.'
    >>> report_reference("", "报告", "", "")
    '佚名. 报告[R/OL]. [引用日期].'
    """
    date = f"({published[:10]})" if published else ""
    where = f" {url}." if url else ""
    return f"{author or '佚名'}. {title}[{kind}]. {date}[引用日期].{where}"


def dataset_reference(publisher: str, title: str, url: str) -> str:
    """The same for a metric or a table of the portal.

    >>> dataset_reference("公开平台", "行政复议办结数", "")
    '公开平台. 行政复议办结数[DS/OL]. [引用日期].'
    """
    return report_reference(publisher, title, "", url, "DS/OL")
