"""The issuer of a document: every name that may be one, in order of weight, and the one that counts."""

import re
from typing import NamedTuple

from site_builder.model.report import Sourced
from site_builder.parse.metadata.pass_input import PassInput, sidecar_value
from site_builder.parse.place.issuer_forms import (
    AREA_NAME,
    ENTRUSTED,
    Issuer,
    government_of,
    prefix_of,
    read_issuer,
)
from site_builder.parse.place.self_reference import MAX_LINES_READ, own_level, own_name
from site_builder.vocabulary import Level, LineRole, Origin, PageField

GIVES = ("发文", "制发")
FOR_OTHERS = ("司法局", "办公室")
UNPLACED = re.compile(r"(?![本我全市县区省州])[\u4e00-\u9fff]{2,16}[省市县区旗州盟](?:人民)?政府")
"""The government of a division that the table does not have: it is printed, even if nobody can say where it
lies"""


class Named(NamedTuple):
    """A name that may be the issuer's, and where it stands."""

    issuer: Issuer
    origin: Origin
    line: int
    note: str


def named_issuers(draft: PassInput) -> list[Named]:
    """Names that may be the issuer, in order of weight: in the title, beside it, in a signature. A name
    printed twice is read once."""
    found: dict[str, tuple[Origin, int, str]] = {}
    title, lines, opening = draft.title, draft.lines, draft.opening
    if title is not None and (prefix := prefix_of(title.text)):
        found[prefix.replace(" ", "")] = (title.origin, title.line, "由题名得出。")
    for index, role in opening.roles.items():
        if role == LineRole.ISSUER:
            found.setdefault(
                lines[index].text.replace(" ", ""), (Origin.TEXT, lines[index].number, "由题名旁的署名得出。")
            )
    for each in draft.signed:
        if each.issuer_name:
            line = lines[each.issuer if each.issuer >= 0 else each.date]
            found.setdefault(
                each.issuer_name.replace(" ", ""), (Origin.SIGNATURE, line.number, "由落款得出。")
            )
    return [Named(read_issuer(name, draft.registry), *where) for name, where in found.items()]


def read_issuer_value(
    draft: PassInput, issuers: list[Named], place: Sourced[str]
) -> tuple[Sourced[str], Level]:
    """The issuer and its level."""
    registry = draft.registry
    stated = sidecar_value(draft.clean, "issuer")
    if stated is not None:
        return stated, read_issuer(str(stated.value), registry).level
    code = str(place.value) if place.value else ""
    bare: tuple[Sourced[str], Level] | None = None
    unplaced: Sourced[str] | None = None
    area = Level.NONE
    for issuer, origin, line, note in issuers:
        if not issuer.level:
            if unplaced is None and issuer.match is None and UNPLACED.fullmatch(issuer.name):
                unplaced = Sourced(issuer.name, origin, line, issuer.name, note=note)
            continue
        everywhere = (
            not code and issuer.match is not None and len(issuer.match.codes) > 1
        )  # every city has an 经济开发区
        if (
            issuer.level == Level.AREA
            and (everywhere or not issuer.composed)
            and AREA_NAME.search(issuer.name)
        ):
            area = Level.AREA  # the name of the ground, not of its committee
            continue
        if not issuer.composed:
            return Sourced(issuer.name, origin, line, issuer.name, note=note), issuer.level
        if bare is None and code and issuer.match and code in issuer.match.codes:
            bare = (
                Sourced(
                    government_of(code, registry),
                    Origin.COMPOSED,
                    line,
                    issuer.name,
                    note=f"{note[:-1]}：只写了地名，指该地政府。",
                ),
                issuer.level,
            )
    if bare is not None:
        return bare
    if unplaced is not None:
        return unplaced, Level.NONE
    level = own_level(draft.lines, draft.opening.body, registry)
    own = own_name(draft.lines, draft.opening.body, registry)
    if own is not None:
        return own, level or read_issuer(str(own.value), registry).level
    if code and level in (Level.DEPARTMENT, Level.TOWN) and (page := _of_the_index(draft, code, level)):
        return page, level
    for each in draft.lines[draft.opening.body : draft.opening.body + 3]:
        found = ENTRUSTED.search(each.text[:200])
        if found and code:
            note = f"由“{found[0]}”和地区得出。"
            return (
                Sourced(government_of(code, registry), Origin.COMPOSED, each.number, found[0], note=note),
                registry.by_code[code].level,
            )
    return Sourced(note="正文没有写明由谁发布。"), area or level


def _of_the_index(draft: PassInput, code: str, level: Level) -> Sourced[str] | None:
    """Who gave the document by the index of the page (发文机关, 发文单位), if the text speaks as such a unit:
    咸宁市水利和湖泊局 where it says 我局.

    发布机构 says who put it there. The office of justice and the general office give their names to what
    others report, so theirs prove nothing.
    """
    for field in draft.clean.fields:
        if (
            field.name != PageField.ISSUER
            or not field.label.startswith(GIVES)
            or field.value.endswith(FOR_OTHERS)
        ):
            continue
        issuer = read_issuer(field.value, draft.registry)
        word = field.value.removesuffix("人民政府").removesuffix("办事处").removesuffix("员会")[-1:]
        says = re.compile(f"[我本](?:{word}|街道)" if level == Level.TOWN else f"[我本]{word}(?!员)")
        opening = draft.lines[draft.opening.body : draft.opening.body + MAX_LINES_READ]
        placed = issuer.match is not None and issuer.match.start == 0 and code in issuer.match.codes
        if issuer.level == level and placed and word and any(says.search(line.text) for line in opening):
            return Sourced(
                field.value,
                Origin.PAGE,
                field.line,
                field.value,
                field.label,
                "由页面的发文机关得出，正文以本单位的口气写成。",
            )
    return None
