"""Personal data that are known by the words around them: a table of named patterns, each with its reason and
with examples.

A pattern is matched against words in which every character has its plain width (`plain_width`): full-width
digits and letters, all blanks, dashes and dots have become ASCII, one character for one. `(?P<datum>…)` is
what must be masked. What a number is by its own form stands in `personal_numbers`.
"""

import re
from typing import NamedTuple

PLATE_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_COUNTED = (
    "件|次|人(?!员|民)|张(?!先生|女士|律师|主任|某)|本(?!人|局|市|县|区)|个(?!人|体)|条|笔|元|户(?!籍|主)|家(?!住|庭|属|长)|起|份|项|批|场|篇|部|期|平方|公里|吨|册|辆|套|台|枚|例|宗|处"
    "|名(?!字|为)|位|种|类|%|亩|米|千|百|万|亿|余|多|证次|美元"
)
PERSONAL_RULES_COUNTED = re.compile(rf" ?(?:[.][0-9]{{1,4}} ?)?(?:{_COUNTED})")
"""Behind a number: it is an amount"""
NUMBER_OF = r"[(]?(?:身份)?(?:号码|號碼|编号|证号|号|ID)?[为是: (\"“]{0,3}"
"""Between the name of a paper and its number"""
_DAY = r"(?:19|20)[0-9]{2} ?[年\-/. ] ?[0-9]{1,2} ?[月\-/. ] ?[0-9]{1,2} ?日?"
_HAN_DAY = r"[一二][九〇○零]?[〇○零一二三四五六七八九]{2,3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎武贺赖龚"
_NO_NAME = (
    "陈述|陈诉|周边|周围|周期|周岁|张贴|马上|程序|许可|许多|何时|何种|何地|毛发|罗列|黄疸|谢绝|孙子|孙女|余下|余款|夏季|秋季|史料|顾虑|顾问|段落|"
    "汤药|康复|武装|贺信|林业|田间|龙头|曾经|曾有|曾被|曾因|曾在|曾多|程度|丁克|钱款|钱财|叶酸"
)
_NAME = rf"(?!{_NO_NAME})[{_SURNAMES}][\u4e00-\u9fff](?:(?![在被的要违脱提完投受因])[\u4e00-\u9fff])?"
_ROLES = "未成年(?:被害)?人|患者|被害人|受害人|社区矫正对象|社区矫正人员|戒毒人员|感染者|确诊病例"
_PERSONAL_RULES_UNIT = r"(?:[0-9]{1,5}|[一二三四五六七八九十]{1,3}) ?(?:-[0-9]{1,4}){0,3} ?#? ?"
_LODGING = (
    rf"(?:{_PERSONAL_RULES_UNIT}(?:号|室|单元|栋|幢|房|村民组|组|社|舍|座|楼)|[A-Z]"
    r" ?[座栋]|[东西南北中]户|[0-9]{1,3}-[0-9]{1,3}-[0-9]{2,4})"
)
_PLACED = r"[^。;\n|]{0,46}?[省市区县州旗镇乡村街路道巷弄苑园寨庄][^。;\n|]{0,30}?"
_AT_HOME = "家住|现住址?|住址|居住地址?|现居住?于|居住于|现居住地|租住[于在]?|暂住[地于]|户籍(?:所在)?地址?|户籍住址|家庭(?:住|地)址|经常居住地|身份证住址"


class PersonalDataRule(NamedTuple):
    """One kind of words that tell of a person."""

    id: str
    code: str
    cue: str
    """Which cheap sign leads to it, see `privacy`: digits · home · birth · name · mail · account"""
    pattern: str
    """With a group `datum`"""
    why: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    unless_before: str = ""
    """What must not end right before the match"""
    unless_after: str = ""
    """What must not stand right behind it"""


