"""Files as government offices keep them, made here byte by byte: pages of several systems, Word files with
all that Word can hide, PDFs with a table.

They are the bases that fuzz_import.py mutates, and what tests of import are made of.
"""

import io
import zipfile
import zlib

LINES = (
    "漯河市人民政府关于2023年度法治政府建设情况的报告",
    "2023年，漯河市深入推进依法行政，全面落实法治政府建设实施纲要，各项工作取得新的成效。现将有关情况报告如下：",
    "一、主要举措和成效",
    "（一）全年受理行政复议案件412项，审结50件，行政机关负责人出庭应诉率达到百分之一百。",
    "（二）办理行政处罚案件1,234件，比上年增长3.5%，罚没款43.6万元。",
    "二、存在的不足",
    "基层力量薄弱，部分单位运用法治思维和法治方式开展工作的能力有待提高。",
    "三、下一年度主要安排",
    "继续推进法治政府建设，提高依法行政水平，加强行政执法监督。",
    "漯河市人民政府",
    "2024年3月1日",
)
TABLE = (("单位", "受理", "办结"), ("市公安局", "412", "400"), ("市司法局", "56", "50"))
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def page(shape: int) -> bytes:
    """A saved page in one of four shapes."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    body = (
        "".join(f"<p style='text-indent:2em'><span>{line}</span></p>" for line in LINES)
        + f"<table border=1>{rows}</table>"
    )
    head = (
        f"<title>{LINES[0]}_漯河市人民政府</title><meta name='PubDate' content='2024-03-01 09:30'><meta"
        " name='Url' content='https://www.example.gov.cn/1.html'>"
    )
    nav = "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li></ul></div>"
    foot = "<div class='footer'>主办：漯河市人民政府 备案号：1 <img src='icon.png' width=16></div>"
    shapes = (
        f"<div id='zoom'>{body}</div>",
        (
            f"<table width=980><tr><td class='left'>{nav}</td><td><div"
            f" class='TRS_Editor'>{body}</div></td></tr></table>"
        ),
        f"<div class='wrap'><div class='text'>{body}<img src='1.jpg' width=600></div></div>",
        f"<form><div id='vsb_content'><div class='v_news_content'>{body}</div></div></form>",
    )
    text = (
        "<!DOCTYPE html><html><head><meta"
        f" charset='gbk'>{head}</head><body>{nav}<h1>{LINES[0]}</h1>{shapes[shape]}{foot}</body></html>"
    )
    return text.encode("gb18030" if shape % 2 else "utf-8")


def run(text: str, tag: str = "t", settings: str = "") -> str:
    """A run of Word."""
    return (
        f"<w:r>{settings and f'<w:rPr>{settings}</w:rPr>'}<w:{tag}"
        f" xml:space='preserve'>{text}</w:{tag}></w:r>"
    )


def paragraph(content: str, settings: str = "") -> str:
    """A paragraph of Word; content without a tag is its text."""
    return f"<w:p>{settings and f'<w:pPr>{settings}</w:pPr>'}{content if content.startswith('<') else run(content)}</w:p>"


def tracked(kind: str, text: str, author: str = "甲") -> str:
    """A tracked insertion (ins, moveTo) or deletion (del, moveFrom)."""
    return (
        f"<w:{kind} w:id='1' w:author='{author}'"
        f" w:date='2024-01-02T03:04:05Z'>{run(text, 'delText' if kind == 'del' else 't')}</w:{kind}>"
    )


def word(body: str = "", **parts: str) -> bytes:
    """A Word file: the body of the text, and other parts by the name of their relationship (styles, comments,
    header …)."""
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{FORMAT}.{name}+xml"/>' for name in parts
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts, 2)
    )
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
            f' PartName="/word/document.xml" ContentType="{FORMAT}.document.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
            f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{WORD}"><w:body>{body or full_body()}</w:body></w:document>'
        ),
        **{
            f"word/{name}.xml": (
                f'<w:{ROOTS.get(name, name)} xmlns:w="{WORD}">{content}</w:{ROOTS.get(name, name)}>'
            )
            for name, content in parts.items()
        },
    }
    return packed({name: text.encode() for name, text in files.items()})


ROOTS = {"header": "hdr", "footer": "ftr"}
"""Root elements that are not called as their part"""


def packed(files: dict[str, bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def full_body() -> str:
    """The report with automatic numbers, hidden text, tracked changes, a table with merged cells, a footnote."""
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in TABLE
    )
    changed = run("办理提案") + tracked("del", "5") + tracked("ins", "12", "乙") + run("件。")
    return "".join(
        [
            *(
                paragraph(line[2:], numbered) if line[:2] in ("一、", "二、", "三、") else paragraph(line)
                for line in LINES
            ),
            paragraph(changed),
            paragraph(tracked("moveFrom", "移走的话。"), "<w:rPr><w:del w:id='9' w:author='甲'/></w:rPr>"),
            paragraph(
                run("隐藏999件。", settings="<w:vanish/>")
                + run("正文。")
                + "<w:r><w:footnoteReference w:id='2'/></w:r>"
            ),
            f"<w:tbl>{rows}</w:tbl>",
        ]
    )


def full_word() -> bytes:
    """A Word file with all of that, comments, header and footer."""
    level = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、"
        "'/></w:lvl>"
    )
    return word(
        numbering=(
            f"<w:abstractNum w:abstractNumId='0'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId"
            " w:val='0'/></w:num>"
        ),
        styles="<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>",
        comments=f"<w:comment w:id='1' w:author='丙'>{paragraph('这个数字请再核对')}</w:comment>",
        footnotes=f"<w:footnote w:id='2'>{paragraph('注：数据来自年报')}</w:footnote>",
        header=paragraph("内部送审稿"),
        footer=paragraph("第1页 共9页"),
    )


def pdf(
    pages: list[list[tuple[float, float, str]]], rules: str = "", compress: bool = False, size: int = 12
) -> bytes:
    """A PDF of placed lines (from the left and the bottom edge, in points) in a font that every reader knows;
    digits and letters are half as wide as Han."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"", b"", b""]
    objects[2] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4"
        b" 0 R] >>"
    )
    objects[3] = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>"
    )
    objects[4] = (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    )
    kids = []
    for lines in pages:
        shown = "".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" for x, y, text in lines
        )
        stream = (rules + shown).encode()
        packing = b"/Filter /FlateDecode " if compress else b""
        stream = zlib.compress(stream) if compress else stream
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font <<"
            b" /F1 3 0 R >> >> >>" % (len(objects) + 2)
        )
        objects.append(b"<< %s/Length %d >>\nstream\n" % (packing, len(stream)) + stream + b"\nendstream")
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    return assembled(objects)


