"""What a government site must show and an operator may forget: checks of the configuration, before anything
is published.

Sources: 国办发〔2017〕47号《政府网站发展指引》 (footer fields, SiteIDCode, .gov.cn) and the fields inspection
tools look for.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import structs

from site_builder.model.corpus import SiteIdentity
from site_builder.problems import Problem
from site_builder.vocabulary import Mode

REQUIRED = {
    "organizer": "主办单位",
    "contact": "联系方式",
    "site_id_code": "网站标识码",
    "icp": "ICP备案号",
    "police_record": "公安机关备案号",
    "error_report_url": "“我为政府网站找错”入口",
    "party_mark_url": "党政机关网站标识",
}
"""Option → what the footer of a government site shows with it"""

ADDRESSES = {"error_report_url": "error_report_url", "party_mark_url": "party_mark_url", "site_url": "url"}
"""Option that holds an address → field of the portal"""
WEB = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)

SITE_ID_CODE = re.compile(r"\d{10}|bm\d{8}", re.ASCII)
"""Ten digits that begin with a region code (1304000009 邯郸), or bm and eight digits for ministries; `N`+9
digits is not a government body"""

_PLACEHOLDER = re.compile(r"(?:bm)?(\d)\1+|(?:bm)?0?123456789?0?", re.ASCII)
"""0000000000, 1111111111, 1234567890, bm00000000: examples that were never replaced"""

_REGIONS = range(11, 83)
"""First two digits of GB/T 2260: 11 北京 … 82 澳门"""


def convention_problems(portal: SiteIdentity, file: str) -> Iterator[Problem]:
    """What is missing or wrong in the settings of the site; an independent site has to say its address only."""
    if portal.mode == Mode.OFFICIAL:
        yield from (
            Problem("X921", file, 0, option, (("field", field),))
            for option, field in REQUIRED.items()
            if not getattr(portal, option).strip()
        )
        yield from _official_address(portal, file)
    elif not portal.url:
        yield Problem("X923", file, 0, "site_url")
    if portal.site_id_code.strip():
        yield from _identification(portal.site_id_code.strip(), file)
    for option, field in ADDRESSES.items():
        if getattr(portal, field).strip() and not is_web(getattr(portal, field)):
            yield Problem("X926", file, 0, option)


def is_web(address: str) -> bool:
    """Whether a stated address is one of the web, that a page may link to.

    >>> [is_web(each) for each in ("https://www.gov.cn/", " http://127.0.0.1:8000/", "javascript:alert(1)", "https://", "https://a.cn/'><script>", "a.cn")]
    [True, True, False, False, False, False]
    """
    return WEB.fullmatch(address.strip()) is not None


def without_unsafe(portal: SiteIdentity) -> SiteIdentity:
    """The portal with only such addresses: one that is none has been told (X926) and is not linked."""
    return structs.replace(
        portal, **{field: "" for field in ADDRESSES.values() if not is_web(getattr(portal, field))}
    )


def _official_address(portal: SiteIdentity, file: str) -> Iterator[Problem]:
    """A government site has an address, and it ends in .gov.cn."""
    host = urlsplit(portal.url).hostname or ""
    if not portal.url:
        yield Problem("X924", file, 0, "site_url")
    elif not host.endswith(".gov.cn"):
        yield Problem("X925", file, 0, host)


def _identification(code: str, file: str) -> Iterator[Problem]:
    """The identification code has a form; a placeholder in that form is worse than none, because it names
    another site."""
    if not SITE_ID_CODE.fullmatch(code):
        yield Problem("X922", file, 0, code, (("why", "应当是10位数字，或 bm 加8位数字"),))
    elif _PLACEHOLDER.fullmatch(code) or (code.isdigit() and int(code[:2]) not in _REGIONS):
        yield Problem("X922", file, 0, code, (("why", "这是示例，不是本站的标识码"),))
