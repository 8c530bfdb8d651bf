"""The catalogue of everything that can be wrong with content: one table of codes with severity, Chinese text
and advice.

The Chinese texts live here and nowhere else; docs/problems.md is generated from this table. Codes are stable
for ever: a code may be retired, never reused.

    S1xx reading, T2xx repair, H3xx head and kind, B4xx structure and readiness, Q5xx numbers and indicators,
    G6xx glossary, C7xx collection, D8xx personal data, X9xx site, configuration, engine
"""

from msgspec import Struct

from site_builder.vocabulary import DocumentKind, Severity, listed


class CatalogueEntry(Struct, frozen=True):
    """What the catalogue says about one code. `text` and `advice` may hold {placeholders}; `{text}` is the
    offending words."""

    severity: Severity
    text: str
    advice: str


PASTE = "在旁注文件 {sidecar} 的 replace: 下面加一行，行首空两格，把“待核对”换成正确的文字：{paste}"
"""How to correct damaged words: nothing changes as long as 待核对 stands there"""

MASK = (
    "网站也公布 .txt 原文件，旁注里的更正遮不住它：请把 .txt 里这个号码中间的数字改成"
    " *（只有遮盖个人信息可以改 .txt），或者在旁注文件 {sidecar} 里写 withheld，正文和原文件就都不公开。"
)
"""How personal data are kept from being published"""
STAND_BY = "在旁注文件 {sidecar} 的 acknowledged: 下面加一行，行首空两格，把“待核对”换成理由：{paste}"
"""How a finding is acknowledged: it stays visible as a note"""