def assembled(objects: list[bytes]) -> bytes:
    """The objects of a PDF with the table of where each stands."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return bytes(out) + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )


def wrapped(
    lines: tuple[str, ...], left: float, columns: int, size: int = 12
) -> list[tuple[float, float, str]]:
    """Paragraphs set in so many characters a line, each indented by two, without regard to what a character
    measures: the right edge is ragged."""
    out = []
    y = 780.0
    for line in lines:
        x = left + 2 * size
        while line:
            fits = columns - (2 if x > left else 0)
            out.append((x, y, line[:fits]))
            line, x, y = line[fits:], left, y - 1.6 * size
    return out


def full_pdf(compress: bool = False) -> bytes:
    """The report on two pages with a page number each and a ruled table on the second."""
    rules = "".join(f"90 {y} m 390 {y} l S\n" for y in (200, 180, 160, 140)) + "".join(
        f"{x} 200 m {x} 140 l S\n" for x in (90, 190, 290, 390)
    )
    cells = [
        (95.0 + 100 * column, 185.0 - 20 * row, text)
        for row, texts in enumerate(TABLE)
        for column, text in enumerate(texts)
    ]
    first, second = wrapped(LINES[:6], 90, 34), wrapped(LINES[6:], 90, 34)
    return pdf([[*first, (290.0, 40.0, "- 1 -")], [*second, *cells, (290.0, 40.0, "- 2 -")]], rules, compress)


def bases() -> list[tuple[str, bytes]]:
    """Name and content of every base."""
    others = packed({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<Types/>"})
    many = packed({"1.docx": full_word(), "2.txt": "\n".join(LINES).encode(), "word/说明.txt": b"x"})
    return [
        *((f"page{shape}.html", page(shape)) for shape in range(4)),
        ("full.docx", full_word()),
        ("plain.docx", word("".join(map(paragraph, LINES)))),
        ("full.pdf", full_pdf()),
        ("packed.pdf", full_pdf(compress=True)),
        ("many.zip", many),
        ("table.zip", others),
    ]
