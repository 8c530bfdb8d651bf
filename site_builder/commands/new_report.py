"""`new PLACE YEAR`: an empty report and its sidecar in the right folder, so that a clerk only has to paste."""

from pathlib import Path

from msgspec import Struct

from site_builder.files.sidecars import FIRST_YEAR, LAST_YEAR
from site_builder.model.places import Place, PlaceRegistry
from site_builder.problems import UsageError

SIDECAR = """\
# 旁注文件：只写正文里没有的，或者认错了需要更正的。不需要的行请留着 # 不动。
# title: 报告的完整标题
# issuer: 发布单位
# published: {next_year}-03-20        # 公布日期，可以写到分钟：{next_year}-03-20 09:30
# source_url: https://                # 原文网址
# document_number: 文号
# withheld: 暂不公开正文的理由
"""


class NewReport(Struct, frozen=True):
    """The two files to create, relative to the reports folder, with their text."""

    report: str
    sidecar: str
    sidecar_text: str


def plan_report(codes: tuple[str, ...], name: str, year: int, registry: PlaceRegistry) -> NewReport:
    """Where the report of a place and year belongs. Raises UsageError when the name is unknown, fits several
    places, or the year cannot be one."""
    check_year(year)
    folder = "/".join(place.name for place in chain(one_place(codes, name, registry), registry))
    return NewReport(f"{folder}/{year}.txt", f"{folder}/{year}.yml", SIDECAR.format(next_year=year + 1))


def check_year(year: int) -> None:
    """Raises UsageError when no report can be about this year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError(f"年份“{year}”不像报告年度，请写四位数字，例如 2024")


def one_place(codes: tuple[str, ...], name: str, registry: PlaceRegistry) -> Place:
    """The place that a name means. Raises UsageError when it is unknown or fits several places."""
    if not codes:
        raise UsageError(
            f"不认得地名“{name}”。请写全称，例如“漯河市”“河南省漯河市”；新设或改名的地方请先写进"
            " content/places.yml"
        )
    if len(codes) > 1:
        listed = "\n".join(f"  {registry.by_code[code].full_name}" for code in codes)
        raise UsageError(f"叫“{name}”的地方有 {len(codes)} 个，请写明是哪一个：\n{listed}")
    return registry.by_code[codes[0]]


def chain(place: Place, registry: PlaceRegistry) -> tuple[Place, ...]:
    """The place and all above it, province first."""
    above: list[Place] = [place]
    while above[-1].parent in registry.by_code:
        above.append(registry.by_code[above[-1].parent])
    return tuple(reversed(above))


def write_report(planned: NewReport, reports: Path) -> tuple[Path, Path]:
    """Create both files; existing files are never touched (UsageError)."""
    report, sidecar = reports / planned.report, reports / planned.sidecar
    for file in (report, sidecar):
        if file.exists():
            raise UsageError(f"文件已经存在，没有改动：{file}")
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_bytes(b"")
    sidecar.write_text(planned.sidecar_text, encoding="utf-8", newline="\n")
    return report, sidecar
