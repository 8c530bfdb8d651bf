"""Readings that pypinyin gets wrong or leaves to chance: words of places and of government, with their right
pinyin. Tables, for review.

Place readings: every character of the 3,348 divisions with more than one reading was looked at, with the
reading pypinyin chose for each name; what was wrong stands here. The results are frozen in the third column
of the table of divisions, so that a new pypinyin never moves an address.
"""

PLACE_READINGS: dict[str, str] = {
    # single characters: the reading they have in all divisions but those below
    "长": "chang", "都": "du", "勒": "le", "什": "shi", "伽": "jia", "珲": "hun", "圩": "xu", "峒": "tong", "棱": "ling", "佛": "fo", "番": "fan",
    # provinces, cities
    "陕西": "shaan xi", "漯河": "luo he", "重庆": "chong qing", "六安": "lu an", "亳州": "bo zhou", "朝阳": "chao yang", "蚌埠": "beng bu",
    "丽水": "li shui", "台州": "tai zhou", "忻州": "xin zhou", "厦门": "xia men", "番禺": "pan yu",
    # counties and districts
    "乐清": "yue qing", "乐亭": "lao ting", "乐陵": "lao ling", "南乐": "nan le", "民乐": "min le", "浚县": "xun xian", "单县": "shan xian", "大埔": "da bu",
    "荥阳": "xing yang", "荥经": "ying jing", "东阿": "dong e", "莘县": "shen xian", "尉犁": "yu li", "歙县": "she xian", "黟县": "yi xian",
    "洪洞": "hong tong", "长子县": "zhang zi xian", "大城县": "dai cheng xian", "六合": "lu he", "浪卡子": "lang ka zi", "召陵": "shao ling",
    "红寺堡": "hong si bu", "吴堡": "wu bu", "马尾": "ma wei", "繁峙": "fan shi", "曾都": "zeng du", "万柏林": "wan bai lin", "泊头": "bo tou",
    "泌阳": "bi yang", "涡阳": "guo yang", "筠连": "jun lian", "茄子河": "qie zi he", "蚌山": "beng shan", "闵行": "min hang", "覃塘": "qin tang",
    "宕昌": "tan chang", "丹棱": "dan leng", "乐都": "le du", "蔚县": "yu xian", "柏乡": "bai xiang", "中牟": "zhong mu", "牟平": "mu ping",
    "牟定": "mou ding", "尉氏": "wei shi", "宝坻": "bao di", "临朐": "lin qu", "盱眙": "xu yi", "铅山": "yan shan", "枞阳": "zong yang",
    "犍为": "qian wei", "柞水": "zha shui", "郫都": "pi du", "渑池": "mian chi", "武陟": "wu zhi", "行唐": "xing tang", "井陉": "jing xing",
    "茌平": "chi ping", "鄄城": "juan cheng", "瀍河": "chan he", "猇亭": "xiao ting", "郏县": "jia xian", "浉河": "shi he", "砀山": "dang shan",
    "濉溪": "sui xi", "隰县": "xi xian", "陂": "pi",
}  # fmt: skip
"""For names of divisions."""

WORD_READINGS: dict[str, str] = {
    **{word: reading for word, reading in PLACE_READINGS.items() if len(word) > 1},
    "勒": "le",
    "长治久安": "chang zhi jiu an", "长效": "chang xiao", "长治": "chang zhi", "长春": "chang chun", "长沙": "chang sha", "长三角": "chang san jiao",
    "市长": "shi zhang", "县长": "xian zhang", "区长": "qu zhang", "局长": "ju zhang", "厅长": "ting zhang", "河长": "he zhang", "林长": "lin zhang",
    "链长": "lian zhang", "首长": "shou zhang", "会长": "hui zhang", "院长": "yuan zhang", "所长": "suo zhang", "网格长": "wang ge zhang",
    "行政": "xing zheng", "行业": "hang ye", "银行": "yin hang", "一行": "yi hang", "执行": "zhi xing", "行刑": "xing xing",
    "重大": "zhong da", "重点": "zhong dian", "重复": "chong fu", "重新": "chong xin", "双重": "shuang chong", "三重": "san chong",
    "调解": "tiao jie", "调处": "tiao chu", "调停": "tiao ting", "联调": "lian tiao", "诉调": "su tiao", "访调": "fang tiao", "警调": "jing tiao",
    "裁调": "cai tiao", "调审": "tiao shen", "调裁": "tiao cai", "调研": "diao yan", "调查": "diao cha", "督查": "du cha", "复查": "fu cha",
    "处罚": "chu fa", "处置": "chu zhi", "处理": "chu li", "应诉": "ying su", "应急": "ying ji", "相应": "xiang ying", "供给": "gong ji",
    "率": "lv", "率先": "shuai xian", "表率": "biao shuai", "分类": "fen lei", "量化": "liang hua", "裁量": "cai liang", "降": "jiang",
    "便民": "bian min", "还款": "huan kuan", "奖补": "jiang bu", "差评": "cha ping", "容缺": "rong que", "不见面": "bu jian mian",
    "码上": "ma shang", "一码": "yi ma", "都市": "du shi", "率领": "shuai ling", "成都": "cheng du", "首都": "shou du", "数据": "shu ju", "参与": "can yu", "给予": "ji yu",
    "调整": "tiao zheng", "行动": "xing dong", "暂行": "zan xing", "另行": "ling xing", "特色": "te se",
}  # fmt: skip
"""For terms, titles and everything else."""
