"""The catalogue of everything that can be wrong with content: one table of codes with severity, Chinese text and advice; and the kinds of repairs.

The Chinese texts live here and nowhere else; docs/problems.md is generated from this table. Codes are stable for ever: a code may be retired, never
reused.

    S1xx reading · T2xx repair · H3xx head and kind · B4xx structure · Q5xx numbers and indicators · G6xx glossary · C7xx collection · D8xx personal
    data · X9xx site, configuration, engine
"""

from msgspec import Struct


class Entry(Struct, frozen=True):
    """What the catalogue says about one code. `text` and `advice` may hold {placeholders}; `{text}` is the offending words."""

    severity: str
    """error (this file is not published) · warning (published, should be mended) · note (worth knowing)"""
    text: str
    advice: str


PASTE = "在旁注文件 {sidecar} 的 replace: 下面加一行，行首空两格，把“待核对”换成正确的文字：{paste}"
"""How to correct damaged words: nothing changes as long as 待核对 stands there"""

MASK = "网站也公布 .txt 原文件，旁注里的更正遮不住它：请把 .txt 里这个号码中间的数字改成 *（只有遮盖个人信息可以改 .txt），或者在旁注文件 {sidecar} 里写 withheld，正文和原文件就都不公开。"
"""How personal data are kept from being published"""
STAND_BY = "在旁注文件 {sidecar} 的 acknowledged: 下面加一行，行首空两格，把“待核对”换成理由：{paste}"
"""How a finding is acknowledged: it stays visible as a note"""

