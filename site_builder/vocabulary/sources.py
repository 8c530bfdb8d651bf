"""What lies in a source file: how it is written, what was repaired in it, what of it is furniture of a web
page, and how grave a problem is."""

from site_builder.vocabulary.words import Vocabulary


class Severity(Vocabulary):
    """How grave a problem is."""

    ERROR = "error", "错误", "这个文件不发布"
    WARNING = "warning", "警告", "照常发布，应当改正"
    NOTE = "note", "提示", "供参考"


class FileType(Vocabulary):
    """What can be imported."""

    TXT = "txt", "文本"
    HTML = "html", "网页"
    DOCX = "docx", "Word 文件"
    PDF = "pdf", "PDF 文件"


class Encoding(Vocabulary):
    """How a source file was read. UTF_8_SIG and UTF_16 have a byte order mark, or show their order."""

    UTF_8 = "utf-8", "UTF-8"
    UTF_8_SIG = "utf-8-sig", "UTF-8（带签名）"
    UTF_16 = "utf-16", "UTF-16"
    GB18030 = "gb18030", "GB18030"
    BIG5 = "big5", "Big5"


class RepairKind(Vocabulary):
    """What a repair does, or what damage it points at; word and explanation are what readers see."""

    CORRECTION = "correction", "更正", "工作人员在旁注文件里写明的更正，附有理由；源文件没有改动。"
    CONTROLS = "controls", "去掉不可见字符", "去掉零宽字符、方向控制符等看不见的字符；换页符改为换行。"
    BYTE_SHIFT = (
        "byte_shift",
        "标题乱码恢复",
        "网页转码时错了一个字节，标题变成乱码。文字按字节推出，未经核对的标为“待核对”，并列出其他可能。",
    )
    BYTE_SHIFT_NUMBER = "byte_shift_number", "标题编号恢复", "乱码标题的编号由字节和前后编号推出。"
    BYTE_SHIFT_INLINE = "byte_shift_inline", "疑似乱码", "行内有错位的字节，无法可靠恢复，按原样显示。"
    PINYIN = "pinyin", "去掉注音", "去掉网页混入正文的拼音，如“领(lǐng)导(dǎo)”。"
    SCRIPT = "script", "繁体转简体", "正文为繁体时转为简体，逐字对应，不改用词。"
    OVERCONVERTED = "overconverted", "改回误转的字", "简转繁时转错的字改回，如“全麵”改为“全面”。"
    LOOKALIKE = "lookalike", "改回形近错字", "PDF 字体映射错误造成的形近字改回，如“觃定”改为“规定”。"
    QUOTES = "quotes", "统一引号", "直角引号「」『』改为“”‘’。"
    STRAY = "stray", "去掉多余问号", "去掉行首行末因丢失字符留下的问号。"
    LOST_DASH = (
        "lost_dash",
        "连接号可能丢失",
        "两个年份连在一起，中间可能丢了连接号；按原样显示，不作为数字。",
    )
    LOST_YEAR_MARK = "lost_year_mark", "“年”字可能丢失", "年份和月份连在一起；按原样显示，不作为数字。"
    LOST_BRACKET = "lost_bracket", "括号可能丢失", "文号缺少一侧括号；按原样显示。"
    LOST_MARK = "lost_mark", "引号或书名号不成对", "一段里的引号、书名号缺了一半；按原样显示。"
    UNREADABLE = "unreadable", "无法识别的字符", "文件里的字节无法解读；按原样显示。"


class RepairStatus(Vocabulary):
    """How sure a repair is: AUTOMATIC follows from the bytes, PROPOSED is shown as 待核对 until confirmed,
    REPLACED is a correction of the sidecar."""

    AUTOMATIC = "automatic", "自动修复"
    PROPOSED = "proposed", "待核对"
    CONFIRMED = "confirmed", "已确认"
    FLAGGED = "flagged", "原样保留"
    REPLACED = "replaced", "工作人员更正"


class CorrectionKind(Vocabulary):
    """The keys of a sidecar under which staff correct words."""

    CONFIRM = "confirm", "确认"
    REPLACE = "replace", "更正"


class HoldBack(Vocabulary):
    """Which findings keep a report from being published."""

    ERRORS = "errors", "只有错误", "有错误的不发布"
    PRIVACY = "privacy", "错误，以及个人信息和没有定稿的警告"
    WARNINGS = "warnings", "错误和所有警告"


class MarkPosition(Vocabulary):
    """Where a mark that a text is not ready must stand to be one."""

    LINE = "whole_line", "独占一行", "整行就是标记，或在行的一端与正文隔开"
    HEAD = "title_end", "标题末尾", "开头几行里标题的末尾"
    NOTE = "in_brackets", "括注", "括号里的话"
    GAP = "unfilled", "空缺", "任何地方"


class FurnitureKind(Vocabulary):
    """What a piece of page furniture is."""

    BREADCRUMB = "breadcrumb", "当前位置"
    DATE_LINE = "date_line", "日期和来源"
    CONTROL = "control", "网页按钮"
    COUNTER = "counter", "浏览次数"
    INDEX_BLOCK = "index_block", "信息公开索引"
    CLOCK = "clock", "网页时钟"
    TAIL = "tail", "页脚"
    WATERMARK = "watermark", "转载声明"
    VOCATIVE = "vocative", "称呼"
    MARK = "mark", "密级、草稿等标记"


class PageField(Vocabulary):
    """What a labelled value of the page says, and what a date is called that has no label. NONE: nothing that
    is kept."""

    PUBLISHED = "published", "发布日期"
    ISSUED = "issued", "发文日期"
    UPDATED = "updated", "更新日期", "更新时间"
    WRITTEN = "written", "成文日期"
    TIME = "time", "时间", "日期"
    SOURCE = "source", "来源"
    INDEX_NUMBER = "index_number", "索引号"
    DOCUMENT_NUMBER = "document_number", "文号"
    ISSUER = "issuer", "发布机关"
    VALIDITY = "validity", "有效性"
    EDITOR = "editor", "编辑"
    TITLE = "title", "标题"
    BREADCRUMB = "breadcrumb", "当前位置"
    URL = "url", "网址"
    NONE = "", "其他"
