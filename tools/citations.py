"""docs/词语的依据.md: every source of the glossary with number, day, sentence, and whether anybody compared
it. Run after changing content/glossary."""

from pathlib import Path

from site_builder.files.glossary import read_glossary
from site_builder.model.terms import Source, TermEntry

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs/词语的依据.md"
HEAD = """# 词语的依据

由 `tools/citations.py` 从 `content/glossary/` 生成，不要手改。“已核对”指引用的这一句与查到的文本逐字对过（标点的全角半角不计）；
“未核对”的，词条页面上同样写明。文件的现行效力以官方发布为准。

"""


def table() -> str:
    """The whole page: what was counted, the documents, then every citation by term."""
    entries = read_glossary(ROOT / "content/glossary").entries
    cited = [(entry, source) for entry in entries for source in entry.sources]
    confirmed = sum(source.confirmed for _, source in cited)
    open_terms = [entry for entry in entries if not entry.explanation]
    count = (
        f"{len(entries)}个词条，{len(cited)}处依据，已核对{confirmed}处（{confirmed / len(cited):.1%}），"
        f"未核对{len(cited) - confirmed}处。"
    )
    parts = [
        HEAD + count + f"没有解释的{len(open_terms)}个，都写明了原因。",
        _documents([source for _, source in cited]),
        _citations(cited),
    ]
    return (
        "\n\n".join(
            [
                *parts,
                "## 没有解释的词\n\n" + "\n".join(f"- {entry.term}：{entry.reason}" for entry in open_terms),
            ]
        )
        + "\n"
    )


def _documents(sources: list[Source]) -> str:
    rows = ["## 文件", "", "| 文件 | 文号 | 日期 | 效力 | 核对所据 | 引用 |", "|---|---|---|---|---|---|"]
    counts: dict[str, list[Source]] = {}
    for source in sources:
        counts.setdefault(source.title, []).append(source)
    for title, same in sorted(counts.items(), key=lambda item: (-len(item[1]), item[0])):
        first = same[0]
        rows.append(
            _row(
                title,
                first.number or "无或未查到",
                first.date,
                first.state,
                first.compared or first.checked,
                f"{len(same)}处",
            )
        )
    return "\n".join(rows)


def _citations(cited: list[tuple[TermEntry, Source]]) -> str:
    rows = ["## 逐条", "", "| 词条 | 文件 | 条 | 引用的原句 | 核对 |", "|---|---|---|---|---|"]
    rows += [
        _row(
            entry.term,
            source.title,
            source.article,
            source.quote,
            f"已核对 {source.checked}" if source.confirmed else "未核对",
        )
        for entry, source in cited
    ]
    return "\n".join(rows)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "／") or "—" for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