CATALOGUE: dict[str, Entry] = {
    # S1xx reading
    "S101": Entry("error", "文件读不出来：{reason}", "请确认文件没有损坏、没有被其他程序占用，然后重新保存为文本文件（UTF-8）。"),
    "S102": Entry("error", "文件是空的", "请把报告正文粘贴进去再提交；如果是误建的文件，请删除。"),
    "S103": Entry("error", "文件太大（{size}），应当小于 20 MB", "报告正文通常不到 100 KB。请确认放进来的是文本，不是图片、压缩包或整站备份。"),
    "S104": Entry(
        "error",
        "这不是文本文件（{reason}）",
        "网页、Word（.docx）、PDF 请用 site-builder import 导入这个文件，原件会存在旁边；别的文件请先另存为文本。不要直接改后缀名。",
    ),
    "S105": Entry(
        "warning",
        "有 {count} 处字节无法按 {encoding} 解读，已显示为“�”",
        "请用原文件重新另存为 UTF-8 文本；如果原文已缺字，请在旁注文件里用 replace 更正。",
    ),
    "S106": Entry("note", "文件里混用了几种换行方式", "不影响显示。重新保存一次即可统一。"),
    "S107": Entry("warning", "文件太长（{size} 字），只读取，没有做文字修复", "报告正文通常不到 2 万字。请确认一个文件里只放一份报告。"),
    "S108": Entry("error", "文件太长（{size}），不像一份报告", "报告正文通常不到 2 万字。请确认放进来的是一份报告的文本，多份报告请分成多个文件。"),
    # S15x import
    "S151": Entry("error", "这是扫描件，里面没有文字（共 {pages} 页）", "请先用文字识别软件转成文字，或向发布单位索取可复制文字的版本。"),
    "S152": Entry("error", "文件打不开：{reason}", "请确认文件没有损坏、没有加密，能用对应的软件正常打开。"),
    "S153": Entry(
        "error",
        "不支持的文件类型：{text}",
        "可以导入文本（.txt）、网页（.html；.mhtml 请先另存为 .html）、Word（.docx；旧版 .doc 请先另存为 .docx）、PDF。",
    ),
    "S154": Entry("error", "没有找到正文", "请用浏览器打开网页确认有正文，再把网页另存为“仅 HTML”；或直接把正文粘贴到 .txt 文件。"),
    "S155": Entry("note", "正文由版面推断得出，可能带入了页面上的其他文字", "请对照原网页看一遍导入的文字，删去不属于报告的行。"),
    "S156": Entry("warning", "第 {pages} 页没有文字，可能是扫描的图片，这些页没有导入", "请对照原文件补上这几页的文字。"),
    "S157": Entry(
        "warning",
        "网页上还有 {count}没有导入，可能属于报告，例如：“{text}”",
        "请对照原网页看一遍导入的文字，缺少的段落和表格请补进 .txt（原件在旁边，不会丢）。",
    ),
    "S158": Entry("note", "有 {count} 张图片没有导入，里面可能有文字或数字", "请对照原件看图片；图里有报告的文字或数字的，请打成文字补进 .txt。"),
    "S159": Entry(
        "note", "Word 里有 {count} 个字设成了隐藏文字，没有导入", "隐藏文字在纸上和屏幕上都不显示。确实属于报告的，请在 Word 里取消隐藏，再重新导入。"
    ),
    # T2xx repair
    "T201": Entry(
        "warning",
        "标题待核对：“{heading}”，原文是乱码“{text}”",
        "请对照原文核对，无误（或改正后）在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格：{line}: {quoted}",
    ),
    "T202": Entry(
        "warning",
        "标题损坏，无法可靠恢复：“{text}”",
        '请查到原文，在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格，把“待核对”换成完整的标题：{line}: "待核对"',
    ),
    "T203": Entry(
        "warning",
        "标题编号由乱码推出，但与前后编号不连续：“{heading}”",
        "请对照原文核对，在旁注文件 {sidecar} 的 confirm: 下面加一行，行首空两格：{line}: {quoted}",
    ),
    "T204": Entry("warning", "疑似乱码：“{text}”", "请查到原文，" + PASTE),
    "T205": Entry("warning", "年份之间的连接号可能丢失：“{text}”", "如果应是起止年份，请" + PASTE),
    "T206": Entry("warning", "年份后可能丢了“年”字：“{text}”", "请核对，确实丢了就" + PASTE),
    "T207": Entry("warning", "文号的括号可能丢失：“{text}”", "请核对，确实丢了就" + PASTE),
    "T208": Entry("warning", "有无法识别的字符：“{text}”", "请查到原文，" + PASTE),
    "T209": Entry("warning", "注音与前面的字不符，前面的字可能是乱码：“{text}”", "请对照原文核对，" + PASTE),
    "T210": Entry(
        "warning",
        "文字来自 PDF，有形近错字（如“{text}”→“{after}”），已改回",
        "同一文件里可能还有改不出来的错字（如“与”变成“不”），请对照原 PDF 通读一遍。",
    ),
    "T211": Entry("note", "有看不见的字符（{note}），已去掉", "不影响显示。从网页或 Word 粘贴时常会带入。"),
    "T213": Entry(
        "note", "有人看过，暂时不能核对，页面仍标“待核对”：“{text}”", "找到原文后，把旁注文件里 confirm 第 {line} 行的“待核对”改成正确的整行标题。"
    ),
    "T214": Entry(
        "note", "有人看过，暂时不能核对，仍按原样显示：“{text}”", "找到原文后，把旁注文件里 replace 第 {line} 行那一条的“待核对”改成正确的文字。"
    ),
    "T212": Entry("warning", "引号或书名号 {text} 没有配对，另一半可能丢失：…{around}…", "请对照原件核对（引文跨段的不用改），确实丢了就" + PASTE),
    "T220": Entry(
        "warning",
        "旁注文件 confirm 的第 {line} 行没有需要确认的内容，或与该行对不上：“{text}”",
        "请核对行号；行号以报告文件为准。已不需要的条目请删除。",
    ),
    "T221": Entry("warning", "旁注文件 replace 的第 {line} 行找不到“{text}”", "请核对行号和文字；文字要与报告该行一字不差。"),
    "T222": Entry(
        "warning", "旁注文件 replace 的第 {line} 行“{text}”与另一条更正改的是同样的字，没有起作用", "请把两条合并成一条，from 写到能包住两处为止。"
    ),
    # H3xx head and kind
    "H301": Entry(
        "error",
        "{reason}",
        "如果确实是法治政府建设报告或方案，请在旁注文件（同名 .yml）里写明 kind: annual_report（或 plan）；否则请移出 reports 文件夹。",
    ),
    "H302": Entry("warning", "看不出是哪个地区的报告", "请把文件放进“省/市/县”文件夹，或在旁注文件里写明 place，例如 place: 昆明市西山区。"),
    "H303": Entry(
        "warning",
        "叫“{text}”的地方不止一个：{candidates}",
        "请把文件放进“省/市/县”文件夹，或在旁注文件里写全 place，例如 place: {candidates}（取其一）。",
    ),
    "H304": Entry("warning", "正文写的是{stated}，文件夹却是{path}", "请核对后移动文件；如果文件夹是对的，请在旁注文件里写明 place。"),
    "H305": Entry("warning", "看不出是哪一年度的报告", "请把年度写进文件名（例如 2024.txt），或在旁注文件里写明 year。"),
    "H306": Entry("warning", "正文写的是{stated}年度，文件名却是{path}", "请核对后改文件名；如果文件名是对的，请在旁注文件里写明 year。"),
    "H307": Entry("warning", "日历上没有这个日期，或日期读不懂：{text}", "请核对原文；发布日期可以在旁注文件里写明，例如 published: 2025-03-28。"),
    "H308": Entry(
        "warning",
        "{label}（{text}）早于{year}年度结束",
        "年度报告应在次年发布。请核对年度和发布日期，哪个不对就在旁注文件里写明哪个；确实如此的，" + STAND_BY,
    ),
    "H309": Entry("note", "没有找到发布日期", "如果知道，请在旁注文件里写明 published；不知道就留空，网站会显示“未知”。"),
    "H310": Entry("note", "正文没有题名，暂用“{text}”", "如果知道原题名，请在旁注文件里写明 title。"),
    "H311": Entry("error", "不认得的文件种类“{text}”", "kind 只能写 annual_report（年度报告）、plan（方案、计划）或 other（其他）。"),
    "H312": Entry("warning", "行政区划表里没有“{text}”", "请写全称，例如 昆明市西山区；新区、开发区请先登记到 places.yml。"),
    "H313": Entry(
        "warning",
        "{label}（{text}）比{year}年度晚了{late}年",
        "请核对年度和发布日期，多半是年份写错了，哪个不对就在旁注文件里写明哪个；确实如此的，" + STAND_BY,
    ),
    "H314": Entry("note", "已确认：{said}（理由：{why}）", "不必改。情况变了，就删去旁注文件 acknowledged 里的这一条。"),
    "H315": Entry(
        "warning",
        "旁注文件 acknowledged 里的“{text}”不起作用：{why}",
        "code 和 line 要与 check 的提示一致，why 写明理由；已经不需要的请删去。",
    ),
    # B4xx structure
    "B401": Entry("note", "标题序号不连续：{before} 之后是“{number}”", "请对照原件，看是否漏了一节；如果原件如此，不必改。"),
    "B402": Entry("note", "标题序号重复：“{number}”", "原件如此则不必改；网站会给第二个加上字母，以便引用。"),
    "B403": Entry("note", "标题序号倒退：{before} 之后是“{number}”", "请对照原件，看是否有段落放错了位置；如果原件如此，不必改。"),
    "B404": Entry(
        "note", "标题和正文之间没有句号，标题在哪里结束不确定：{text}", "如果是抄录时漏了句号，请在旁注文件的 replace 里补上；如果原件如此，不必改。"
    ),
    "B405": Entry("warning", "表格有{count}行的单元格对不上列", "请对照原件核对这张表；合并单元格最好在每一行都写全。"),
    "B406": Entry("note", "没有找到带序号的标题", "如果原件有“一、”“（一）”这样的标题，请检查抄录时是否丢失。"),
    "B407": Entry(
        "note",
        "没有找到规定应当报告的内容：{text}",
        "依据是《法治政府建设与责任落实督察工作规定》第二十四条。如果报告里有而没有认出来，请告知维护者；如果确实没有，不必改，网站会如实显示。",
    ),
    "B408": Entry("note", "有“{text}”一节，但没有读出词条", "词条的写法是“词”：解释，每条一段。"),
    "B409": Entry("note", "括号或引号不成对：{text}", "多半是抄录时丢了 {mark} 的另一半；如果原件如此，不必改。否则请" + PASTE),
    "B410": Entry("warning", "年份连在一起了，可能丢了连接号：{text}", "网站不会把它当作数字。请对照原件（例如应是 2021-2025年），" + PASTE),
    # D8xx personal data
    "D801": Entry("error", "正文里有身份证号：{text}", "公开个人信息违法。" + MASK),
    "D802": Entry("warning", "正文里有手机号：{text}", "如果是对外公布的工作电话，" + STAND_BY + "。否则：" + MASK),
    "D803": Entry("error", "正文里有银行卡号：{text}", MASK + "如果不是银行卡号，或者是对外公布的账号，" + STAND_BY),
    "D804": Entry("warning", "正文里有车牌号：{text}", "如果不是私人车辆，" + STAND_BY + "。否则：" + MASK),
    "D805": Entry(
        "error", "正文里有身份证号，位数或校验位不对，可能抄错了：{text}", "抄错的号码也能认出人。" + MASK + "如果不是身份证号，" + STAND_BY
    ),
    "D806": Entry("warning", "正文里有像身份证号的数字（校验位不对，可能抄错了）：{text}", MASK + "如果不是身份证号，" + STAND_BY),
    "D807": Entry("note", "{said}；正文按旁注的 withheld 没有公开", "公开正文之前，请先遮盖它。"),
    # G6xx glossary
    "G601": Entry("error", "词条“{text}”有两个文件，另一个是 {other}", "请把两个文件合并成一个，别的写法放进 aliases。"),
    "G602": Entry(
        "warning", "“{term}”的别名“{text}”也是另一个词条（{other}）的名字或别名", "请从其中一个词条里删去这个别名；在改好之前，它不会自动链接。"
    ),
    "G603": Entry("warning", "“{term}”的 see_also 指向不存在的词条“{text}”", "请改成已有词条的名字，或删去这一项。"),
    "G604": Entry("note", "没有一份报告用到词条“{text}”", "如果写法不同，请在 aliases 里补上报告里的写法；确实用不到的可以保留，不影响发布。"),
    "G606": Entry(
        "note", "词条“{term}”可能误链：它在“{text}”里只是一个更长的词的一部分（{count} 处）", "如果确是误链，请把“{text}”写进这个词条的 avoid。"
    ),
    "G607": Entry("note", "词条“{text}”的地址与别的词条读音相同，已自动改为 {slug}", "如需固定地址，请在文件头里写上 slug: 加一个不重复的拼音。"),
    "G608": Entry("error", "词条文件的开头缺少用 --- 包起来的信息", "第一行写 ---，接着写 term: 词条名，再用一行 --- 结束，下面写解释。"),
    "G609": Entry(
        "warning", "词条“{text}”有解释但没有写明依据", "请在 sources 里写出法律或公开文件的全称和文号；没有依据的，请删去解释并写 status: 待释。"
    ),
    "G610": Entry("warning", "文件名与词条名不一致：文件名是“{text}”，词条名是“{term}”", "请把文件改名为“{term}.md”，这样别人找得到。"),
    "G611": Entry(
        "note",
        "词条“{text}”的文件已经删去，仍有{count}份报告用到这个词（例如 {report}）",
        "如果是误删，请把文件放回来。如果有意删去，请在 redirects.yml 里写明旧地址转到哪里，例如 glossary/{slug}/: glossary/，这条提示就不再出现。",
    ),
    "G612": Entry(
        "warning",
        "词条“{term}”的 slug“{text}”不能用作地址，没有采用，地址用 {slug}",
        "slug 只能用小写字母、数字和连字符（不超过200个字符），例如 shuang-xia-jiang，也不能与网站自己的页面同名；或者删去这一行，网站会按读音定地址。",
    ),
    "G613": Entry(
        "warning",
        "词条“{term}”的 slug“{text}”与别的词条（{other}）的地址相同，没有采用，地址用 {slug}",
        "请换一个不重复的拼音；或者删去这一行，网站会按读音定地址。",
    ),
    "G614": Entry("warning", "词条“{term}”的 status“{text}”不认得", "有解释的不写 status；还没有解释的写 status: 待释。"),
    "G615": Entry(
        "warning",
        "词条“{term}”的 {key} 里写了不存在的“{text}”",
        '{guess}metrics 写 metrics.yml 里的 id，indicators 写“版本:序号”，例如 "2019:73"；请改正，或删去这一项。',
    ),
    "G616": Entry(
        "warning",
        "{key} 里有中文逗号，“{text}”被当成了一个词",
        "是几个词的，请用英文逗号隔开：{key}: [{split}]；确实是一个词的，请另起一行写成“  - {text}”。",
    ),
    "G617": Entry("warning", "不是词条文件，没有读取：{text}", "词条文件的扩展名是 .md，例如 双下降.md；不是词条的文件请移走。"),
    "G618": Entry(
        "note", "词条“{text}”只有一个字，报告里的不会自动链接", "一个字的词多半是别的词的一部分；如果有更长的写法，请写进 aliases。不改也不影响发布。"
    ),
    "G619": Entry(
        "warning", "词条“{text}”没有解释，也没有报告解释过它", "请在 --- 下面写解释，并在 sources 里写明依据；暂时没有可靠出处的，写 status: 待释。"
    ),
    "G620": Entry(
        "warning", "词条“{text}”的解释排版太复杂，已照原样显示，没有排版：{why}", "请把解释写短，去掉多余的层次和方括号；长的材料请放到手写页面里。"
    ),
    # Q5xx numbers and indicators
    "Q501": Entry(
        "error",
        "计量单位“{text}”不认识",
        "请用常见的计量单位（件、宗、人次、%、元……）；确需新单位，请先在单位表（site_builder/extract/units.py）中补一行。",
    ),
    "Q502": Entry("error", "引用了不存在的指标“{text}”", "请改成 metrics.yml 中已有的 id；{guess}"),
    "Q503": Entry(
        "error",
        "同一种说法被两个指标占用：{text}（另见 {other}）",
        "请删去其中一处，或用 none、sentence、unit 把两者区分开，否则两个指标都不会被识别。",
    ),
    "Q504": Entry("error", "指标体系中有一行没有序号：{text}", "请补上三级指标的序号（如 73、加1、减2），序号是引用它的唯一依据。"),
    "Q505": Entry(
        "warning",
        "“{text}”超出“{metric}”的合理范围（{range}）",
        "请核对原文：可能是录入错误，也可能是识别到了别的内容；原文确实如此的，请在旁注文件的 replace 中更正并说明理由。",
    ),
    "Q506": Entry("error", "编号重复：{text}（另见第 {other} 行）", "每个指标的 id、序号只能出现一次，请改掉其中一个。"),
    "Q507": Entry(
        "error", "引用了指标体系中不存在的条目“{text}”", "写法是“版本:序号”，例如 2019:73、2019:加1；请对照 content/indicators 下的指标体系文件。"
    ),
    "Q508": Entry("error", "主题“{text}”不在 themes 列表中", "请改成列表中的主题，或先在 metrics.yml 开头的 themes 中增加它。"),
    "Q509": Entry("error", "说法没有写出要找的词", "wordings 的每一条都要有 near，至少一个词，例如 near: [出庭应诉率]。"),
    "Q510": Entry(
        "note",
        "算术核对：{note}",
        "请对照原件。原件如此则不必改，网站照原文显示并附上这条说明；如果是抄录错误，请在旁注文件的 replace 里更正这一行。",
    ),
    "Q511": Entry(
        "note",
        "“{text}”同时符合两个指标（{metrics}），没有归入任何一个",
        "如果确属其中一个，请在 metrics.yml 里用 none、sentence 或 unit 把两者的说法区分开；分不清的不必改，网站只显示原文。",
    ),
    "Q512": Entry(
        "note",
        "前后两年的报告对同一数据写法不同：{note}",
        "请对照两年的原件。原件如此则不必改，网站会并列显示两处原文；如果是抄录错误，请在旁注文件的 replace 里更正。",
    ),
    "Q513": Entry(
        "error",
        "指标词典 metrics.yml {why}，网站没有任何数据项",
        "请从版本记录或备份里取回这个文件；其他文件里对指标的引用不用改。",
    ),
    "Q514": Entry("error", "不认得的数据种类“{text}”，这个指标没有采用", "{guess}kind 只能写 {known} 之一。"),
    "Q515": Entry(
        "error",
        "{key} 的值“{text}”不能用作网页地址，这一项没有采用",
        '{key} 只能用小写字母、数字和连字符，例如 id: litigation-appearance-rate、edition: "2019"、number: "73"（序号可以写加1、减2），也不能与网站自己的页面同名。',
    ),
    "Q516": Entry("error", "版本“{text}”有两个文件（另一个是 {other}），没有采用这一个", "请删去其中一个，或改正其中一个的 edition。"),
    # C7xx collection
    "C701": Entry(
        "error", "两个文件是同一份报告（{identity}）：{other}", "请保留一份；如果确实是两份，请在旁注文件（同名 .yml）里写明 year、kind 或 issuer。"
    ),
    "C702": Entry("warning", "正文与另一份报告完全相同：{other}", "请核对是不是同一份报告放了两遍，或者其中一份的地区、年度写错了。"),
    "C711": Entry("error", "places.yml：没有代码为“{text}”的地方", "请对照区划表核对六位代码。"),
    "C712": Entry("error", "places.yml：地址“{text}”已经被{other}占用，没有采用", "请换一个不重复的拼音地址。"),
    "C713": Entry(
        "error",
        "places.yml：地址“{text}”写法不对，没有采用",
        "地址只能用小写字母、数字和连字符，例如 luohe 或 kunming-xishan，也不能与网站自己的页面同名。",
    ),
    "C714": Entry("error", "places.yml：截止日期“{text}”写法不对", "请写成“月-日”，例如 03-31。"),
    "C715": Entry("warning", "places.yml：截止日期规则没有写明依据（source）", "请写出文件名称和条款，没有依据的期限不要用来评判是否按时。"),
    # X9xx site
    "X901": Entry("error", "配置项“{text}”无法识别，没有起作用", "{guess}"),
    "X902": Entry("error", "配置项“{text}”的值不对，已按默认值处理", "这里应当是{expected}。"),
    "X905": Entry("warning", "手写页面占用了自动生成的地址 {text}，自动页面没有发布", "请给手写页面换一个文件名。"),
    "X906": Entry(
        "error", "两个页面要用同一个地址 {text}：{first}和{second}，后一个没有发布", "请给其中一个改用别的地址（slug、id 或编号），其他页面照常发布。"
    ),
    "X907": Entry("warning", "MkDocs 对手写页面有警告：{text}", "请按警告改正 content/pages 里的页面或 mkdocs.yml。"),
    "X908": Entry("error", "处理这份文件时程序出错，没有发布：{reason}", "这是程序的缺陷，请把这份文件和这条信息发给维护者；其他文件照常发布。"),
    "X909": Entry(
        "error", "页面生成失败（{kind} {key}）：{reason}", "如果改过 themes/ 里的模板，请先检查模板；否则请把这条信息发给维护者。其他页面照常发布。"
    ),
    "X910": Entry("warning", "旁注文件 {text} 不起作用：{why}", "旁注文件要与报告同名、放在一起，扩展名为 .yml。"),
    "X914": Entry("error", "旁注文件不止一个（{text}），这份报告没有发布", "请把内容合并到一个与报告同名、扩展名为 .yml 的文件里，删去别的。"),
    "X911": Entry("error", "这是指向内容文件夹以外的链接，没有读取", "请把文件本身放进来，不要用符号链接。"),
    "X912": Entry("note", "不是报告文本，已跳过：{text}", "网页、Word、PDF 请用 site-builder import 导入；不需要的文件请移走。"),
    "X913": Entry("error", "文件名不是有效的 UTF-8，没有读取", "请用中文、字母、数字重新命名。"),
    "X918": Entry("error", "手写文件 {text} 与自动生成的文件夹或文件同名，没有发布", "请给这个文件换一个名字。"),
    # X92x conventions of government sites
    "X921": Entry(
        "warning",
        "政府网站必须有“{field}”，配置项 {text} 没有填写",
        "请在 mkdocs.yml 的 site_builder 下面填写 {text}；不是政府机关主办的网站，请把 mode 改为 independent。",
    ),
    "X922": Entry("warning", "网站标识码“{text}”不对：{why}", "请填写本站在全国政府网站信息系统中的标识码；没有标识码的，请留空。"),
    "X923": Entry(
        "note", "没有填写 site_url：页面没有规范链接，网站没有站点地图（sitemap.xml）", "请在 mkdocs.yml 里填写网站的正式地址，以 / 结尾。"
    ),
    "X924": Entry("warning", "政府网站没有填写 site_url：页面缺少 SiteDomain，网站没有站点地图", "请在 mkdocs.yml 里填写网站的正式地址，以 / 结尾。"),
    "X925": Entry("note", "政府网站的域名一般以 .gov.cn 结尾，现在是 {text}", "请核对 site_url；测试环境可以不理会。"),
    "X926": Entry("warning", "配置项 {text} 不是网址", "请写完整的网址，以 https:// 开头。"),
    # X95x YAML files
    "X951": Entry("error", "这里的写法（YAML）读不懂：{reason}", "请对照手册里的样例改这一行；拿不准时，把值用英文双引号括起来。"),
    "X952": Entry("error", "不支持 YAML 的 & 和 * 引用", "请把引用的内容直接写出来。"),
    "X953": Entry("error", "键“{text}”写了两次", "请只保留一个。"),
    "X954": Entry("error", "不认得的键“{text}”", "{guess}"),
    "X955": Entry("error", "缺少必填的键“{text}”", "请补上这一行：“{text}: …”。"),
    "X956": Entry("error", "“{text}”的写法不对：这里应当是{expected}", "请按手册的样例改写这一行。"),
    "X957": Entry(
        "error",
        "地址“{text}”不能用：{why}",
        "请照使用手册里的样例改写这一行：旧地址: 新地址，都从 reports/、places/、glossary/、metrics/、indicators/、documents/ 或 years/ 开始。",
    ),
    "X958": Entry("warning", "新地址“{text}”没有页面，没有设置转向", "请打开网站，核对要转到的页面的地址。{guess}"),
    "X959": Entry("warning", "旧地址“{text}”现在还是一个页面，没有设置转向", "页面还在时不用转向，请删去这一行；如果页面应当撤下，请先撤下。"),
    "X960": Entry("warning", "source_url 不是网址，没有采用：“{text}”", "请写完整的网址，以 http:// 或 https:// 开头；不知道就删去这一行。"),
    "X961": Entry("warning", "year 不像年份，没有采用：“{text}”", "请写四位数的年份，例如 year: 2024。"),
    "X963": Entry(
        "note", "“{text}”的值里有看不见的字符（{found}），已去掉", "不影响显示。从网页或 Word 粘贴时常会带入；把值重新手打一遍就不再提示。"
    ),
    "X964": Entry(
        "error", "有 {count} 处字节读不出来（按 {encoding} 解读），没有采用这个文件", "请用记事本打开，核对乱码处的文字，另存为 UTF-8 编码。"
    ),
    "X965": Entry("error", "文件太长（{why}），没有读取", "请删去重复或多余的内容，或拆成几个文件。"),
    "X962": Entry("warning", "published 不是日期，没有采用：“{text}”", "请把发布日期写成 2025-03-09 这样；不知道就删去这一行。"),
}