CATALOGUE: dict[str, CatalogueEntry] = {
    # S1xx reading
    "S101": CatalogueEntry(
        Severity.ERROR,
        "文件读不出来：{reason}",
        "请确认文件没有损坏、没有被其他程序占用，然后重新保存为文本文件（UTF-8）。",
    ),
    "S102": CatalogueEntry(
        Severity.ERROR, "文件是空的", "请把报告正文粘贴进去再提交；如果是误建的文件，请删除。"
    ),
    "S103": CatalogueEntry(
        Severity.ERROR,
        "文件太大（{size}），应当小于 20 MB",
        "报告正文通常不到 100 KB。请确认放进来的是文本，不是图片、压缩包或整站备份。",
    ),
    "S104": CatalogueEntry(
        Severity.ERROR,
        "这不是文本文件（{reason}）",
        "网页、Word（.docx）、PDF 请用 site-builder import 导入这个文件，"
        "原件会存在旁边；别的文件请先另存为文本。不要直接改后缀名。",
    ),
    "S105": CatalogueEntry(
        Severity.WARNING,
        "有 {count} 处字节无法按 {encoding} 解读，已显示为“�”",
        "请用原文件重新另存为 UTF-8 文本；如果原文已缺字，请在旁注文件里用 replace 更正。",
    ),
    "S106": CatalogueEntry(Severity.NOTE, "文件里混用了几种换行方式", "不影响显示。重新保存一次即可统一。"),
    "S107": CatalogueEntry(
        Severity.WARNING,
        "文件太长（{size} 字），只读取，没有做文字修复",
        "报告正文通常不到 2 万字。请确认一个文件里只放一份报告。",
    ),
    "S108": CatalogueEntry(
        Severity.ERROR,
        "文件太长（{size}），不像一份报告",
        "报告正文通常不到 2 万字。请确认放进来的是一份报告的文本，多份报告请分成多个文件。",
    ),
    # S15x import
    "S151": CatalogueEntry(
        Severity.ERROR,
        "这是扫描件，里面没有文字（共 {pages} 页）",
        "请先用文字识别软件转成文字，或向发布单位索取可复制文字的版本。",
    ),
    "S152": CatalogueEntry(
        Severity.ERROR, "文件打不开：{reason}", "请确认文件没有损坏、没有加密，能用对应的软件正常打开。"
    ),
    "S153": CatalogueEntry(
        Severity.ERROR,
        "不支持的文件类型：{text}",
        "可以导入文本（.txt）、网页（.html；.mhtml 请先另存为 .html）、Word（.docx；旧版 .doc 请先另存为"
        " .docx）、PDF。压缩包请先解开，再导入里面的文件。",
    ),
    "S154": CatalogueEntry(
        Severity.ERROR,
        "没有找到正文",
        "请用浏览器打开网页确认有正文，再把网页另存为“仅 HTML”；或直接把正文粘贴到 .txt 文件。",
    ),
    "S155": CatalogueEntry(
        Severity.NOTE,
        "正文由版面推断得出，可能带入了页面上的其他文字",
        "请对照原网页看一遍导入的文字，删去不属于报告的行。",
    ),
    "S156": CatalogueEntry(
        Severity.WARNING,
        "第 {pages} 页没有文字，可能是扫描的图片，这些页没有导入",
        "请对照原文件补上这几页的文字。",
    ),
    "S157": CatalogueEntry(
        Severity.WARNING,
        "网页上还有 {count}没有导入，可能属于报告，例如：“{text}”",
        "请对照原网页看一遍导入的文字，缺少的段落和表格请补进 .txt（原件在旁边，不会丢）。",
    ),
    "S158": CatalogueEntry(
        Severity.NOTE,
        "有 {count} 张图片没有导入，里面可能有文字或数字",
        "请对照原件看图片；图里有报告的文字或数字的，请打成文字补进 .txt。",
    ),
    "S159": CatalogueEntry(
        Severity.NOTE,
        "Word 里有 {count} 个字设成了隐藏文字，没有导入",
        "隐藏文字在纸上和屏幕上都不显示。确实属于报告的，请在 Word 里取消隐藏，再重新导入。",
    ),
    "S160": CatalogueEntry(
        Severity.ERROR,
        "文件没有读完：{reason}",
        "多半是文件损坏，或里面有异常大的内容。请用平时打开它的软件打开，另存为一个新文件再导入；仍然不行，"
        "请把正文粘贴到 .txt 文件。",
    ),
    "S161": CatalogueEntry(Severity.ERROR, "缺少读这种文件的组件", "{reason}"),
    "S162": CatalogueEntry(
        Severity.ERROR,
        "文件太大（{size}），没有读取",
        "导入的文件应当小于 {limit}。请确认是一份报告；扫描件请先用文字识别软件转成文字。",
    ),
    "S163": CatalogueEntry(
        Severity.WARNING,
        "Word 里有 {count} 处修订还没有定稿（{authors}），导入的是全部接受之后的文字",
        "下面逐条列出（最多 100 条），请逐条核对；最稳妥的办法是在 Word 里“接受”或“拒绝”全部修订，保存后重新导入。",
    ),
    "S164": CatalogueEntry(
        Severity.WARNING,
        "修订（{author}）：{change}",
        "请对照定稿核对；不对的，请在 Word 里“拒绝”这处修订，保存后重新导入。",
    ),
    "S165": CatalogueEntry(
        Severity.WARNING,
        "批注（{author}）没有导入：“{text}”",
        "请看批注是否已经处理；批注里的话属于报告的，请写进正文再导入。",
    ),
    "S166": CatalogueEntry(
        Severity.WARNING,
        "{where}的文字没有导入：“{text}”",
        "请看是不是“送审稿”“内部资料”一类的标记；属于报告的，请补进 .txt。",
    ),
    "S167": CatalogueEntry(
        Severity.WARNING,
        "PDF 的换行把数字断开了：“{text}”，{reading}",
        "请对照原 PDF 核对这一行的数字；不对的，请在导入后的 .txt 里改正再提交。",
    ),
    "S168": CatalogueEntry(
        Severity.ERROR,
        "不是法治政府建设报告，没有导入：{reason}",
        "如果确实是法治政府建设报告或方案，请在命令里加 --kind annual_report（或 plan）再导入一次；否则不必导入。",
    ),
    "S169": CatalogueEntry(
        Severity.ERROR,
        "文件已经存在，内容不同：{other}",
        "请比较两份文件。确实要换成新的，请先把旧文件移走，再导入一次；两份都要，请给其中一份另起名字。",
    ),
    "S170": CatalogueEntry(
        Severity.ERROR,
        "旁注文件已经存在，没有改动：{sidecar}",
        "命令行里指明的内容，请在这个旁注文件里写明：{wanted}",
    ),
    "S171": CatalogueEntry(
        Severity.ERROR,
        "写不进 {other}：{reason}",
        "请确认磁盘有空间、文件夹可以写入，再导入一次；已经导入的文件不受影响。",
    ),
    "S172": CatalogueEntry(
        Severity.ERROR,
        "没有可以导入的文件：{reason}",
        "请核对文件名；要导入一个文件夹里的全部文件，请写成：site-builder import 文件夹/*",
    ),
    # T2xx repair
    "T201": CatalogueEntry(
        Severity.WARNING,
        "标题待核对：“{heading}”，原文是乱码“{text}”",
        "请对照原文核对，无误（或改正后）在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格：{line}:"
        " {quoted}",
    ),
    "T202": CatalogueEntry(
        Severity.WARNING,
        "标题损坏，无法可靠恢复：“{text}”",
        "请查到原文，在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格，"
        '把“待核对”换成完整的标题：{line}: "待核对"',
    ),
    "T203": CatalogueEntry(
        Severity.WARNING,
        "标题编号由乱码推出，但与前后编号不连续：“{heading}”",
        "请对照原文核对，在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格：{line}: {quoted}",
    ),
    "T204": CatalogueEntry(Severity.WARNING, "疑似乱码：“{text}”", "请查到原文，" + PASTE),
    "T205": CatalogueEntry(
        Severity.WARNING, "年份之间的连接号可能丢失：“{text}”", "如果应是起止年份，请" + PASTE
    ),
    "T206": CatalogueEntry(Severity.WARNING, "年份后可能丢了“年”字：“{text}”", "请核对，确实丢了就" + PASTE),
    "T207": CatalogueEntry(Severity.WARNING, "文号的括号可能丢失：“{text}”", "请核对，确实丢了就" + PASTE),
    "T208": CatalogueEntry(Severity.WARNING, "有无法识别的字符：“{text}”", "请查到原文，" + PASTE),
    "T209": CatalogueEntry(
        Severity.WARNING, "注音与前面的字不符，前面的字可能是乱码：“{text}”", "请对照原文核对，" + PASTE
    ),
    "T210": CatalogueEntry(
        Severity.WARNING,
        "文字来自 PDF，有形近错字（如“{text}”→“{after}”），已改回",
        "同一文件里可能还有改不出来的错字（如“与”变成“不”），请对照原 PDF 通读一遍。",
    ),
    "T211": CatalogueEntry(
        Severity.NOTE, "有看不见的字符（{note}），已去掉", "不影响显示。从网页或 Word 粘贴时常会带入。"
    ),
    "T213": CatalogueEntry(
        Severity.NOTE,
        "有人看过，暂时不能核对，页面仍标“待核对”：“{text}”",
        "找到原文后，把旁注文件里 confirm 第 {line} 行的“待核对”改成正确的整行标题。",
    ),
    "T214": CatalogueEntry(
        Severity.NOTE,
        "有人看过，暂时不能核对，仍按原样显示：“{text}”",
        "找到原文后，把旁注文件里 replace 第 {line} 行那一条的“待核对”改成正确的文字。",
    ),
    "T212": CatalogueEntry(
        Severity.WARNING,
        "引号或书名号 {text} 没有配对，另一半可能丢失：…{around}…",
        "请对照原件核对（引文跨段的不用改），确实丢了就" + PASTE,
    ),
    "T220": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 confirm 的第 {line} 行没有需要确认的内容，或与该行对不上：“{text}”",
        "请核对行号；行号以报告文件为准。已不需要的条目请删除。",
    ),
    "T221": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 replace 的第 {line} 行找不到“{text}”{where}",
        "请核对行号和文字；文字要与报告该行一字不差。",
    ),
    "T222": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 replace 的第 {line} 行“{text}”与另一条更正改的是同样的字，没有起作用",
        "请把两条合并成一条，from 写到能包住两处为止。",
    ),
    "T223": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 replace 的第 {line} 行里“{text}”有 {count} 处，不知道改哪一处，都没有改",
        "请把 from 写长一些，写到在这一行里只有一处，to 照样写全；几处都要改的，每处写一条。",
    ),
    "T224": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 replace 里第 {line} 行“{text}”的更正没有写明理由",
        "请加上 why，例如 why: 对照原件更正。理由会和更正一起显示给读者。",
    ),
    "T225": CatalogueEntry(
        Severity.WARNING,
        "已经公布的数字在 .txt 里直接改了：原来是 {before}，现在是 {text}",
        "读者看不出这里改过。如果是更正，请把 .txt 改回原样，在旁注文件的 replace 里写明：- {line: {line},"
        " from: …, to: …, why: 理由}；"
        "如果原来是抄录错误、现在与原件一致，不必改，这条提示只出现到这次发布为止。",
    ),
    # H3xx head and kind
    "H301": CatalogueEntry(
        Severity.ERROR,
        "{reason}",
        "如果确实是法治政府建设报告或方案，请在旁注文件（同名 .yml）里写明 kind: annual_report（或"
        " plan）；否则请移出 reports 文件夹。",
    ),
    "H302": CatalogueEntry(
        Severity.WARNING,
        "看不出是哪个地区的报告",
        "请把文件放进“省/市/县”文件夹，或在旁注文件里写明 place，例如 place: 昆明市西山区。",
    ),
    "H303": CatalogueEntry(
        Severity.WARNING,
        "叫“{text}”的地方不止一个：{candidates}",
        "请把文件放进“省/市/县”文件夹，或在旁注文件里写全 place，例如 place: {candidates}（取其一）。",
    ),
    "H304": CatalogueEntry(
        Severity.WARNING,
        "正文写的是{stated}，文件夹却是{path}",
        "请核对后移动文件；如果文件夹是对的，请在旁注文件里写明 place。",
    ),
    "H305": CatalogueEntry(
        Severity.WARNING,
        "看不出是哪一年度的报告",
        "请把年度写进文件名（例如 2024.txt），或在旁注文件里写明 year。",
    ),
    "H306": CatalogueEntry(
        Severity.WARNING,
        "正文写的是{stated}年度，文件名却是{path}",
        "请核对后改文件名；如果文件名是对的，请在旁注文件里写明 year。",
    ),
    "H307": CatalogueEntry(
        Severity.WARNING,
        "日历上没有这个日期，或日期读不懂：{text}",
        "请核对原文；发布日期可以在旁注文件里写明，例如 published: 2025-03-28。",
    ),
    "H308": CatalogueEntry(
        Severity.WARNING,
        "{label}（{text}）早于{year}年度结束",
        "年度报告应在次年发布。请核对年度和发布日期，哪个不对就在旁注文件里写明哪个；确实如此的，" + STAND_BY,
    ),
    "H309": CatalogueEntry(
        Severity.NOTE,
        "没有找到发布日期",
        "如果知道，请在旁注文件里写明 published；不知道就留空，网站会显示“未知”。",
    ),
    "H310": CatalogueEntry(
        Severity.NOTE, "正文没有题名，暂用“{text}”", "如果知道原题名，请在旁注文件里写明 title。"
    ),
    "H311": CatalogueEntry(
        Severity.ERROR, "不认得的文件种类“{text}”", "kind 只能写 " + listed(DocumentKind) + "。"
    ),
    "H312": CatalogueEntry(
        Severity.WARNING,
        "行政区划表里没有“{text}”",
        "请写全称，例如 昆明市西山区；新区、开发区请先登记到 places.yml。",
    ),
    "H313": CatalogueEntry(
        Severity.WARNING,
        "{label}（{text}）比{year}年度晚了{late}年",
        "请核对年度和发布日期，多半是年份写错了，哪个不对就在旁注文件里写明哪个；确实如此的，" + STAND_BY,
    ),
    "H314": CatalogueEntry(
        Severity.NOTE,
        "已确认：{said}（理由：{why}）",
        "不必改。情况变了，就删去旁注文件 acknowledged 里的这一条。",
    ),
    "H315": CatalogueEntry(
        Severity.WARNING,
        "旁注文件 acknowledged 里的“{text}”不起作用：{why}",
        "code 和 line 要与 check 的提示一致，why 写明理由；已经不需要的请删去。",
    ),
    "H316": CatalogueEntry(
        Severity.WARNING,
        "文件名里不止一个年份，正文也没有写明，看不出是哪一年度的报告：{text}",
        "请在文件名里只留报告的年度，或在旁注文件里写明 year。",
    ),
    # B4xx structure
    "B401": CatalogueEntry(
        Severity.NOTE,
        "标题序号不连续：{before} 之后是“{number}”",
        "请对照原件，看是否漏了一节；如果原件如此，不必改。",
    ),
    "B402": CatalogueEntry(
        Severity.NOTE, "标题序号重复：“{number}”", "原件如此则不必改；网站会给第二个加上字母，以便引用。"
    ),
    "B403": CatalogueEntry(
        Severity.NOTE,
        "标题序号倒退：{before} 之后是“{number}”",
        "请对照原件，看是否有段落放错了位置；如果原件如此，不必改。",
    ),
    "B404": CatalogueEntry(
        Severity.NOTE,
        "标题和正文之间没有句号，标题在哪里结束不确定：{text}",
        "如果是抄录时漏了句号，请在旁注文件的 replace 里补上；如果原件如此，不必改。",
    ),
    "B405": CatalogueEntry(
        Severity.WARNING,
        "表格有{count}行的单元格对不上列",
        "请对照原件核对这张表；合并单元格最好在每一行都写全。",
    ),
    "B406": CatalogueEntry(
        Severity.NOTE, "没有找到带序号的标题", "如果原件有“一、”“（一）”这样的标题，请检查抄录时是否丢失。"
    ),
    "B407": CatalogueEntry(
        Severity.NOTE,
        "没有找到规定应当报告的内容：{text}",
        "依据是《法治政府建设与责任落实督察工作规定》第二十四条。如果报告里有而没有认出来，"
        "请告知维护者；如果确实没有，不必改，网站会如实显示。",
    ),
    "B408": CatalogueEntry(
        Severity.NOTE, "有“{text}”一节，但没有读出词条", "词条的写法是“词”：解释，每条一段。"
    ),
    "B409": CatalogueEntry(
        Severity.NOTE,
        "括号或引号不成对：{text}",
        "多半是抄录时丢了 {mark} 的另一半；如果原件如此，不必改。否则请" + PASTE,
    ),
    "B410": CatalogueEntry(
        Severity.WARNING,
        "年份连在一起了，可能丢了连接号：{text}",
        "网站不会把它当作数字。请对照原件（例如应是 2021-2025年），" + PASTE,
    ),
    # B42x not ready to be published
    "B421": CatalogueEntry(
        Severity.ERROR,
        "正文里有国家秘密标志：{text}",
        "先做保密审查，审查结束以前请把文件从 reports 文件夹里移走。已经解密、可以公开的，" + STAND_BY,
    ),
    "B422": CatalogueEntry(
        Severity.ERROR,
        "正文里有内部资料或不公开的标记：{text}",
        "先做公开审查，审查结束以前请把文件从 reports 文件夹里移走。已经同意公开的，" + STAND_BY,
    ),
    "B423": CatalogueEntry(
        Severity.ERROR,
        "这是没有定下来的稿子：{text}",
        "请换成正式印发的文本；正文就是正式文本、只是忘了去掉稿次的，" + STAND_BY,
    ),
    "B424": CatalogueEntry(
        Severity.ERROR,
        "正文里留有批注或待核对的话：{text}",
        "请核对以后换成定稿（数字不会从这里读取）；确实是报告原有文字的，" + STAND_BY,
    ),
    "B425": CatalogueEntry(
        Severity.WARNING,
        "正文里有没有填写的空或占位符号：{text}",
        "请查到原件，换成定稿；原件就是这样的，" + STAND_BY,
    ),
    "B426": CatalogueEntry(
        Severity.ERROR,
        "有版本冲突的标记：{text}",
        "两个人改了同一处，合并没有做完。请在 <<<<<<< 和 >>>>>>> 之间留下正确的一份，删去三行标记。",
    ),
    "B427": CatalogueEntry(
        Severity.WARNING,
        "有 {count} 段文字出现了两次，正文可能粘贴了两遍：第 {first} 行的“{text}”",
        "重复的数字会算两遍。请对照原件，删去重复的文字；原件就是这样的，" + STAND_BY,
    ),
    "B428": CatalogueEntry(
        Severity.ERROR,
        "一个文件里好像有两份报告，这里是另一份的题名：{text}",
        "后一份的数字会算到前一份头上。请分成两个文件；如果是同一份报告的一部分，" + STAND_BY,
    ),
    "B429": CatalogueEntry(
        Severity.WARNING,
        "正文到最后一句没有说完：…{text}",
        "多半是抄录时丢了后面的文字，请对照原件补上；原件就是这样的，" + STAND_BY,
    ),
    # D8xx personal data
    "D801": CatalogueEntry(Severity.ERROR, "有身份证号：{text}", "公开个人信息违法。" + MASK),
    "D802": CatalogueEntry(
        Severity.WARNING, "有手机号：{text}", "如果是对外公布的工作电话，" + STAND_BY + "。否则：" + MASK
    ),
    "D803": CatalogueEntry(
        Severity.ERROR, "有银行卡号：{text}", MASK + "如果不是银行卡号，或者是对外公布的账号，" + STAND_BY
    ),
    "D804": CatalogueEntry(
        Severity.WARNING, "有车牌号：{text}", "如果不是私人车辆，" + STAND_BY + "。否则：" + MASK
    ),
    "D805": CatalogueEntry(
        Severity.ERROR,
        "有身份证号，位数或校验位不对，可能抄错了：{text}",
        "抄错的号码也能认出人。" + MASK + "如果不是身份证号，" + STAND_BY,
    ),
    "D806": CatalogueEntry(
        Severity.WARNING,
        "有像身份证号的数字（校验位不对，可能抄错了）：{text}",
        MASK + "如果不是身份证号，" + STAND_BY,
    ),
    "D808": CatalogueEntry(
        Severity.ERROR,
        "有护照、通行证或居留证件的号码：{text}",
        "公开个人信息违法。" + MASK + "如果不是证件号码，" + STAND_BY,
    ),
    "D809": CatalogueEntry(
        Severity.WARNING,
        "有账号：{text}",
        "如果是对外公布的账号（例如缴款、捐赠），" + STAND_BY + "。否则：" + MASK,
    ),
    "D810": CatalogueEntry(
        Severity.WARNING,
        "有个人的电子邮箱：{text}",
        "如果是机关对外公布的邮箱，" + STAND_BY + "。否则：" + MASK,
    ),
    "D811": CatalogueEntry(
        Severity.WARNING,
        "有个人的 QQ 号、微信号或抖音号：{text}",
        "如果是机关对外公布的账号，" + STAND_BY + "。否则：" + MASK,
    ),
    "D812": CatalogueEntry(
        Severity.WARNING,
        "有个人的住址：{text}",
        "住址写到县（市、区）为止。" + MASK + "如果不是个人住址，" + STAND_BY,
    ),
    "D813": CatalogueEntry(
        Severity.WARNING,
        "有个人的出生日期：{text}",
        "年龄或出生年份已经够用。" + MASK + "如果不是某个人的出生日期，" + STAND_BY,
    ),
    "D814": CatalogueEntry(
        Severity.WARNING,
        "有未成年人、患者、被害人等的姓名：{text}",
        "姓名应当写成“张某某”。" + MASK + "如果不是这类人的姓名，" + STAND_BY,
    ),
    "D815": CatalogueEntry(
        Severity.WARNING, "有家庭电话：{text}", "如果是对外公布的办公电话，" + STAND_BY + "。否则：" + MASK
    ),
    "D820": CatalogueEntry(
        Severity.ERROR,
        "文件里（或文件名里）{said}",
        "公开个人信息违法，这个文件没有公开。请删去，或者把中间的部分改成 *；写在文件名里的，请改名。",
    ),
    "D821": CatalogueEntry(
        Severity.WARNING,
        "文件里（或文件名里）{said}",
        "如果是个人的，请删去，或者把中间的部分改成 *；写在文件名里的，请改名。如果是对外公布的，不必改。",
    ),
    "D822": CatalogueEntry(
        Severity.ERROR,
        "旁注文件或文件名里有个人信息，报告没有公开：{said}",
        "旁注里的话和文件名会显示在网页上。请删去，或者把中间的部分改成 *。",
    ),
    "D823": CatalogueEntry(
        Severity.WARNING,
        "旁注文件或文件名里有个人信息：{said}",
        "旁注里的话和文件名会显示在网页上。如果是个人的，请删去，或者把中间的部分改成 *；是对外公布的，不必改。",
    ),
    "D807": CatalogueEntry(
        Severity.NOTE, "{said}；正文按旁注的 withheld 没有公开", "公开正文之前，请先遮盖它。"
    ),
    # G6xx glossary
    "G601": CatalogueEntry(
        Severity.ERROR,
        "词条“{text}”有两个文件，另一个是 {other}",
        "请把两个文件合并成一个，别的写法放进 aliases。",
    ),
    "G602": CatalogueEntry(
        Severity.WARNING,
        "“{term}”的别名“{text}”也是另一个词条（{other}）的名字或别名",
        "请从其中一个词条里删去这个别名；在改好之前，它不会自动链接。",
    ),
    "G603": CatalogueEntry(
        Severity.WARNING,
        "“{term}”的 see_also 指向不存在的词条“{text}”",
        "请改成已有词条的名字，或删去这一项。",
    ),
    "G604": CatalogueEntry(
        Severity.NOTE,
        "没有一份报告用到词条“{text}”",
        "如果写法不同，请在 aliases 里补上报告里的写法；确实用不到的可以保留，不影响发布。",
    ),
    "G606": CatalogueEntry(
        Severity.NOTE,
        "词条“{term}”可能误链：它在“{text}”里只是一个更长的词的一部分（{count} 处）",
        "如果确是误链，请把“{text}”写进这个词条的 avoid。",
    ),
    "G607": CatalogueEntry(
        Severity.NOTE,
        "词条“{text}”的地址与别的词条读音相同，已自动改为 {slug}",
        "如需固定地址，请在文件头里写上 slug: 加一个不重复的拼音。",
    ),
    "G608": CatalogueEntry(
        Severity.ERROR,
        "词条文件的开头缺少用 --- 包起来的信息",
        "第一行写 ---，接着写 term: 词条名，再用一行 --- 结束，下面写解释。",
    ),
    "G609": CatalogueEntry(
        Severity.WARNING,
        "词条“{text}”有解释但没有写明依据",
        "请在 sources 里写出法律或公开文件的全称和文号；没有依据的，请删去解释并写 status: 待释。",
    ),
    "G610": CatalogueEntry(
        Severity.WARNING,
        "文件名与词条名不一致：文件名是“{text}”，词条名是“{term}”",
        "请把文件改名为“{term}.md”，这样别人找得到。",
    ),
    "G611": CatalogueEntry(
        Severity.NOTE,
        "词条“{text}”的文件已经删去，仍有{count}份报告用到这个词（例如 {report}）",
        "如果是误删，请把文件放回来。如果有意删去，请在 redirects.yml 里写明旧地址转到哪里，例如"
        " glossary/{slug}/: glossary/，这条提示就不再出现。",
    ),
    "G612": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的 slug“{text}”不能用作地址，没有采用，地址用 {slug}",
        "slug 只能用小写字母、数字和连字符（不超过200个字符），例如 shuang-xia-jiang，"
        "也不能与网站自己的页面同名；或者删去这一行，网站会按读音定地址。",
    ),
    "G613": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的 slug“{text}”与别的词条（{other}）的地址相同，没有采用，地址用 {slug}",
        "请换一个不重复的拼音；或者删去这一行，网站会按读音定地址。",
    ),
    "G614": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的 status“{text}”不认得",
        "有解释的不写 status；还没有解释的写 status: 待释。",
    ),
    "G615": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的 {key} 里写了不存在的“{text}”",
        '{guess}metrics 写 metrics.yml 里的 id，indicators 写“版本:序号”，例如 "2019:73"；请改正，或删去这一项。',
    ),
    "G616": CatalogueEntry(
        Severity.WARNING,
        "{key} 里有中文逗号，“{text}”被当成了一个词",
        "是几个词的，请用英文逗号隔开：{key}: [{split}]；确实是一个词的，请另起一行写成“  - {text}”。",
    ),
    "G617": CatalogueEntry(
        Severity.WARNING,
        "不是词条文件，没有读取：{text}",
        "词条文件的扩展名是 .md，例如 双下降.md；不是词条的文件请移走。",
    ),
    "G618": CatalogueEntry(
        Severity.NOTE,
        "词条“{text}”只有一个字，报告里的不会自动链接",
        "一个字的词多半是别的词的一部分；如果有更长的写法，请写进 aliases。不改也不影响发布。",
    ),
    "G619": CatalogueEntry(
        Severity.WARNING,
        "词条“{text}”没有解释，也没有报告解释过它",
        "请在 --- 下面写解释，并在 sources 里写明依据；暂时没有可靠出处的，写 status: 待释。",
    ),
    "G620": CatalogueEntry(
        Severity.WARNING,
        "词条“{text}”的解释排版太复杂，已照原样显示，没有排版：{why}",
        "请把解释写短，去掉多余的层次和方括号；长的材料请放到手写页面里。",
    ),
    "G631": CatalogueEntry(
        Severity.WARNING, "词条“{term}”的分类“{text}”不在分类表里", "{guess}可以写的分类有：{known}。"
    ),
    "G632": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的依据没有引用原句：{text}",
        "请在这条依据里写 quote: 加原文的一句话；确实查不到原文的，写 checked: 未能核对，页面会如实告诉读者。",
    ),
    "G633": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”只有已经废止的依据：{text}（现为：{by}）",
        "请核对新的规定，改写解释，并在 sources 里写上现行的法律或文件。",
    ),
    "G634": CatalogueEntry(
        Severity.WARNING, "依据“{title}”的 {key} 写法不对：{text}", "应当写成：{wanted}。"
    ),
    "G635": CatalogueEntry(
        Severity.WARNING, "词条“{term}”里的 {text} 不起作用：{why}", "请补上内容，或删去这一行。"
    ),
    "G636": CatalogueEntry(
        Severity.NOTE,
        "词条“{text}”没有一句话的大白话解释",
        "请在文件头里写上 plain: 加一句不超过40个字的话，像讲给邻居听那样；不写也不影响发布。",
    ),
    "G637": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的 plain 有{length}个字，超过{limit}个字：{text}",
        "请改短；说不完的放到下面的解释里。",
    ),
    "G638": CatalogueEntry(
        Severity.WARNING, "sources.yml 里“{text}”写了两次，后一次没有采用", "请把两条合并成一条。"
    ),
    "G639": CatalogueEntry(
        Severity.WARNING,
        "词条“{term}”的依据已经废止，没有写明被什么替代：{text}",
        "请写上 replaced_by: 加新文件的名称；没有新文件的，写 replaced_by: 无。",
    ),
    # Q5xx numbers and indicators
    "Q501": CatalogueEntry(
        Severity.ERROR,
        "计量单位“{text}”不认识",
        "请用常见的计量单位（件、宗、人次、%、元……）；确需新单位，"
        "请先在单位表（site_builder/extract/numbers/units.py）中补一行。",
    ),
    "Q502": CatalogueEntry(
        Severity.ERROR, "引用了不存在的指标“{text}”", "请改成 metrics.yml 中已有的 id；{guess}"
    ),
    "Q503": CatalogueEntry(
        Severity.ERROR,
        "同一种说法被两个指标占用：{text}（另见 {other}）",
        "请删去其中一处，或用 none、sentence、unit 把两者区分开，否则两个指标都不会被识别。",
    ),
    "Q504": CatalogueEntry(
        Severity.ERROR,
        "指标体系中有一行没有序号：{text}",
        "请补上三级指标的序号（如 73、加1、减2），序号是引用它的唯一依据。",
    ),
    "Q505": CatalogueEntry(
        Severity.WARNING,
        "“{text}”超出“{metric}”的合理范围（{range}）",
        "请核对原文：可能是录入错误，也可能是识别到了别的内容；原文确实如此的，请在旁注文件的 replace"
        " 中更正并说明理由。",
    ),
    "Q506": CatalogueEntry(
        Severity.ERROR,
        "编号重复：{text}（另见第 {other} 行）",
        "每个指标的 id、序号只能出现一次，请改掉其中一个。",
    ),
    "Q507": CatalogueEntry(
        Severity.ERROR,
        "引用了指标体系中不存在的条目“{text}”",
        "写法是“版本:序号”，例如 2019:73、2019:加1；请对照 content/indicators 下的指标体系文件。",
    ),
    "Q508": CatalogueEntry(
        Severity.ERROR,
        "主题“{text}”不在 themes 列表中",
        "请改成列表中的主题，或先在 metrics.yml 开头的 themes 中增加它。",
    ),
    "Q509": CatalogueEntry(
        Severity.ERROR,
        "说法没有写出要找的词",
        "wordings 的每一条都要有 near，至少一个词，例如 near: [出庭应诉率]。",
    ),
    "Q510": CatalogueEntry(
        Severity.NOTE,
        "算术核对：{note}",
        "请对照原件。原件如此则不必改，网站照原文显示并附上这条说明；如果是抄录错误，请在旁注文件的 replace"
        " 里更正这一行。",
    ),
    "Q511": CatalogueEntry(
        Severity.NOTE,
        "“{text}”同时符合两个指标（{metrics}），没有归入任何一个",
        "如果确属其中一个，请在 metrics.yml 里用 none、sentence 或 unit 把两者的说法区分开；分不清的不必改，"
        "网站只显示原文。",
    ),
    "Q512": CatalogueEntry(
        Severity.NOTE,
        "前后两年的报告对同一数据写法不同：{note}",
        "请对照两年的原件。原件如此则不必改，网站会并列显示两处原文；如果是抄录错误，请在旁注文件的 replace"
        " 里更正。",
    ),
    "Q513": CatalogueEntry(
        Severity.ERROR,
        "指标词典 metrics.yml {why}，网站没有任何数据项",
        "请从版本记录或备份里取回这个文件；其他文件里对指标的引用不用改。",
    ),
    "Q514": CatalogueEntry(
        Severity.ERROR, "不认得的数据种类“{text}”，这个指标没有采用", "{guess}kind 只能写 {known} 之一。"
    ),
    "Q515": CatalogueEntry(
        Severity.ERROR,
        "{key} 的值“{text}”不能用作网页地址，这一项没有采用",
        '{key} 只能用小写字母、数字和连字符，例如 id: litigation-appearance-rate、edition: "2019"、number:'
        ' "73"（序号可以写加1、减2），也不能与网站自己的页面同名。',
    ),
    "Q516": CatalogueEntry(
        Severity.ERROR,
        "版本“{text}”有两个文件（另一个是 {other}），没有采用这一个",
        "请删去其中一个，或改正其中一个的 edition。",
    ),
    # C7xx collection
    "C701": CatalogueEntry(
        Severity.ERROR,
        "两个文件是同一份报告（{identity}）：{other}",
        "请保留一份；如果确实是两份，请在旁注文件（同名 .yml）里写明 year、kind 或 issuer。",
    ),
    "C702": CatalogueEntry(
        Severity.WARNING,
        "正文与另一份报告完全相同：{other}",
        "请核对是不是同一份报告放了两遍，或者其中一份的地区、年度写错了。",
    ),
    "C711": CatalogueEntry(
        Severity.ERROR, "places.yml：没有代码为“{text}”的地方", "请对照区划表核对六位代码。"
    ),
    "C712": CatalogueEntry(
        Severity.ERROR, "places.yml：地址“{text}”已经被{other}占用，没有采用", "请换一个不重复的拼音地址。"
    ),
    "C713": CatalogueEntry(
        Severity.ERROR,
        "places.yml：地址“{text}”写法不对，没有采用",
        "地址只能用小写字母、数字和连字符，例如 luohe 或 kunming-xishan，也不能与网站自己的页面同名。",
    ),
    "C714": CatalogueEntry(
        Severity.ERROR, "places.yml：截止日期“{text}”写法不对", "请写成“月-日”，例如 03-31。"
    ),
    "C715": CatalogueEntry(
        Severity.WARNING,
        "places.yml：截止日期规则没有写明依据（source）",
        "请写出文件名称和条款，没有依据的期限不要用来评判是否按时。",
    ),
    # X9xx site
    "X901": CatalogueEntry(Severity.ERROR, "配置项“{text}”无法识别，没有起作用", "{guess}"),
    "X902": CatalogueEntry(
        Severity.ERROR, "配置项“{text}”的值不对，已按默认值处理", "这里应当是{expected}。"
    ),
    "X905": CatalogueEntry(
        Severity.WARNING,
        "手写页面占用了自动生成的地址 {text}，自动页面没有发布",
        "请给手写页面换一个文件名。",
    ),
    "X906": CatalogueEntry(
        Severity.ERROR,
        "两个页面要用同一个地址 {text}：{first}和{second}，后一个没有发布",
        "请给其中一个改用别的地址（slug、id 或编号），其他页面照常发布。",
    ),
    "X907": CatalogueEntry(
        Severity.WARNING,
        "MkDocs 对手写页面有警告：{text}",
        "请按警告改正 content/pages 里的页面或 mkdocs.yml。",
    ),
    "X908": CatalogueEntry(
        Severity.ERROR,
        "处理这份文件时程序出错，没有发布：{reason}",
        "这是程序的缺陷，请把这份文件和这条信息发给维护者；其他文件照常发布。",
    ),
    "X909": CatalogueEntry(
        Severity.ERROR,
        "页面 {address} 这一次没有生成出来，{now}：{reason}",
        "如果是磁盘的一时故障，再运行一次即可；否则请把这条信息发给维护者。其他页面照常发布。"
        "报告里有须撤下的内容的，请在旁注里写 withheld。",
    ),
    "X910": CatalogueEntry(
        Severity.WARNING, "旁注文件 {text} 不起作用：{why}", "旁注文件要与报告同名、放在一起，扩展名为 .yml。"
    ),
    "X914": CatalogueEntry(
        Severity.ERROR,
        "旁注文件不止一个（{text}），这份报告没有发布",
        "请把内容合并到一个与报告同名、扩展名为 .yml 的文件里，删去别的。",
    ),
    "X911": CatalogueEntry(
        Severity.ERROR,
        "这是{kind}，没有读取",
        "内容文件夹里只能放普通的文件和文件夹：请把文件本身放进来，不要用符号链接、管道或设备；不需要的请删去。",
    ),
    "X912": CatalogueEntry(
        Severity.NOTE,
        "不是报告文本，已跳过：{text}",
        "网页、Word、PDF 请用 site-builder import 导入；不需要的文件请移走。",
    ),
    "X913": CatalogueEntry(
        Severity.ERROR, "文件名不是有效的 UTF-8，没有读取", "请用中文、字母、数字重新命名。"
    ),
    "X918": CatalogueEntry(
        Severity.ERROR, "手写文件 {text} 与自动生成的文件夹或文件同名，没有发布", "请给这个文件换一个名字。"
    ),
    # X92x conventions of government sites
    "X921": CatalogueEntry(
        Severity.WARNING,
        "政府网站必须有“{field}”，配置项 {text} 没有填写",
        "请在 mkdocs.yml 的 site_builder 下面填写 {text}；不是政府机关主办的网站，请把 mode 改为"
        " independent。",
    ),
    "X922": CatalogueEntry(
        Severity.WARNING,
        "网站标识码“{text}”不对：{why}",
        "请填写本站在全国政府网站信息系统中的标识码；没有标识码的，请留空。",
    ),
    "X923": CatalogueEntry(
        Severity.NOTE,
        "没有填写 site_url：页面没有规范链接，网站没有站点地图（sitemap.xml）",
        "请在 mkdocs.yml 里填写网站的正式地址，以 / 结尾。",
    ),
    "X924": CatalogueEntry(
        Severity.WARNING,
        "政府网站没有填写 site_url：页面缺少 SiteDomain，网站没有站点地图",
        "请在 mkdocs.yml 里填写网站的正式地址，以 / 结尾。",
    ),
    "X925": CatalogueEntry(
        Severity.NOTE,
        "政府网站的域名一般以 .gov.cn 结尾，现在是 {text}",
        "请核对 site_url；测试环境可以不理会。",
    ),
    "X926": CatalogueEntry(
        Severity.WARNING, "配置项 {text} 不是网址，没有采用", "请写完整的网址，以 https:// 开头。"
    ),
    "X930": CatalogueEntry(
        Severity.WARNING,
        "按配置项 hold_back: {text}，这份报告没有公开：还有 {count} 个警告没有处理（{codes}）",
        "请先处理这份文件的其他警告；确认无误的，写进旁注文件的 acknowledged。要放宽，就改 mkdocs.yml 的"
        " hold_back。",
    ),
    # X93x what is left out or removed
    "X931": CatalogueEntry(Severity.WARNING, "像是一份报告，但没有发布：{why}", "{mend}。"),
    "X932": CatalogueEntry(
        Severity.WARNING,
        "没有读取这个文件：{text}",
        "报告放在 reports 文件夹（.txt），词条放在 glossary（.md），指标放在 indicators（.yml），手写页面放在"
        " pages；不需要的请移走。",
    ),
    "X933": CatalogueEntry(
        Severity.ERROR,
        "与上一次发布相比，少了{what}{named}，没有发布任何新内容",
        "如果是误删，请把文件取回来。确实要移除的，请用 site-builder build --confirm-removals {count}，"
        "或者在 mkdocs.yml 的 site_builder 下面写 confirm_removals: {count}，发布之后再删去这一行。",
    ),
    "X934": CatalogueEntry(
        Severity.WARNING,
        "confirm_removals: {text} 用不到了",
        "这次没有需要确认的移除。请从 mkdocs.yml 里删去这一行，免得下一次误删时放行。",
    ),
    # X94x hand-written pages
    "X941": CatalogueEntry(
        Severity.WARNING,
        "手写页面里有脚本或会运行的内容：{text}",
        "网站的安全策略不让它运行。请删去；确实需要的脚本，请由维护者写进 mkdocs.yml 的 extra_javascript。",
    ),
    "X942": CatalogueEntry(
        Severity.WARNING,
        "页面会向别的网站要内容：{text}",
        "读者的访问会被别的网站知道，网站的安全策略也不让它载入。请把图片、样式等文件放进 content/pages，再引用。",
    ),
    "X943": CatalogueEntry(
        Severity.WARNING,
        "这个地址不安全：{text}",
        "链接只能用 http、https、mailto、tel 或本站的地址，请改正或删去。",
    ),
    "X944": CatalogueEntry(
        Severity.WARNING,
        "写在页面里的样式不起作用：{text}",
        "网站的安全策略不用页面里的样式。请删去；确实需要的样式，请由维护者写进 mkdocs.yml 的 extra_css。",
    ),
    # X95x YAML files
    "X951": CatalogueEntry(
        Severity.ERROR,
        "这里的写法（YAML）读不懂：{reason}",
        "请对照手册里的样例改这一行；拿不准时，把值用英文双引号括起来。",
    ),
    "X952": CatalogueEntry(Severity.ERROR, "不支持 YAML 的 & 和 * 引用", "请把引用的内容直接写出来。"),
    "X953": CatalogueEntry(Severity.ERROR, "键“{text}”写了两次", "请只保留一个。"),
    "X954": CatalogueEntry(Severity.ERROR, "不认得的键“{text}”", "{guess}"),
    "X955": CatalogueEntry(Severity.ERROR, "缺少必填的键“{text}”", "请补上这一行：“{text}: …”。"),
    "X956": CatalogueEntry(
        Severity.ERROR, "“{text}”的写法不对：这里应当是{expected}", "请按手册的样例改写这一行。"
    ),
    "X957": CatalogueEntry(
        Severity.ERROR,
        "地址“{text}”不能用：{why}",
        "请照使用手册里的样例改写这一行：旧地址: 新地址，都从 reports/、places/、glossary/、metrics/、"
        "indicators/、documents/ 或 years/ 开始。",
    ),
    "X958": CatalogueEntry(
        Severity.WARNING,
        "新地址“{text}”没有页面，没有设置转向",
        "请打开网站，核对要转到的页面的地址。{guess}",
    ),
    "X959": CatalogueEntry(
        Severity.WARNING,
        "旧地址“{text}”现在还是一个页面，没有设置转向",
        "页面还在时不用转向，请删去这一行；如果页面应当撤下，请先撤下。",
    ),
    "X960": CatalogueEntry(
        Severity.WARNING,
        "source_url 不是网址，没有采用：“{text}”",
        "请写完整的网址，以 http:// 或 https:// 开头；不知道就删去这一行。",
    ),
    "X961": CatalogueEntry(
        Severity.WARNING, "year 不像年份，没有采用：“{text}”", "请写四位数的年份，例如 year: 2024。"
    ),
    "X965": CatalogueEntry(
        Severity.ERROR,
        "withheld 写的是“{text}”，不是理由",
        "这个理由会显示给读者。请写明为什么暂不公开，例如 withheld: 涉及个人信息，正在核对。",
    ),
    "X963": CatalogueEntry(
        Severity.NOTE,
        "“{text}”的值里有看不见的字符（{found}），已去掉",
        "不影响显示。从网页或 Word 粘贴时常会带入；把值重新手打一遍就不再提示。",
    ),
    "X964": CatalogueEntry(
        Severity.ERROR,
        "有 {count} 处字节读不出来（按 {encoding} 解读），没有采用这个文件",
        "请用记事本打开，核对乱码处的文字，另存为 UTF-8 编码。",
    ),
    "X966": CatalogueEntry(
        Severity.ERROR, "文件太长（{why}），没有读取", "请删去重复或多余的内容，或拆成几个文件。"
    ),
    # X97x rule files
    "X970": CatalogueEntry(
        Severity.ERROR, "规则“{text}”写得不对：{why}", "请照 docs/rules.md 里的样例改写这一条。"
    ),
    "X971": CatalogueEntry(
        Severity.ERROR, "程序要用的规则“{text}”没有找到", "规则文件要与程序同一个版本；如果删去了它，请恢复。"
    ),
    "X972": CatalogueEntry(
        Severity.ERROR,
        "规则“{text}”的边上可以是任何字，程序不能先看一个字",
        "请让表达式以确定的字开头和结尾，例如把末尾的任意字去掉。",
    ),
    "X962": CatalogueEntry(
        Severity.WARNING,
        "published 不是日期，没有采用：“{text}”",
        "请把发布日期写成 2025-03-09 这样；不知道就删去这一行。",
    ),
}
