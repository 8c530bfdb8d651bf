"""The words of page furniture: labels with their values, controls, breadcrumbs, clocks; and the reading of
one line as a chain of them.

Forms and counts are from 65 report pages of government sites. A line counts as furniture only if *nothing* of
it is left over.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from site_builder.vocabulary import FurnitureKind, PageField

BLANK = " \t\u3000\xa0"
DATE_FRAGMENT = (
    r"(?:19|20)\d\d *(?:[-/.年] *\d{1,2} *[-/.月] *\d{1,2} *日?)(?:[ \u3000\xa0T]*\d{1,2}(?::"
    r" ?|时)\d{2}(?:分|:\d{2})?)?"
)

FIELD_LABELS: tuple[tuple[FurnitureKind, PageField, str, str], ...] = (
    # kind, field, what the value is, labels as printed
    (
        FurnitureKind.DATE_LINE,
        PageField.PUBLISHED,
        "date",
        "发布日期 发布时间 公布日期 公布时间 发表时间 发布于 公开日期 公开时间",
    ),
    (FurnitureKind.DATE_LINE, PageField.ISSUED, "date", "发文日期 发文时间 印发日期 印发时间"),
    (FurnitureKind.DATE_LINE, PageField.UPDATED, "date", "更新时间 更新日期 修改时间"),
    (FurnitureKind.DATE_LINE, PageField.WRITTEN, "date", "成文日期 成文时间 公文生成日期 生成日期 签发日期"),
    (FurnitureKind.DATE_LINE, PageField.TIME, "date", "日期 时间"),
    (
        FurnitureKind.DATE_LINE,
        PageField.NONE,
        "date",
        "打印时间 打印日期 下载时间 查询时间 截止日期 截止时间 有效期至 有效期 会议时间 会议日期 评估日期 评估时间",
    ),
    (
        FurnitureKind.DATE_LINE,
        PageField.SOURCE,
        "text",
        "来源 文章来源 信息来源 稿件来源 内容来源 供稿单位 供稿 来源单位 发布单位",
    ),
    (
        FurnitureKind.COUNTER,
        PageField.NONE,
        "count",
        "浏览次数 阅读次数 浏览量 阅读量 阅读人次 点击数 点击次数 点击量 访问量 访问次数 点击 阅读 浏览",
    ),
    (FurnitureKind.CONTROL, PageField.NONE, "size", "字号 字体 字体大小 字号大小 字体颜色"),
    (FurnitureKind.CONTROL, PageField.NONE, "text", "背景色 颜色"),
    (FurnitureKind.CONTROL, PageField.NONE, "stub", "分享 分享到 分享至"),
    (
        FurnitureKind.INDEX_BLOCK,
        PageField.INDEX_NUMBER,
        "text",
        "索引号 信息索引号 信息索引 索引编号 统一编号",
    ),
    (
        FurnitureKind.INDEX_BLOCK,
        PageField.DOCUMENT_NUMBER,
        "text",
        "文号 发文字号 发文文号 文件编号 公文文号 备注/文号 文件字号",
    ),
    (
        FurnitureKind.INDEX_BLOCK,
        PageField.ISSUER,
        "text",
        (
            "发布机构 发文机关 发文机构 公开机构 发布机关 制发机关 制发机构 公开责任部门 责任部门 公开主体"
            " 信息公开机构 发文单位 制发单位"
        ),
    ),
    (
        FurnitureKind.INDEX_BLOCK,
        PageField.VALIDITY,
        "text",
        "有效性 效力状态 时效性 时效状态 是否有效 公文时效 文件状态",
    ),
    (FurnitureKind.INDEX_BLOCK, PageField.TITLE, "text", "名称 信息名称 文件名称 公文标题 标题"),
    (
        FurnitureKind.INDEX_BLOCK,
        PageField.NONE,
        "text",
        (
            "公开方式 公开范围 公开形式 公开类别 公开属性 公开目录 公开时限 公开时效 审核程序 公开程序"
            " 法定主动公开分类 组配分类 主题分类 主题词 体裁分类 信息分类 公文种类 信息类别 分类 体裁 关键词"
            " 内容概述 生效日期 施行日期 实施日期 效力级别 废止日期 失效日期 废止/失效日期"
        ),
    ),
    (
        FurnitureKind.TAIL,
        PageField.EDITOR,
        "text",
        "责任编辑 编辑 责编 审核 审核人 值班编辑 校对 初审 复审 终审 作者 撰稿",
    ),
    (FurnitureKind.TAIL, PageField.URL, "text", "原文链接 原文地址 网址 链接地址 本文地址"),
    (
        FurnitureKind.TAIL,
        PageField.NONE,
        "text",
        "上一篇 下一篇 上一条 下一条 主办单位 主办 承办单位 承办 技术支持 联系电话 网站标识码 网站支持 版权所有",
    ),
)
WEAK = frozenset(
    [
        "时间",
        "日期",
        "名称",
        "标题",
        "编辑",
        "作者",
        "点击",
        "阅读",
        "浏览",
        "分类",
        "体裁",
        "颜色",
        "主办",
        "承办",
        "分享",
        "文号",
        "审核",
        "来源",
        "供稿",
    ]
)
"""Labels that are ordinary words too: they need their colon (or a cell border)."""
GLUED = frozenset(
    [
        "索引号",
        "发布机构",
        "发文机关",
        "发文机构",
        "制发机关",
        "发文字号",
        "效力级别",
        "时效性",
        "有效性",
        "组配分类",
        "主题分类",
    ]
)
"""Labels no sentence begins with: at the beginning of a line they may have lost their colon
(发布机构屏边县新华乡人民政府)."""

CONTROL_LABELS: tuple[tuple[FurnitureKind, str, str], ...] = (
    # kind, characters they begin with (behind a bracket), forms
    (
        FurnitureKind.CONTROL,
        "打关收分转保纠复下",
        r"打印(?:本页|文本|整页|内容|页面|此页)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|分享(?:到|至)?|转发|保存|纠错|复制链接|下载文字版|下载图片版",
    ),
    (
        FurnitureKind.CONTROL,
        "听语朗无适长关大简繁E",
        r"听全文|语音播报|语音朗读|朗读|无障碍(?:浏览|阅读|模式)?|适老(?:化|版)?(?:模式)?|长者(?:模式|助手|版)|关怀(?:版|模式)|大字版|简体(?:中文|版)?|繁体(?:中文|版)?|繁體|English",
    ),
    (
        FurnitureKind.CONTROL,
        "返网智搜匹排八进检登注设加微Q手个",
        r"返回(?:首页|顶部|列表)?|网站地图|智能问答|搜索位置|匹配度|排序|八项导航|进入搜索|检索|登录|注册|设为首页|加入收藏|个人中心|微信|微博|QQ空间|手机版|\S{2,6}智能助手",
    ),
    (FurnitureKind.CONTROL, "为", r"为您阅读\S{0,12}|为您朗读\S{0,12}"),
    (
        FurnitureKind.CONTROL,
        "字大小特中默超A",
        (
            r"[【\[(（] *(?:字[体号體號][:：]? *)?(?:大 *中 *小|小 *中 *大|特大|大|中|小|默认|超大)"
            r" *[】\])）]?|大 *中 *小|A[-+＋－]"
        ),
    ),
    (
        FurnitureKind.TAIL,
        "扫",
        r"扫(?:一扫|码|描)[^。\n]{0,12}(?:手机|移动端|当前页|本页|二维码)[^。\n]{0,12}",
    ),
    (
        FurnitureKind.TAIL,
        "此本",
        r"[(（【\[]?此件(?:主动|依申请)?(?:公开(?:发布)?|不公开)[)）】\]]?|[(（]?本文有删减[)）]?",
    ),
    (
        FurnitureKind.TAIL,
        "相附返E关",
        r"相关(?:稿件|链接|文件|解读|新闻|报道|附件|阅读)[:：]?|附件下载[:：]?|返回上一页|END|\[?\u5173闭\]?",
    ),
    (FurnitureKind.CONTROL, "", r"[\u4e00-\u9fff]{2,6}(?:人民)?政府(?:门户)?网(?:站)?(?![\u4e00-\u9fff])"),
    (FurnitureKind.TAIL, "", r"(?:\S{0,3}ICP备\d+号(?:-\d+)?|\S{0,2}公网安备 *\d+号?)"),
)
"""What begins with any character at all (智能助手, ICP备) is told by `LABEL_SIGNS`."""

WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天]"
CLOCK_LINE = re.compile(
    rf"(?:\S{{0,24}} *)?(?:今天是|今天|现在是|当前时间)[:：]? *{DATE_FRAGMENT}[^。\n]{{0,40}}|\S{{0,24}}"
    rf" *{DATE_FRAGMENT} *{WEEKDAY}[^。\n]{{0,40}}|今天是[^。\n]{{0,40}}|{WEEKDAY} *农历[^。\n]{{0,24}}"
)
BREADCRUMB_LABEL = re.compile(r"(?:(?:您|你)的?)?(?:(?:所在|现在|当前)的?)?位置 *[:：]? *|当前栏目 *[:：] *")
"""What a breadcrumb trail begins with: 当前位置: 您所在的位置: 您现在的位置:"""
ARROWS = re.compile(r" *(?:>+|»|›|→|::) *")
BREADCRUMB_HOME = re.compile(r"(?:网站)?(?:首页|主页) *(?=[>»›→/\\\-—:])")
BREADCRUMB_FIRST_CHARS = "您你所现当位网首主"
"""Characters that `BREADCRUMB_LABEL` and `BREADCRUMB_HOME` begin with"""
LONGEST_TRAIL = 200
LONGEST_TAIL = 80
LABELS_WATERMARK = re.compile(
    r"(?:本文(?:来自|来源于?|转载自)|内容来自|转载自|更多\S{0,12}请?(?:访问|关注|登录|搜索)|关注(?:我们|公众号)|\S{0,8}(?:秘书之家|文秘网|范文网|公文网|文库))[^。"
    r"\n]{0,60}"
)
BROWSER = re.compile(
    r"[^。\n]{0,24}浏览器[^\n]{0,12}(?:版本过低|版本太低|最佳体验|兼容)[^\n]{0,60}|(?:若|如果?)?您(?:当前)?(?:使用)?的浏览器[^\n]{0,80}|(?:更换|建议)[^。"
    r"\n]{0,8}(?:升级|更换)[^。\n]{0,4}浏览器[^\n]{0,40}"
)
"""What a site says to old browsers before it shows the page"""
LABEL_SIGNS = re.compile(
    "今天|现在是|当前时间|星期|周|礼拜"  # of every clock
    "|本文|内容来自|转载自|更多|关注|秘书之家|文秘网|范文网|公文网|文库"  # of every watermark
    "|浏览器|智能助手|ICP备|公网安备|政府网|政府门户网"
    "|[>»›→]|::"  # of a trail that begins with neither a place nor home
)
"""What those pieces of furniture hold that may begin with anything"""
_SEPARATOR = re.compile(rf"[{BLANK}•·●◆■▪|¦丨│/,，;；、【】\[\]<>《》\-—–_~]*")
_COLON = re.compile(rf"[{BLANK}]*(?:[:：][{BLANK}]*[¦|丨│]?|[¦|丨│\]】])[{BLANK}]*")
"""After a label; a table copied cell by cell has both: `成文日期: | 2025-02-14 |`; some pages print their
labels in brackets: `[ 发布日期 ] 2026-02-10`."""
_DATE = re.compile(DATE_FRAGMENT)
_COUNT = re.compile(r"[-—\d,]*[ \xa0]*(?:次|人次|人)?")
_SIZE = re.compile(
    r"[【\[(（]?(?:[ \xa0\u3000/]*(?:特大|超大|默认|大|中|小|[T+\-]))*[ \xa0\u3000]*[】\])）]?"
)
_BORDER = re.compile(r"[ \u3000\xa0]{2,}|[\t|¦丨│•【】]")
LONGEST_VALUE = 80
WIDEST_LABEL = 16


class Atom(Struct, frozen=True):
    """One piece of furniture on a line."""

    kind: FurnitureKind | None
    """None for a bare date, which is furniture only beside something else"""
    field: PageField
    label: str
    value: str


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, tuple[FurnitureKind, PageField, str]]]:
    """One pattern for all labels, longest first, blanks between their characters allowed (索 引 号)."""
    meaning = {
        label: (kind, field, value) for kind, field, value, labels in FIELD_LABELS for label in labels.split()
    }
    words = sorted(meaning, key=len, reverse=True)
    return re.compile("|".join(rf"[{BLANK}]{{0,12}}".join(map(re.escape, word)) for word in words)), meaning


@cache
def _controls() -> re.Pattern[str]:
    return re.compile(
        "|".join(
            f"(?P<{kind}_{number}>{pattern})" for number, (kind, _, pattern) in enumerate(CONTROL_LABELS)
        )
    )


@cache
def _beginnings() -> re.Pattern[str]:
    """How a line of furniture may begin: with the first character of a label, a control or the way to a page,
    or with a date."""
    letters = {label[0] for _, _, _, labels in FIELD_LABELS for label in labels.split()}.union(
        BREADCRUMB_FIRST_CHARS, *(begin for _, begin, _ in CONTROL_LABELS)
    )
    gap = _SEPARATOR.pattern
    return re.compile(f"{gap}(?:[(（]{gap})?(?:[{''.join(sorted(letters))}]|19|20)")


def begins_furniture(line: str) -> bool:
    """Whether a line begins as furniture does. A line that neither begins so nor holds one of `LABEL_SIGNS`
    is none: nine short lines of a report in ten.

    >>> begins_furniture("来源:区司法局"), begins_furniture("【字号：大 中 小】"), begins_furniture("三、坚持依法决策")
    (True, True, False)
    """
    return _beginnings().match(line) is not None


def atoms(line: str) -> tuple[Atom, ...]:
    """Read a whole line as furniture; empty if any of it is something else.

    >>> [(each.field, each.value) for each in atoms("来源:区司法局 发布时间:2024-03-28 09:18 浏览次数:")]
    [('source', '区司法局'), ('published', '2024-03-28 09:18'), ('', '')]
    >>> atoms("时间:我们一直在路上")
    ()
    """
    found, end = chain(line, 0)
    return found if end == len(line) and any(each.kind is not None for each in found) else ()


def chain(line: str, start: int) -> tuple[tuple[Atom, ...], int]:
    """The longest chain of furniture pieces from `start`, and where it ends."""
    found: list[Atom] = []
    at = _skip(line, start)
    end = start
    while at < len(line):
        piece = _labelled(line, at) or _control(line, at) or _bare_date(line, at)
        if not piece or piece[1] <= at:
            break
        found.append(piece[0])
        end = at = _skip(line, piece[1])
    return tuple(found), end if found else start


def _skip(line: str, at: int) -> int:
    skipped = _SEPARATOR.match(line, at)
    return skipped.end() if skipped else at


def _labelled(line: str, at: int) -> tuple[Atom, int] | None:
    pattern, meaning = _labels()
    found = pattern.match(line, at)
    if not found:
        return None
    label = re.sub(f"[{BLANK}]", "", found[0])
    kind, field, wanted = meaning[label]
    colon = _COLON.match(line, found.end())
    end = colon.end() if colon else _blank(line, found.end())
    if wanted == "stub":
        return (Atom(kind, field, label, ""), end) if colon else None
    if not colon and (label in WEAK or (wanted == "text" and not (label in GLUED and at == _skip(line, 0)))):
        return None
    value = _value(line, end, wanted)
    return (Atom(kind, field, label, value[0]), value[1]) if value else None


def _blank(line: str, at: int) -> int:
    while at < len(line) and line[at] in BLANK:
        at += 1
    return at


def _value(line: str, at: int, wanted: str) -> tuple[str, int] | None:
    """The value of a label: `None` if it is no such value. Dates and texts may be empty (来源: at the end of
    a line)."""
    if wanted == "date":
        date = _DATE.match(line, at)
        if date:
            return date[0].strip(), date.end()
        rest = line[at:].strip(BLANK + "|¦-")
        return ("", at) if not rest or _labels()[0].match(rest) else None
    if wanted == "count":
        count = _COUNT.match(line, at)
        return ("", count.end()) if count else None
    if wanted == "size":
        size = _SIZE.match(line, at)
        return ("", size.end()) if size else None
    return _free_text(line, at)


def _free_text(line: str, at: int) -> tuple[str, int] | None:
    """Free text runs to the next label, a wide gap or a cell border."""
    border = _BORDER.search(line, at, at + LONGEST_VALUE + 2)
    end = border.start() if border else min(len(line), at + LONGEST_VALUE + 1)
    for label in _labels()[0].finditer(
        line, at, min(len(line), end + WIDEST_LABEL)
    ):  # the gap may lie inside a label: 文       号
        if label.start() >= end:
            break
        name = re.sub(f"[{BLANK}]", "", label[0])
        apart = line[label.start() - 1] in BLANK and name not in WEAK
        if _COLON.match(line, label.end()) or (
            apart and (label.start() > at or _DATE.match(line, _blank(line, label.end())))
        ):
            end = label.start()
            break
    control = _trailing_control(line, at, end)
    value = line[at : control if control is not None else end].strip(BLANK).rstrip("[【" + BLANK)
    if len(value) > LONGEST_VALUE or "。" in value:
        return None
    return value, control if control is not None else end


def _trailing_control(line: str, at: int, end: int) -> int | None:
    """Where a control word stands after a blank inside free text: `来源:本网 【打印】`."""
    for found in re.finditer(
        rf"[{BLANK}]+(?=[【\[]?(?:打印|关闭|分享|字体|字号|收藏|听全文|大 *中 *小))", line[at:end]
    ):
        return at + found.start()
    return None


def _control(line: str, at: int) -> tuple[Atom, int] | None:
    found = _controls().match(line, at)
    if not found or not found[0]:
        return None
    kind = CONTROL_LABELS[int(str(found.lastgroup).rpartition("_")[2])][0]
    return Atom(kind, PageField.NONE, "", ""), found.end()


def _bare_date(line: str, at: int) -> tuple[Atom, int] | None:
    date = _DATE.match(line, at)
    return (Atom(None, PageField.TIME, "", date[0].strip()), date.end()) if date else None


def trail(line: str) -> str:
    """The path of a breadcrumb trail; empty if the line is none.

    >>> trail("当前位置: 政府机构 >> 公义镇 >> 正文"), trail("您所在的位置：首页 > 公告"), trail("首页 / 政务公开"), trail("增长>5%且<8%")
    ('政府机构 >> 公义镇 >> 正文', '首页 > 公告', '首页 / 政务公开', '')
    """
    if len(line) > LONGEST_TRAIL or "。" in line:
        return ""
    place = BREADCRUMB_LABEL.match(line)
    if place:
        return line[place.end() :].strip(BLANK)
    if BREADCRUMB_HOME.match(line):
        return line
    steps = ARROWS.split(line)
    if not steps[0].strip():  # 首页 stands on the line before
        steps = steps[1:] if len(steps) > 2 and len(line) < LONGEST_TAIL else []
        return line if steps and all(0 < len(step) <= 40 for step in steps) else ""
    return line if 3 <= len(steps) <= 13 and all(0 < len(step) <= 40 for step in steps) else ""


def fields(found: tuple[Atom, ...]) -> Iterator[Atom]:
    """The pieces that carry a value worth keeping."""
    return (each for each in found if each.field and each.value and each.value not in {"-", "—", "无", "/"})
