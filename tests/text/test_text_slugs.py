"""Readings, sort keys and address parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.readers.slugs import initial, initials, slug, sort_key, syllables, unique_slugs

PLACES = """漯河市 luo he shi|长治市 chang zhi shi|重庆市 chong qing shi|六安市 lu an shi|亳州市 bo zhou shi|番禺区 pan yu qu|乐清市 yue qing shi|浚县 xun xian
单县 shan xian|朝阳市 chao yang shi|蚌埠市 beng bu shi|丽水市 li shui shi|台州市 tai zhou shi|大埔县 da bu xian|荥阳市 xing yang shi|荥经县 ying jing xian
东阿县 dong e xian|莘县 shen xian|尉犁县 yu li xian|尉氏县 wei shi xian|歙县 she xian|黟县 yi xian|洪洞县 hong tong xian|忻州市 xin zhou shi|陕西省 shaan xi sheng
山西省 shan xi sheng|长子县 zhang zi xian|长海县 chang hai xian|都匀市 du yun shi|于都县 yu du xian|闵行区 min hang qu|涡阳县 guo yang xian|泌阳县 bi yang xian
珲春市 hun chun shi|霍林郭勒市 huo lin guo le shi|乌什县 wu shi xian|崆峒区 kong tong qu|龙圩区 long xu qu|大城县 dai cheng xian|大同市 da tong shi|六合区 lu he qu
马尾区 ma wei qu|汕尾市 shan wei shi|曾都区 zeng du qu|筠连县 jun lian xian|蔚县 yu xian|乐亭县 lao ting xian|乐陵市 lao ling shi|乐山市 le shan shi|厦门市 xia men shi
宕昌县 tan chang xian|犍为县 qian wei xian|柞水县 zha shui xian|渑池县 mian chi xian|铅山县 yan shan xian|盱眙县 xu yi xian|临朐县 lin qu xian|井陉县 jing xing xian
邳州市 pi zhou shi|鄄城县 juan cheng xian|茌平区 chi ping qu|郫都区 pi du qu|枞阳县 zong yang xian|砀山县 dang shan xian|栖霞市 qi xia shi|嵊州市 sheng zhou shi
睢宁县 sui ning xian|句容市 ju rong shi|藁城区 gao cheng qu|涿鹿县 zhuo lu xian|儋州市 dan zhou shi|攸县 you xian|耒阳市 lei yang shi|汨罗市 mi luo shi|溆浦县 xu pu xian
牟平区 mu ping qu|中牟县 zhong mu xian|鄱阳县 po yang xian|婺源县 wu yuan xian|吴堡县 wu bu xian|隰县 xi xian|繁峙县 fan shi xian|柏乡县 bai xiang xian|泊头市 bo tou shi
郯城县 tan cheng xian|邕宁区 yong ning qu|瑷珲区 ai hun qu|黄陂区 huang pi qu|浠水县 xi shui xian|蕲春县 qi chun xian|秭归县 zi gui xian|郧西县 yun xi xian|綦江区 qi jiang qu
西藏自治区 xi zang zi zhi qu|鄯善县 shan shan xian|莎车县 sha che xian|喀什市 ka shi shi|且末县 qie mo xian|勐海县 meng hai xian|蒙自市 meng zi shi|迪庆藏族自治州 di qing zang zu zi zhi zhou"""
NAMES = [line.split(" ", 1) for line in PLACES.replace("\n", "|").split("|")]


@pytest.mark.parametrize(("name", "reading"), NAMES, ids=[name for name, _ in NAMES])
def test_a_division_is_read_as_its_people_read_it(name: str, reading: str) -> None:
    assert sort_key(name, place=True) == reading


@pytest.mark.parametrize(
    ("term", "key"),
    [
        ("行政复议", "xing zheng fu yi"),
        ("证照分离", "zheng zhao fen li"),
        ("双下降", "shuang xia jiang"),
        ("联合调处机制", "lian he tiao chu ji zhi"),
        ("调研", "diao yan"),
        ("人民调解", "ren min tiao jie"),
        ("重大行政决策", "zhong da xing zheng jue ce"),
        ("长效机制", "chang xiao ji zhi"),
        ("负责人出庭应诉", "fu ze ren chu ting ying su"),
        ("行政执法", "xing zheng zhi fa"),
        ("行业监管", "hang ye jian guan"),
        ("行政诉讼败诉率", "xing zheng su song bai su lv"),
        ("率先", "shuai xian"),
        ("河长制", "he zhang zhi"),
        ("裁量基准", "cai liang ji zhun"),
        ("应急预案", "ying ji yu an"),
        ("12345热线", "12345 re xian"),
        ("“１＋７＋Ｎ”模式", "1 7 n mo shi"),
        ("App备案", "app bei an"),
    ],
)
def test_a_term_sorts_by_its_reading(term: str, key: str) -> None:
    assert sort_key(term) == key


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("漯河市", "L"),
        ("长治市", "C"),
        ("重庆", "C"),
        ("行政复议", "X"),
        ("证照分离", "Z"),
        ("12345热线", "#"),
        ("App", "A"),
        ("“双下降”", "S"),
        ("…", "#"),
        ("", "#"),
    ],
)
def test_a_word_is_filed_under_its_first_letter(word: str, letter: str) -> None:
    assert initial(word) == letter


def test_letters_of_all_syllables() -> None:
    assert initials("行政复议") == "xzfy"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("双下降", "shuangxiajiang"),
        ("双随机、一公开", "shuangsuijiyigongkai"),
        ("“1+7+N”政府法律顾问模式", "1-7-n-zhengfufalvguwenmoshi"),
        ("12345热线", "12345-rexian"),
        ("吕梁", "lvliang"),
    ],
)
def test_address_part(text: str, address: str) -> None:
    assert slug(text) == address


@given(st.text(max_size=40))
def test_an_address_part_is_never_empty_and_needs_no_quoting(text: str) -> None:
    made = slug(text)
    assert made
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in made)
    assert not made.startswith("-")


@given(st.text(alphabet="长重行调率降都乐单朝台1aＡ“”、 ", max_size=30))
def test_every_chinese_character_gives_one_syllable(text: str) -> None:
    chinese = sum("一" <= c <= "鿿" for c in text)
    assert (
        sum(not s.isdigit() and s not in {"a"} and not set(s) <= {"a", "1"} for s in syllables(text))
        == chinese
    )


@given(st.lists(st.text(alphabet="公示式试施法发罚", min_size=1, max_size=3), unique=True))
def test_unique_slugs_are_unique_in_any_order(names: list[str]) -> None:
    made = unique_slugs({name: slug(name) for name in names})
    assert len(set(made.values())) == len(names)
    assert made == unique_slugs({name: slug(name) for name in reversed(names)})