class RepairKind(Struct, frozen=True):
    """How a kind of repair is named and explained to readers."""

    name: str
    explanation: str


REPAIRS: dict[str, RepairKind] = {
    "correction": RepairKind("更正", "工作人员在旁注文件里写明的更正，附有理由；源文件没有改动。"),
    "controls": RepairKind("去掉不可见字符", "去掉零宽字符、方向控制符等看不见的字符；换页符改为换行。"),
    "byte_shift": RepairKind("标题乱码恢复", "网页转码时错了一个字节，标题变成乱码。文字按字节推出，未经核对的标为“待核对”，并列出其他可能。"),
    "byte_shift_number": RepairKind("标题编号恢复", "乱码标题的编号由字节和前后编号推出。"),
    "byte_shift_inline": RepairKind("疑似乱码", "行内有错位的字节，无法可靠恢复，按原样显示。"),
    "pinyin": RepairKind("去掉注音", "去掉网页混入正文的拼音，如“领(lǐng)导(dǎo)”。"),
    "script": RepairKind("繁体转简体", "正文为繁体时转为简体，逐字对应，不改用词。"),
    "overconverted": RepairKind("改回误转的字", "简转繁时转错的字改回，如“全麵”改为“全面”。"),
    "lookalike": RepairKind("改回形近错字", "PDF 字体映射错误造成的形近字改回，如“觃定”改为“规定”。"),
    "quotes": RepairKind("统一引号", "直角引号「」『』改为“”‘’。"),
    "stray": RepairKind("去掉多余问号", "去掉行首行末因丢失字符留下的问号。"),
    "lost_dash": RepairKind("连接号可能丢失", "两个年份连在一起，中间可能丢了连接号；按原样显示，不作为数字。"),
    "lost_year_mark": RepairKind("“年”字可能丢失", "年份和月份连在一起；按原样显示，不作为数字。"),
    "lost_bracket": RepairKind("括号可能丢失", "文号缺少一侧括号；按原样显示。"),
    "lost_mark": RepairKind("引号或书名号不成对", "一段里的引号、书名号缺了一半；按原样显示。"),
    "unreadable": RepairKind("无法识别的字符", "文件里的字节无法解读；按原样显示。"),
}
"""Kind of a repair → name and explanation, in the words readers see."""
