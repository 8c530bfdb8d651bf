"""N synthetic reports of about 9,000 characters, the same every time: real places × years, five required
parts, headings, terms, figures, citations.

    python benchmarks/generate.py FOLDER N        writes FOLDER/reports/<省>/<市>/<year>.txt

The sentences are made up for measuring; they say nothing about any real place. Numbers come from a generator
seeded with place and year, so that reports differ from each other as real ones do, and no two runs differ.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "site_builder" / "data" / "places-2023-06-30.tsv"
YEARS = range(2025, 2015, -1)
PARAGRAPHS = {
    "主要举措和成效": 24,
    "存在的不足和原因": 5,
    "党政主要负责人履行推进法治建设第一责任人职责情况": 5,
    "下一年度主要安排": 6,
    "其他需要报告的情况": 1,
}

DUTIES = (
    "全面履行政府职能", "完善依法行政制度体系", "推进重大行政决策法治化", "严格规范公正文明执法", "强化行政权力制约监督", "依法有效化解社会矛盾纠纷",
    "健全突发事件应对体系", "优化法治化营商环境", "加强法治宣传教育", "建设数字法治政府", "加强基层法治建设", "深化示范创建",
)  # fmt: skip
DONE = (
    "全年办理行政复议案件{a}件，审结{b}件，纠错率{p}%，经复议后未再提起诉讼的占{q}%。",
    "新收一审行政应诉案件{a}件，行政机关负责人出庭应诉率达到{p}%，败诉率为{s}%，实现行政诉讼“双下降”。",
    "全面推行“双随机、一公开”监管，开展部门联合抽查{a}次，检查市场主体{c}户次，抽查结果公示率100%。",
    "深入推进“放管服”改革，{b}项事项实现“一网通办”，{d}项高频事项“最多跑一次”，网上可办率{p}%。",
    "严格落实行政执法“三项制度”，组织执法人员培训{d}期{c}人次，评查行政执法案卷{a}份，合格率{p}%。",
    "制定规章{s}件、行政规范性文件{d}件，开展合法性审核{b}件，清理文件{a}件，废止{d}件，备案率、及时率均为100%。",
    "严格执行《重大行政决策程序暂行条例》，公布重大行政决策事项目录{d}项，公众参与、专家论证、风险评估、合法性审查和集体讨论决定全部落实。",
    "建成公共法律服务中心{d}个、工作站{b}个，村（社区）法律顾问实现全覆盖，办理法律援助案件{a}件，挽回经济损失{c}万元。",
    "排查矛盾纠纷{c}件，调解成功{c}件，成功率{p}%，人民调解组织{b}个，新时代“枫桥经验”得到深化。",
    "政府常务会议专题学法{s}次，举办领导干部法治专题讲座{s}期，{c}名公职人员参加法律知识考试，参考率{p}%。",
    "12345政务服务便民热线受理群众诉求{c}件，按时办结率{p}%，群众满意率{q}%，同比提高{s}.{d}个百分点。",
    "主动公开政府信息{c}条，受理依申请公开{a}件，全部在法定期限内答复，较上年增长{q}%。",
    "办理人大代表建议{a}件、政协提案{b}件，办复率100%，满意率{p}%。",
    "推行包容审慎监管，公布轻微违法行为依法免予处罚事项{b}项，全年免罚{a}件、减轻处罚{d}件，涉及金额{c}余元。",
    "根据《法治政府建设实施纲要（2021—2025年）》，分解年度任务{b}项，建立台账，逐项销号，完成率{p}%。",
    "“1+{s}+N”法律顾问工作机制不断完善，法律顾问参与审查合同、协议{a}份，提出意见建议{c}条，采纳率{q}%。",
)  # fmt: skip
WHO = (
    "各级各部门", "市县两级司法行政机关", "行政执法单位", "各乡镇（街道）", "法治政府建设牵头单位", "政务服务管理部门", "公安机关", "市场监管部门",
    "生态环境部门", "自然资源部门", "人力资源社会保障部门", "应急管理部门", "卫生健康部门", "住房城乡建设部门", "农业农村部门", "教育部门",
)  # fmt: skip
HOW = (
    "坚持问题导向", "压实工作责任", "细化任务分工", "完善配套制度", "聚焦群众关切", "强化部门协同", "优化办理流程", "突出示范引领", "严格时限要求",
    "定期调度通报", "借鉴先进经验", "立足本地实际", "健全考核办法", "加强业务指导", "注重源头预防", "落实公开要求",
)  # fmt: skip
WHAT = (
    "规范执法程序和裁量标准", "清理与上位法不一致的规定", "梳理行政权力事项和责任清单", "推动矛盾纠纷在基层就地化解", "开展执法案卷交叉评查",
    "组织庭审观摩和以案释法", "完善合法性审查机制", "推进证明事项告知承诺", "健全公众参与和专家论证渠道", "培育法治文化阵地", "公开执法依据和办理结果",
    "加强规范性文件全过程管理", "推进包容审慎监管", "建设执法监督平台", "选聘法律顾问和公职律师", "办好民生实事项目", "深化府院良性互动", "开展专项督察整改",
)  # fmt: skip
RESULT = (
    "工作机制更加顺畅", "群众办事更加方便", "依法办事意识明显增强", "执法行为进一步规范", "营商环境持续向好", "基层治理效能不断提升", "相关做法得到上级肯定",
    "形成了可复制的经验", "决策质量稳步提高", "权力运行更加透明",
)  # fmt: skip
WEAK = (
    "行政执法规范化水平还需提高，个别部门执法程序不够严谨，案卷评查中发现问题{a}个。",
    "基层法治力量相对薄弱，{d}个乡镇（街道）司法所工作人员不足{s}人。",
    "行政机关负责人出庭应诉质量有待提升，“出庭不出声”现象仍然存在，主要原因是应诉准备不充分。",
    "普法宣传的针对性、实效性不强，部分群众对法律服务的知晓率仅为{q}%。",
    "规范性文件制定程序执行不够严格，个别文件公开征求意见时间不足{s}日。",
)
PLANS = (
    "计划培训行政执法人员{c}人次，案卷评查实现全覆盖，力争行政机关负责人出庭应诉率保持在{p}%以上。",
    "持续优化营商环境，年内新增“一件事一次办”事项{d}项，政务服务事项网上可办率达到{p}%。",
    "加强行政复议规范化建设，推动行政争议实质性化解，力争调解和解率达到{q}%。",
    "完善“双随机、一公开”监管机制，联合抽查比例提高到{q}%以上。",
    "开展“八五”普法总结验收，打造法治文化阵地{d}处。",
)
DEFINED = (
    (
        "双随机、一公开",
        "在监管过程中随机抽取检查对象，随机选派执法检查人员，抽查情况及查处结果及时向社会公开。",
    ),
    ("三项制度", "行政执法公示制度、执法全过程记录制度、重大执法决定法制审核制度。"),
    ("放管服", "简政放权、放管结合、优化服务的简称。"),
    ("双下降", "行政诉讼案件发案数量和败诉数量同比下降。"),
    ("一网通办", "通过统一的政务服务平台，实现政务服务事项网上受理、办理和反馈。"),
)
NUMERALS = "一二三四五六七八九十"


def places() -> list[tuple[str, str, str]]:
    """(province, city, county or empty) of real divisions: cities first, then counties, in order of code."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:6].isdigit()]
    names = {row[0]: row[1] for row in rows}
    cities, counties = [], []
    for code, name in names.items():
        province, city = names.get(code[:2] + "0000", ""), names.get(code[:4] + "00", "")
        if code.endswith("0000") or not province or "直辖" in name or name == "市辖区" or "直辖" in city:
            continue
        if code.endswith("00"):
            cities.append((province, name, ""))
        elif city and city != "市辖区":
            counties.append((province, city, name))
    return cities + counties