RULES = (
    PersonalDataRule(
        "passport", "D808", "digits", rf"护照{NUMBER_OF}(?P<datum>[A-Za-z]{{0,2}}[ -]?[0-9](?:[ ]?[0-9A-Za-z]){{6,8}})(?![0-9A-Za-z])",
        "护照号码：公民普通护照为 E、G 等字母加八位，外国护照多为七至九位字母数字",
        ("护照号：E12345678", "护照 E 12345678", "护照(L898902C3)"), ("护照业务12345678件", "护照123456本", "护照12345678件"), unless_after=PERSONAL_RULES_COUNTED.pattern,
    ),
    PersonalDataRule(
        "travel-permit", "D808", "digits",
        rf"(?:通行证|回乡证|台胞证|出入境证件|居留许可){NUMBER_OF}(?P<datum>[A-Z]{{0,2}}[0-9]{{7,10}})(?![0-9A-Za-z])",
        "港澳居民来往内地、往来港澳、台湾居民来往大陆的通行证：字母加八位或十位；居留许可号",
        ("往来港澳通行证C12345678", "台胞证 0123456789", "回乡证号:M0123456701", "出入境证件号码:EB7654321", "居留许可号 F0123456"),
        ("签发港澳通行证1234567张", "通行证“全国通办”12345678证次"), unless_after=PERSONAL_RULES_COUNTED.pattern,
    ),
    PersonalDataRule(
        "residence-permit", "D808", "digits", rf"永久居留(?:身份)?证?{NUMBER_OF}(?P<datum>[A-Z]{{3}}[0-9]{{12}}|9[0-9]{{17}})(?![0-9A-Za-z])",
        "外国人永久居留身份证：三个字母加十二位，2023年版为 9 开头的十八位",
        ("外国人永久居留身份证号:USA123456789012", "永久居留证 911124198108030024"), ("永久居留外国人123人",),
    ),
    PersonalDataRule(
        "officer-card", "D808", "digits", r"军官证[^0-9。\n]{0,8}(?P<datum>[0-9]{6,8})(?![0-9])",
        "军官证号", ("军官证号:军字第1234567号",), ("军官证优待1234人",), unless_after=PERSONAL_RULES_COUNTED.pattern,
    ),
    PersonalDataRule(
        "plate", "D804", "digits",
        rf"(?P<datum>[{PLATE_PROVINCES}][ ]?[A-HJ-NP-Za-hj-np-z][ .-]?(?=[A-Za-z]*[0-9][0-9A-Za-z]*[0-9])(?:[A-HJ-NP-Za-hj-np-z0-9]{{5,6}}(?![0-9A-Za-z])|[A-HJ-NP-Za-hj-np-z0-9]{{4}}[挂学警港澳]))",
        "号牌（GA 36）：省、自治区、直辖市简称加发牌机关代号加五位，新能源六位；挂、学、警、港、澳作末位",
        ("豫A12345", "京A·12345".replace("·", "."), "豫 a12345", "粤Z1234港", "沪AF12345", "豫L1234警", "川A7K35挂"), ("皖B12345项目", "苏A级景区12345家", "京G12345工程"),
        unless_after=r" ?号?(?:项目|工程|标段|[类级]|文件?|公告|平台|热线|地块|宗地|型|规划|线|公路|高速|批次|段)",
    ),
    PersonalDataRule(
        "home-phone", "D815", "digits", r"(?:家庭电话|宅电|住宅电话)[: ]{0,2}(?P<datum>0[0-9]{2,3} ?-? ?[0-9]{7,8})(?![0-9])",
        "住宅电话；单位电话是应当公开的", ("家庭电话:0395-2123456", "宅电 0371-65551234"), ("办公电话:0395-2123456",),
    ),
    PersonalDataRule(
        "qq", "D811", "account", r"[Qq]{2} ?(?:号码?)?[^0-9A-Za-z。,;\n群]{0,3}(?P<datum>[1-9][0-9]{5,10})(?![0-9])",
        "QQ 号", ("QQ:123456789", "qq 987654321", "QQ号12345678"), ("QQ群服务企业1234567家次", "QQ12345678人"), unless_before="官方", unless_after=PERSONAL_RULES_COUNTED.pattern,
    ),
    PersonalDataRule(
        "wechat", "D811", "account",
        r"(?:微信 ?(?:号码?|ID|id)?|[Ww]e[Cc]hat|wx号?|抖音 ?(?:号|ID)?)[为是: (]{0,3}(?P<datum>[A-Za-z][A-Za-z0-9_-]{5,19}(?: ?[A-Za-z0-9]+)?)(?![A-Za-z0-9_])",
        "微信号、抖音号；官方账号和公众号是公开的",
        ("微信号:zhang_wei_1990", "微信:li19881212", "加微信wang-xiaoer88", "WeChat: lawyer_chen"), ("微信公众号:lh_sfj2019", "官方微信号:lhszffzb", "微信小程序"),
        unless_before="官方|政务|公众|本局|单位",
    ),
    PersonalDataRule(
        "mail", "D810", "mail", r"(?P<datum>[A-Za-z0-9][A-Za-z0-9._%+-]{1,40} ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
        "电子邮箱；机关的邮箱由所在的话和域名认出，见 privacy.official_mail", ("wangmou@qq.com", "zhou @ qq.com"), ("@各区县", "12345@"),
    ),
    PersonalDataRule(
        "home", "D812", "home", rf"(?:{_AT_HOME})(?:为|是|在|于)?[: ]{{0,2}}(?P<datum>{_PLACED}{_LODGING}(?:{_LODGING}|[0-9]{{3,4}})*)",
        "写明到门牌、单元、室的住址",
        ("家住漯河市柳江路12号3号楼2单元501室", "户籍地:安徽省阜阳市三合镇李庄村委会东李12号", "家住翠湖小区12栋2单元401", "住址:漯河市某小区3号楼一单元六楼东户"),
        ("家住农村的1234户群众", "居住地社区矫正机构", "办公地址:府前街15号2号楼306室", "现住人口核查12345人"),
    ),
    PersonalDataRule(
        "lodging", "D812", "home",
        rf"(?<![居家现])住(?!房|建|宅|院|户|保|所|宿|址|在地)(?P<datum>{_PLACED}{_LODGING}(?:{_LODGING}|[0-9]{{3,4}})*)",
        "法律文书里“某某，住某地某号”",
        ("当事人李某，住上海市静安区延长路149弄7号602室".replace("，", ","), "申请人住石家庄市桥西区裕华西路66号"), ("住房和城乡建设局3号文件", "住宅小区2单元"),
        unless_after=" ?(?:文件|公告|令|台风)",
    ),
    PersonalDataRule(
        "mail-address", "D812", "home",
        rf"(?:收货|通讯|通信|送达|邮寄|住所)(?:地址?)[为是: ]{{0,2}}(?P<datum>{_PLACED}(?:{_PERSONAL_RULES_UNIT}(?:单元|栋|幢|舍|室|号楼)|小区|公寓|家园|花园)(?:{_LODGING}|[0-9]{{3,4}})*)",
        "个人的收件、送达地址：写到楼栋单元的",
        ("收货地址:成都市武侯区科华北路65号望江小区12幢3单元9号", "送达地址:武汉市洪山区珞喻路1037号紫菘公寓12栋508"),
        ("通信地址:昆明市西山区秀苑路188号,邮政编码650118", "收件地址:市司法局行政复议科"), unless_before="单位|机关|办公",
    ),
    PersonalDataRule(
        "birth", "D813", "birth", rf"(?P<datum>(?:{_DAY}|{_HAN_DAY}) ?(?:出生|(?<=日)生))(?!的新|的婴|的儿|的人|的居|的公|的孩|后|前|以后|之|产|活|态|效)",
        "出生年月日", ("1990年3月7日出生", "男,1975年6月12日生,", "1992/03/08出生"), ("2023年3月7日出生的新生儿", "2023年12月31日前出生的婴儿", "1949年10月1日成立"),
    ),
    PersonalDataRule(
        "born", "D813", "birth", rf"(?:出生(?:年月日?|日期|时间|于)|生于|生日)[为是: ]{{0,3}}(?P<datum>{_DAY}|{_HAN_DAY}|(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))",
        "出生年月日", ("出生日期:1988-04-15", "女,生于1969年7月18日", "出生于一九八五年十月三日", "出生日期:19880415"), ("出生日期、性别等信息更正", "党的生日7月1日"),
    ),
    PersonalDataRule(
        "named-person", "D814", "name", rf"(?:{_ROLES})(?P<datum>{_NAME})(?=[(,。;、 在被的要违脱提完投受因]|$)",
        "未成年人、患者、被害人、社区矫正对象、戒毒人员的姓名；写成“张某某”的已经隐去",
        ("未成年人王小明在网吧", "患者李建国(男", "被害人刘芳(17岁)", "社区矫正对象周大伟脱管", "戒毒人员马超完成康复"),
        ("患者张某某与某医院", "被害人陈述、证人证言", "被害人王某申请", "患者可就近申请", "未成年人检察", "患者王×诉"),
        unless_after="",
    ),
    PersonalDataRule(
        "child", "D814", "name", rf"(?<![\u4e00-\u9fff])(?:学生|儿童|幼儿|女童|男童)?(?P<datum>{_NAME})[(,] ?(?:[男女] ?,? ?)?[0-9]{{1,2}}岁",
        "写明年龄的姓名", ("学生王子涵(9岁)", "杨洋,女,8岁"), ("张某某,男,36岁", "李某(9岁)"),
    ),
)  # fmt: skip
"""In every name 某, × and the like are no given name: see ANONYMOUS in `privacy`."""
