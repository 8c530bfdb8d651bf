"""The issuer of a document: every name that may be one, in order of weight, and the one that counts."""

import re
from typing import NamedTuple

from site_builder.model.report import Stated
from site_builder.parse.draft import Draft, sidecar_value
from site_builder.parse.issuer import AREA_NAME, ENTRUSTED, Issuer, government_of, prefix_of, read_issuer
from site_builder.parse.self_named import own_level, own_name

UNPLACED = re.compile(r"(?![本我全市县区省州])[\u4e00-\u9fff]{2,16}[省市县区旗州盟](?:人民)?政府")
"""The government of a division that the table does not have: it is printed, even if nobody can say where it lies"""


class Named(NamedTuple):
    """A name that may be the issuer's, and where it stands."""

    issuer: Issuer
    origin: str
    line: int
    note: str


def named_issuers(draft: Draft) -> list[Named]:
    """Names that may be the issuer, in order of weight: in the title, beside it, in a signature. A name printed twice is read once."""
    found: dict[str, tuple[str, int, str]] = {}
    title, lines, opening = draft.title, draft.lines, draft.opening
    if title is not None and (prefix := prefix_of(title.text)):
        found[prefix.replace(" ", "")] = (title.origin, title.line, "由题名得出。")
    for index, role in opening.roles.items():
        if role == "issuer":
            found.setdefault(lines[index].text.replace(" ", ""), ("text", lines[index].number, "由题名旁的署名得出。"))
    for each in draft.signed:
        if each.issuer_name:
            line = lines[each.issuer if each.issuer >= 0 else each.date]
            found.setdefault(each.issuer_name.replace(" ", ""), ("signature", line.number, "由落款得出。"))
    return [Named(read_issuer(name, draft.registry), *where) for name, where in found.items()]


def read_issuer_value(draft: Draft, issuers: list[Named], place: Stated) -> tuple[Stated, str]:
    """The issuer and its level."""
    registry = draft.registry
    stated = sidecar_value(draft.clean, "issuer")
    if stated is not None:
        return stated, read_issuer(str(stated.value), registry).level
    code = str(place.value) if place.value else ""
    bare: tuple[Stated, str] | None = None
    unplaced: Stated | None = None
    area = ""
    for issuer, origin, line, note in issuers:
        if not issuer.level:
            if unplaced is None and issuer.match is None and UNPLACED.fullmatch(issuer.name):
                unplaced = Stated(issuer.name, origin, line, issuer.name, note=note)
            continue
        everywhere = not code and issuer.match is not None and len(issuer.match.codes) > 1  # every city has an 经济开发区
        if issuer.level == "area" and (everywhere or not issuer.composed) and AREA_NAME.search(issuer.name):
            area = "area"  # the name of the ground, not of its committee
            continue
        if not issuer.composed:
            return Stated(issuer.name, origin, line, issuer.name, note=note), issuer.level
        if bare is None and code and issuer.match and code in issuer.match.codes:
            bare = (Stated(government_of(code, registry), "composed", line, issuer.name, note=f"{note[:-1]}：只写了地名，指该地政府。"), issuer.level)
    if bare is not None:
        return bare
    if unplaced is not None:
        return unplaced, ""
    own = own_name(draft.lines, draft.opening.body, registry)
    if own is not None:
        return own, own_level(draft.lines, draft.opening.body, registry)
    for each in draft.lines[draft.opening.body : draft.opening.body + 3]:
        found = ENTRUSTED.search(each.text[:200])
        if found and code:
            level = registry.by_code[code].level
            return Stated(government_of(code, registry), "composed", each.number, found[0], note=f"由“{found[0]}”和地区得出。"), level
    return Stated(note="正文没有写明由谁发布。"), area or own_level(draft.lines, draft.opening.body, registry)
