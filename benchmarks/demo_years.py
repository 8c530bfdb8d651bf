"""Five made reports of one made place, with a gap year, in which everything a timeline tells is known
beforehand.

    python benchmarks/demo_years.py FOLDER        writes FOLDER/reports/河南省/演示新区/<year>.txt and
    FOLDER/places.yml

The place does not exist and every text says so. `sentences(year)` is the truth the tests compare with: which
sentence is the same as the year before, which differs only in figures, which is new; which promise the next
report answers and with which sentence; which shortcoming returns.
"""

import sys
from pathlib import Path
from typing import NamedTuple

YEARS = (2019, 2020, 2021, 2023, 2024)
"""2022 is the gap."""
PLACE = "演示新区"
FOLDER = f"河南省/{PLACE}"
PLACES_YML = f"""areas:
  - {{name: {PLACE}, host: 410000, slug: henan-demo}}
deadlines:
  - last_day: 03-31
    source: 演示规则：每年4月1日之前向社会公开
"""
PUBLISHED = {2019: "2020-03-20", 2020: "2021-04-06", 2021: "2022-03-31", 2023: "", 2024: "2025-02-14"}
DAYS_LATE = {2019: -11, 2020: 6, 2021: 0, 2023: None, 2024: -45}
ACCEPTED = {2019: 56, 2020: 61, 2021: 75, 2023: 90, 2024: 120}
APPEARANCE = {2019: 88, 2020: 91, 2021: 95, 2023: 97, 2024: 100}
RESTATED = (2020, 61, 58)
"""Year, what its own report says, what the next one says of it"""


class Sentence(NamedTuple):
    """One sentence of a made report."""

    part: str
    """measures · problems · responsibility · arrangements"""
    text: str
    mark: str
    """same (as the year before) · figures (only they differ) · new"""


SAME = (
    ("measures", "坚持把法治政府建设摆在全局的重要位置，定期研究部署各项任务。"),
    ("measures", "行政规范性文件合法性审核机制全面落实，没有发生违法发文的情况。"),
    ("responsibility", "党政主要负责人定期听取汇报，研究解决法治政府建设中的重大事项。"),
)
FIGURES = (
    "全年受理行政复议案件{accepted}件，没有超期办理的案件。",
    "行政机关负责人出庭应诉率达到{appearance}%，裁判全部履行。",
)
NEW = {
    2019: ("建成综合性政务服务大厅，企业登记和不动产登记窗口首批进驻。",),
    2020: (
        "开通流动办税车，为偏远村庄的群众上门办理涉税业务。",
        "组建行政复议专家咨询委员会，聘请高校教师参与疑难案件研究。",
    ),
    2021: (
        "上线非现场执法监管平台，在扬尘治理中试点远程取证。",
        "受理行政复议案件由2020年的58件增加到75件。",
    ),
    2023: ("在三个街道设立基层立法联系点，收集群众对法规草案的意见。",),
    2024: ("印发轻微违法行为免罚清单第二版，新增城市管理领域的事项。",),
}
PROBLEMS = {
    2019: "基层行政复议应诉力量薄弱，专职岗位空缺较多。",
    2020: "行政复议应诉力量与案件增长不相适应。",
    2021: "普法宣传形式单一，青年群体参与热情不高。",
    2023: "县乡两级的行政复议应诉力量配备还不到位。",
    2024: "执法文书说理性不强，少数案卷归档不及时。",
}
RECURRING = (2019, 2020, 2023)
PROMISES: dict[int, tuple[tuple[str, str], ...]] = {
    2019: (
        ("筹备组建行政复议专家咨询委员会，提高疑难案件办理质量。", NEW[2020][1]),
        ("推动村级法律顾问微信群全覆盖，方便村民随时咨询。", ""),
    ),
    2020: (
        ("探索建设非现场执法监管平台，减少入企检查次数。", NEW[2021][0]),
        ("举办青少年模拟法庭大赛，丰富校园普法形式。", ""),
    ),
    2021: (("制定数据共享负面清单，打通部门之间的信息壁垒。", ""),),
    2023: (
        ("修订轻微违法行为免罚清单，扩大适用范围。", NEW[2024][0]),
        ("设立涉外法律服务窗口，服务外贸企业出海。", ""),
    ),
    2024: (("建成智慧矫正中心，方便社区矫正对象就近报到。", ""),),
}
"""Year → (promise, the sentence of the next report that answers it; empty where none does)"""


def sentences(year: int) -> tuple[Sentence, ...]:
    """The sentences of one year's report that are long enough to compare, in order."""
    figures = [text.format(accepted=ACCEPTED[year], appearance=APPEARANCE[year]) for text in FIGURES]
    return (
        *(Sentence(part, text, "same") for part, text in SAME if part == "measures"),
        *(Sentence("measures", text, "figures") for text in figures),
        *(Sentence("measures", text, "new") for text in NEW[year]),
        Sentence("problems", PROBLEMS[year], "new"),
        *(Sentence(part, text, "same") for part, text in SAME if part == "responsibility"),
        *(Sentence("arrangements", promise, "new") for promise, _ in PROMISES[year]),
    )


HEADINGS = (
    ("measures", "一、主要举措和成效"),
    ("problems", "二、存在的不足和原因"),
    ("responsibility", "三、党政主要负责人履行推进法治建设第一责任人职责情况"),
    ("arrangements", "四、{next}年主要安排"),
)


def report_text(year: int) -> str:
    """One report as a text file. Its own preamble says that it is made up."""
    lines = [f"{PLACE}{year}年度法治政府建设情况报告", ""]
    if PUBLISHED[year]:
        lines += [f"发布日期：{PUBLISHED[year]}", ""]
    lines += ["本文是虚构的演示材料，不对应任何真实的地区。", ""]
    told = sentences(year)
    for part, heading in HEADINGS:
        lines += [heading.format(next=year + 1), ""]
        lines += [line for sentence in told if sentence.part == part for line in ("　　" + sentence.text, "")]
    return "\n".join(lines)


def demo_reports() -> dict[str, str]:
    """Path under reports/ → text."""
    return {f"{FOLDER}/{year}.txt": report_text(year) for year in YEARS}


def write(folder: Path) -> None:
    """Write the made reports and their places.yml as a content folder."""
    for path, text in demo_reports().items():
        target = folder / "reports" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (folder / "places.yml").write_text(PLACES_YML, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python benchmarks/demo_years.py FOLDER")
    write(Path(sys.argv[1]))
