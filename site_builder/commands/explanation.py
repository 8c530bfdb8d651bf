"""What `explain` prints: the record of one document (pages.exports.document.explain_record) as a page a clerk can read in a terminal.

The record is the same object that `explain --json` prints and that every report's JSON export holds, so the two can never tell different stories.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]

ORIGINS = {
    "sidecar": "旁注文件",
    "text": "正文写明",
    "page": "网页信息行",
    "signature": "落款",
    "path": "文件路径",
    "composed": "由其他信息拼成",
    "registry": "行政区划表",
    "unknown": "不知道",
}
KINDS = {"annual_report": "法治政府建设年度报告", "plan": "方案或计划", "other": "其他文件"}
HEAD = (
    ("kind", "文件种类"),
    ("title", "标题"),
    ("issuer", "发布单位"),
    ("place", "地区"),
    ("year", "报告年度"),
    ("published", "公布日期"),
    ("document_number", "文号"),
)
CONTENTS = {
    "measures": "主要举措和成效",
    "problems": "存在的不足和原因",
    "responsibility": "党政主要负责人履行第一责任人职责",
    "arrangements": "下一年度主要安排",
    "other_matters": "其他需要报告的情况",
}
PRESENCE = {"present": "有", "folded": "并在其他部分里", "absent": "没有找到", "not_applicable": "不适用"}
REPAIR_STATUS = {
    "automatic": "自动修复",
    "proposed": "待核对",
    "confirmed": "已由人确认",
    "flagged": "只标出，未改动",
    "replaced": "按旁注文件更正",
}


def explanation(record: Record, repair_names: Mapping[str, str], limit: int = 12) -> str:
    """The whole explanation as text. Lists longer than `limit` are cut with a line that says how many more there are and how to see them."""
    if "withheld" in record:
        return "\n".join([f"文件　{record['file']}", f"正文暂不公开：{record['withheld']}", *_titled("认出了什么（括号里是依据）", _head(record))])
    parts = [
        [f"文件　{record['file']}", f"编码　{record['encoding']}　SHA-256　{record['sha256']}"],
        _titled("一、认出了什么（括号里是依据）", _head(record)),
        _titled("二、年度报告应有的五项内容", _contents(record)),
        _titled("三、结构", _cut(record["sections"], _section, limit)),
        _titled("四、修复与标记（源文件一个字节也没有改）", _repairs(record["repairs"], repair_names, limit)),
        _titled("五、数字", _cut(record["quantities"], _quantity, limit)),
        _titled("六、词语与名词解释", [*_cut(record["definitions"], _definition, limit), *_terms(record["terms"])]),
        _titled("七、引用的文件", _cut(record["citations"], lambda c: f"第 {c['line']} 行　《{c['title']}》{c.get('number') or ''}", limit)),
        _titled("八、问题", _cut(record["problems"], _problem, 1000) or ["没有发现问题"]),
    ]
    return "\n\n".join("\n".join(part) for part in parts)


def _titled(title: str, lines: Iterable[str]) -> list[str]:
    body = list(lines) or ["无"]
    return [title, *(f"  {line}" for line in body)]


def _cut(items: list[Any], line: Callable[[Any], str], limit: int) -> list[str]:
    """The first `limit` items as lines, and how many are left."""
    lines = [line(item) for item in items[:limit]]
    if len(items) > limit:
        lines.append(f"……另有 {len(items) - limit} 项，加 --all 看全部")
    return lines


def _head(record: Record) -> Iterator[str]:
    for key, name in HEAD:
        stated = record[key]
        value = stated["value"]
        if key == "kind":
            value = KINDS.get(str(value), value)
        if key == "place" and stated.get("name"):
            value = f"{stated['name']}（{stated['code']}）"
        known = value not in (None, "")
        basis = [ORIGINS.get(stated["origin"], stated["origin"])] if known else []
        if stated.get("line"):
            basis.append(f"第 {stated['line']} 行")
        if stated.get("note"):
            basis.append(stated["note"])
        yield f"{name}：{value if known else '不知道'}{_in_brackets(basis)}"


def _in_brackets(parts: list[str]) -> str:
    return f"（{'，'.join(parts).rstrip('。')}）" if parts else ""


def _contents(record: Record) -> Iterator[str]:
    for key, name in CONTENTS.items():
        anchor = record["contents"].get(key)
        yield f"{name}：{PRESENCE.get(record['contents_status'].get(key, ''), '没有找到')}{f'（#{anchor}）' if anchor else ''}"


def _section(section: Record) -> str:
    return f"{'　' * (section['level'] - 1)}{section['number']}{section['title']}（第 {section['line']} 行，#{section['anchor']}）"


def _repairs(repairs: list[Any], names: Mapping[str, str], limit: int) -> list[str]:
    """First what a person should look at, line by line; then automatic repairs, summed by kind (line by line when nothing is to be cut)."""
    to_look_at = [r for r in repairs if r["status"] != "automatic"]
    automatic = [r for r in repairs if r["status"] == "automatic"]
    lines = _cut(to_look_at, lambda r: _repair(r, names), max(limit, 40))
    if len(automatic) <= limit:
        return lines + [_repair(r, names) for r in automatic]
    for kind in dict.fromkeys(r["kind"] for r in automatic):
        same = [r for r in automatic if r["kind"] == kind]
        lines.append(f"{names.get(kind, kind)}：自动修复 {sum(r.get('count', 1) for r in same)} 处，在 {len(same)} 行里（加 --all 逐行看）")
    return lines


def _repair(repair: Record, names: Mapping[str, str]) -> str:
    kind = names.get(repair["kind"], repair["kind"])
    status = REPAIR_STATUS.get(repair.get("status", ""), "已由人确认" if repair["confirmed"] else "")
    count = f" ×{repair['count']}" if repair.get("count", 1) > 1 else ""
    change = f"{repair['before']} → {repair['after']}" if repair["after"] != repair["before"] else f"{repair['before']}"
    return f"第 {repair['line']} 行　{kind}{count}（{status}）：{change}"


def _quantity(quantity: Record) -> str:
    metric = f"　指标：{quantity['metric']}" if quantity["metric"] else ""
    qualifier = f"（{quantity['qualifier']}）" if quantity["qualifier"] else ""
    return f"第 {quantity['line']} 行　{quantity['surface']} = {quantity['value']} {quantity['unit']}{qualifier}{metric}"


def _definition(definition: Record) -> str:
    return f"第 {definition['line']} 行　{definition['term']}：{definition['text'][:40]}"


def _terms(terms: list[Any]) -> list[str]:
    names = sorted({term["term"] for term in terms})
    return [f"用到的词语：{'、'.join(names)}"] if names else []


def _problem(problem: Record) -> str:
    where = f"第 {problem['line']} 行　" if problem.get("line") else ""
    return f"{where}{problem['code']} {problem['message']} → {problem['advice']}"