def prose(dice: random.Random) -> str:
    """A sentence without figures, of the length real ones have (65 characters), one of millions."""
    first, second = dice.sample(WHO, 2)
    return f"{first}{dice.choice(HOW)}，{dice.choice(HOW)}，{dice.choice(WHAT)}；{second}{dice.choice(HOW)}，{dice.choice(WHAT)}，{dice.choice(RESULT)}。"


def figures(template: str, dice: random.Random) -> str:
    """A sentence with its figures filled in."""
    values = {
        "a": dice.randint(20, 900),
        "b": dice.randint(10, 300),
        "c": dice.randint(1000, 90000),
        "d": dice.randint(2, 60),
        "s": dice.randint(1, 9),
    }
    return template.format(
        p=f"{dice.randint(9000, 9999) / 100:g}", q=f"{dice.randint(500, 8999) / 100:g}", **values
    )


def report(province: str, city: str, county: str, year: int) -> str:
    """The text of one report."""
    place = county or city
    dice = random.Random(f"{province}{city}{county}{year}")  # measuring, not secrecy
    lines = [
        f"{place}人民政府{year}年度法治政府建设情况报告",
        f"发布日期：{year + 1}-{dice.randint(1, 4):02d}-{dice.randint(1, 28):02d}　来源：{place}司法局",
        "",
    ]
    lines.append(
        f"{year}年，{place}坚持以习近平法治思想为指导，认真落实{province}委、省政府决策部署，"
        "扎实推进法治政府建设。现将有关情况报告如下。"
    )
    for number, (title, count) in enumerate(PARAGRAPHS.items()):
        lines.append(f"{NUMERALS[number]}、{title}")
        pool = {0: DONE, 1: WEAK, 3: PLANS}.get(number, ())
        told = dice.sample(pool, len(pool))
        for sub in range(count):
            head = f"（{NUMERALS[sub % 10]}）{dice.choice(DUTIES)}。" if number == 0 and sub < 10 else ""
            lines.append(
                head
                + "".join(
                    [
                        prose(dice),
                        *(figures(each, dice) for each in told[sub : sub + 1]),
                        *(prose(dice) for _ in range(2)),
                    ]
                )
            )
    lines += ["", "名词解释"]
    lines += [f"{index}.“{term}”：{text}" for index, (term, text) in enumerate(dice.sample(DEFINED, 3), 1)]
    lines += ["", f"{place}人民政府", f"{year + 1}年3月{dice.randint(1, 28)}日"]
    return "\n".join(lines) + "\n"


def collection(count: int) -> Iterator[tuple[str, str]]:
    """(path below reports/, text) of `count` reports: ten years of each place before the next place."""
    made = 0
    for province, city, county in places():
        for year in YEARS:
            if made == count:
                return
            yield (
                "/".join(filter(None, (province, city, county, f"{year}.txt"))),
                report(province, city, county, year),
            )
            made += 1
    raise SystemExit(f"at most {made} reports")


def write(folder: Path, count: int) -> int:
    """Write the collection; returns the number of characters."""
    total = 0
    for path, text in collection(count):
        file = folder / "reports" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        total += len(text)
    return total


if __name__ == "__main__":
    characters = write(Path(sys.argv[1]), int(sys.argv[2]))
    print(f"{sys.argv[2]} reports, {characters // int(sys.argv[2])} characters each")
