"""Names of divisions that no table holds (火星市): a report that bears one is nobody else's, least of all its
province's."""

import re
from collections.abc import Iterable

from site_builder.model.places import PlaceMatch, PlaceRegistry
from site_builder.parse.place.issuer import Named
from site_builder.parse.place.issuer_forms import JOINT, innermost, prefix_of
from site_builder.text.readers.place_names import ENDINGS
from site_builder.text.readers.places import resolve

DIVISION_NAME = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff·]{1,20}[省市县区旗盟州]|[\u3400-\u9fff]{2}州"
)
GOVERNMENT_SUFFIX = re.compile(r"(?:人民政府|政府|行政公署|行署)$")
AREA = re.compile(
    r"(?:新|开发|高新|经开|管理|工业|园|产业|示范|自贸|贸易|贸试验|试验|实验|保税|合作|度假|风景|名胜|景|保护|旅游|生态|功能|先行|核心|港|临空|集聚|物流|商务|科技|文创)区$"
)
"""Functional areas and parts of a town: they are no divisions and have their own rule."""
GENERAL = re.compile(
    r"[各全本我该下所有属辖直管级区县市旗州省盟地自治主老城郊社片街山林矿库牧灾农校厂院小外]{1,8}|.{0,6}直(?:管|辖).{0,4}|.*(?:示范|试点|创建|依法治|法治).?[省市县区州旗]|[^省市县州]{0,4}[社小校街厂片辖]区|[各全本我该][^市县区]?[省市县区州旗]"
)
"""Words for divisions at large (各县区, 市辖区, 省直管县, 依法治县, 示范市), which name none."""
COUNTY = re.compile(r"(?![省市区县各全我本])[\u3400-\u9fff]{1,3}县(?![域级乡镇城区市])")
"""A county's name in front of its office's"""
FILE_NAME = re.compile(r"[\s_（(年-]*[0-9]{4}.*$")


def names_division(name: str) -> bool:
    """Whether a name has the form of one division, known or not.

    >>> [names_division(n) for n in ("火星市", "焦作市𠮷山区", "某某自治县", "经八路街道", "年度报告", "各县区", "火星市司法局", "火星开发区", "省直管县")]
    [True, True, True, False, False, False, False, False, False]
    """
    return DIVISION_NAME.fullmatch(name) is not None and not AREA.search(name) and not GENERAL.fullmatch(name)


def unknown_in_path(path: str, registry: PlaceRegistry) -> str:
    """The innermost folder (or beginning of the file name) in the form of a division, if the table has no
    such place there; else empty.

    A known name in a place where it does not lie is told with the folder above: 河南省西山区.
    """
    *folders, file = path.replace("\\", "/").split("/")
    parts = [folder.strip() for folder in folders] + [FILE_NAME.sub("", file.rpartition(".")[0]).strip()]
    for index in range(len(parts) - 1, -1, -1):
        name = parts[index]
        upto = "/".join(parts[: index + 1])
        match = resolve(upto, registry) if name else None
        if match is not None and match.end == len(upto):
            return ""
        if names_division(name):
            return name if name not in registry.by_name or not index else parts[index - 1] + name
    return ""


def unknown_in_head(
    title: str, line: int, issuers: Iterable[Named], registry: PlaceRegistry
) -> tuple[str, int]:
    """The division that title, letterhead or signature name as the one that reports, if no table has it, and
    its line; the first name counts.

    >>> from site_builder.text.readers.places import build_registry
    >>> known = build_registry("410000\\t河南省\\n410800\\t焦作市")
    >>> unknown_in_head("河南省火星市人民政府关于2024年度法治政府建设情况的报告", 1, [], known)
    ('河南省火星市', 1)
    >>> unknown_in_head("焦作市人民政府关于2024年度法治政府建设情况的报告", 1, [], known)
    ('', 0)
    """
    head = prefix_of(title.removeprefix("关于"))
    unknown = _unknown(head, registry) or office_of_unknown(head, registry)
    if unknown:
        return unknown, line
    if innermost(title, registry) is not None:
        return "", 0
    for each in issuers:
        unknown = _unknown(each.issuer.name, registry)
        if unknown:
            return unknown, each.line
        if each.issuer.match is not None:
            break
    return "", 0


def _unknown(issuer: str, registry: PlaceRegistry) -> str:
    """The division an issuer's name consists of, if its last part is none the table has; 大理州 for
    大理白族自治州 is known."""
    joint = JOINT.match(issuer)
    whole = (issuer[joint.end() :] if joint else issuer).replace(" ", "")
    name = GOVERNMENT_SUFFIX.sub("", whole)
    if not names_division(name):
        return ""
    for find, text in ((innermost, whole), (resolve, name)):
        match = find(text, registry)
        if match is not None and (match.end >= len(name) or _same_place(name, match, registry)):
            return ""
    return name


def _same_place(name: str, match: PlaceMatch, registry: PlaceRegistry) -> bool:
    """Whether a name is a place's short form with the word for its kind, now (大理州) or once (毕节地区);
    长治县 is not 长治市."""
    ending = name[match.end :]
    if ending not in (*ENDINGS, "州"):
        return False
    return ending == "地区" or any(registry.by_code[code].name[-1] == ending[-1] for code in match.codes)


def office_of_unknown(issuer: str, registry: PlaceRegistry) -> str:
    """The county that an office's or town's name begins with, alone or behind the places around it, if the
    table has none of that name.

    >>> from site_builder.text.readers.places import build_registry
    >>> known = build_registry("140000\\t山西省\\n140400\\t长治市\\n140423\\t襄垣县")
    >>> [office_of_unknown(n, known) for n in ("山西省长治县司法局", "长治县司法局", "襄垣县司法局", "长治市县域经济办公室")]
    ['山西省长治县', '长治县', '', '']
    """
    match = innermost(issuer, registry)
    at = match.end if match else 0
    found = COUNTY.match(issuer, at)
    return (
        issuer[: found.end()]
        if found and not GENERAL.fullmatch(found[0]) and found.end() < len(issuer)
        else ""
    )


def bears(name: str, code: str, registry: PlaceRegistry) -> bool:
    """Whether a name is a shorter form of a place's own: 玉屏自治县 for 玉屏侗族自治县."""
    place = registry.by_code[code].name
    ending = next((each for each in (*ENDINGS, "州") if name.endswith(each)), "")
    stem = name.removesuffix(ending)
    return len(stem) > 1 and place.startswith(stem) and place[-1] == name[-1]
