"""What `explain` prints: the record of one document (pages.exports.document.explain_record) as a page a clerk
can read in a terminal.

The record is the same object that `explain --json` prints and that every report's JSON export holds, so the
two can never tell different stories.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from site_builder.problems import visible
from site_builder.vocabulary import (
    CONTENTS,
    ContentStatus,
    DocumentKind,
    Origin,
    RepairKind,
    RepairStatus,
    Role,
)

Record = Mapping[str, Any]

EXPLAINED_FIELDS = (
    ("kind", "文件种类"),
    ("title", "标题"),
    ("issuer", "发布单位"),
    ("place", "地区"),
    ("year", "报告年度"),
    ("published", "公布日期"),
    ("document_number", "文号"),
)


def unpublished(reasons: Iterable[str]) -> str:
    """What stands above everything else when a file is not published; empty when it is.

    >>> print(unpublished(["文件不在 reports 文件夹里"]))
    这份文件不会发布：文件不在 reports 文件夹里。
    <BLANKLINE>
    """
    return "".join(f"这份文件不会发布：{reason.rstrip('。')}。\n" for reason in reasons)


def explanation(record: Record, metric_names: Mapping[str, str], limit: int = 12) -> str:
    """The whole explanation as text, metrics by their Chinese names. Lists longer than `limit` are cut with a
    line that says how many more there are and how to see them."""
    if "withheld" in record:
        return "\n".join(
            [
                f"文件　{record['file']}",
                f"正文暂不公开：{record['withheld']}",
                *_titled("认出了什么（括号里是依据）", _head(record)),
            ]
        )
    parts = [
        [f"文件　{record['file']}", f"编码　{record['encoding']}　SHA-256　{record['sha256']}"],
        _titled("一、认出了什么（括号里是依据）", _head(record)),
        _titled("二、年度报告应有的五项内容", _contents(record)),
        _titled("三、结构", _cut(record["sections"], _section, limit)),
        _titled("四、修复与标记（源文件一个字节也没有改）", _repairs(record["repairs"], limit)),
        _titled("五、数字", _cut(record["quantities"], lambda q: _quantity(q, metric_names), limit)),
        _titled(
            "六、词语与名词解释", [*_cut(record["definitions"], _definition, limit), *_terms(record["terms"])]
        ),
        _titled(
            "七、引用的文件",
            _cut(
                record["citations"],
                lambda c: f"第 {c['line']} 行　《{c['title']}》{c.get('number') or ''}",
                limit,
            ),
        ),
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
    for key, name in EXPLAINED_FIELDS:
        stated = record[key]
        value = stated["value"]
        if key == "kind":
            value = DocumentKind(value).word if value else value
        if key == "place" and stated.get("name"):
            value = f"{stated['name']}（{stated['code']}）"
        known = value not in (None, "")
        basis = [Origin(stated["origin"]).word] if known else []
        if stated.get("line"):
            basis.append(f"第 {stated['line']} 行")
        if stated.get("note"):
            basis.append(stated["note"])
        yield f"{name}：{value if known else '不知道'}{_in_brackets(basis)}"


def _in_brackets(parts: list[str]) -> str:
    return f"（{'，'.join(parts).rstrip('。')}）" if parts else ""


def _contents(record: Record) -> Iterator[str]:
    for content in CONTENTS:
        anchor, status = (
            record["contents"].get(content),
            record["contents_status"].get(content, ContentStatus.ABSENT),
        )
        yield f"{content.word}：{ContentStatus(status).word}{f'（#{anchor}）' if anchor else ''}"


def _section(section: Record) -> str:
    return (
        f"{'　' * (section['level'] - 1)}{section['number']}{section['title']}（第 {section['line']} 行，"
        f"#{section['anchor']}）"
    )


def _repairs(repairs: list[Any], limit: int) -> list[str]:
    """First what a person should look at, line by line; then automatic repairs, summed by kind (line by line
    when nothing is to be cut)."""
    to_look_at = [r for r in repairs if r["status"] != RepairStatus.AUTOMATIC]
    automatic = [r for r in repairs if r["status"] == RepairStatus.AUTOMATIC]
    lines = _cut(to_look_at, _repair, max(limit, 40))
    if len(automatic) <= limit:
        return lines + [_repair(r) for r in automatic]
    for kind in dict.fromkeys(r["kind"] for r in automatic):
        same = [r for r in automatic if r["kind"] == kind]
        lines.append(
            f"{RepairKind(kind).word}：自动修复 {sum(r.get('count', 1) for r in same)} 处，在 {len(same)}"
            " 行里（加 --all 逐行看）"
        )
    return lines


def _repair(repair: Record) -> str:
    kind = RepairKind(repair["kind"]).word
    status = RepairStatus(repair["status"]).word
    count = f" ×{repair['count']}" if repair.get("count", 1) > 1 else ""
    change = (
        f"{repair['before']} → {repair['after']}"
        if repair["after"] != repair["before"]
        else f"{repair['before']}"
    )
    return f"第 {repair['line']} 行　{kind}{count}（{status}）：{visible(change)}"


def _quantity(quantity: Record, metrics: Mapping[str, str]) -> str:
    """`第 15 行　44.1% = 44.1 %　指标：行政复议调解和解率（依据“复议、和解率”）`; what is no achievement of
    the year is told as what it is."""
    why = quantity.get("metric_why")
    role = "" if quantity["role"] == Role.ACHIEVEMENT else Role(quantity["role"]).word
    return "　".join(
        [
            f"第 {quantity['line']} 行",
            (
                f"{quantity['surface']} = {quantity['value']}"
                f" {quantity['unit']}{_in_brackets([quantity['qualifier']] if quantity['qualifier'] else [])}"
            ),
            *(
                [f"{role}{_in_brackets([quantity['role_why']] if quantity['role_why'] else [])}"]
                if role
                else []
            ),
            *(
                [f"指标：{metrics.get(quantity['metric'], quantity['metric'])}（依据“{why}”）"]
                if quantity["metric"]
                else [why]
                if why
                else []
            ),
        ]
    )


def _definition(definition: Record) -> str:
    return f"第 {definition['line']} 行　{definition['term']}：{definition['text'][:40]}"


def _terms(terms: list[Any]) -> list[str]:
    names = sorted({term["term"] for term in terms})
    return [f"用到的词语：{'、'.join(names)}"] if names else []


def _problem(problem: Record) -> str:
    line = f"第 {problem['line']} 行　" if problem.get("line") else ""
    where = f"旁注文件{line or '　'}" if str(problem.get("file", "")).endswith(".yml") else line
    return f"{where}{problem['code']} {problem['message']} → {problem['advice']}"
