"""Terms joined from files and definitions, and their mentions in texts."""

import itertools
from collections import Counter

import pytest
from corpus_made import entry, make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.corpus.terms.links import Linker
from site_builder.corpus.terms.terms import build_terms
from site_builder.model.facts import Document
from site_builder.model.report import Definition
from site_builder.model.span import Span
from site_builder.model.terms import Term, TermEntry


def definition(surface: str, line: int = 30, aliases: tuple[str, ...] = (), term: str = "") -> Definition:
    plain = term or (surface.strip("“”") if surface.startswith("“") and surface.endswith("”") else surface)
    return Definition(plain, aliases, f"{surface}的意思", Span(0, 1), line, "s9-p1", surface)


def terms(*entries: TermEntry, definitions: tuple[tuple[str, Definition], ...] = ()) -> tuple[Term, ...]:
    return build_terms(entries, definitions).terms


def linked(text: str, *known: Term) -> list[tuple[str, bool]]:
    """Surface of every mention and whether it is a link."""
    document = make_document(text)
    return [
        (mention.span.of(document.report.text), mention.linked)
        for mention in Linker(known).mentions(document)
    ]


TEN = ("双下降", "两所一庭", "四个周例会", "一网通办")


@pytest.mark.parametrize(
    ("entries", "text", "found"),
    [
        # longest match, leftmost
        (("行政复议", "行政复议法"), "贯彻行政复议法，办理行政复议案件。", ["行政复议法", "行政复议"]),
        (("知识产权", "国家知识产权局"), "国家知识产权局加强知识产权保护。", ["国家知识产权局", "知识产权"]),
        # quoted and unquoted
        (("双下降",), "推动行政诉讼“双下降”，实现双下降。", ["双下降", "双下降"]),
        (("“双下降”",), "推动行政诉讼双下降。", ["双下降"]),
        # never in a title
        (
            ("行政复议",),
            "贯彻《行政复议法》和《中华人民共和国行政复议法〈行政复议〉》，办理行政复议。",
            ["行政复议"],
        ),
        (("放管服",), "落实《关于深化“放管服”改革的意见》。", []),
        (("放管服",), "《没有写完的标题，深化“放管服”改革。", ["放管服"]),
        (("放管服",), "没有开头的标题》，深化“放管服”改革。", ["放管服"]),
        # Latin and digits are not cut
        (("1+7+N",), "推行1+7+N模式、11+7+N模式、1+7+NX模式。", ["1+7+N"]),
        (("App",), "App备案，HApp和Apple，开发App。", ["App", "App"]),
        # widths
        (("一件事（高效办成）",), "推进一件事(高效办成)。", ["一件事(高效办成)"]),
        (("双随机、一公开",), "推行“双随机、一公开”监管。", ["双随机、一公开"]),
    ],
)
def test_what_is_a_mention(entries: tuple[str, ...], text: str, found: list[str]) -> None:
    assert [surface for surface, _ in linked(f"# 一、举措\n{text}", *terms(*map(entry, entries)))] == found


def test_stop_contexts_match_and_mean_nothing() -> None:
    known = terms(entry("北大", avoid=("向我北大概",)), entry("三定", avoid=("三定律",)))
    assert linked("# 一\n我向我北大概说，北大的三定律和三定规定。", *known) == [
        ("北大", True),
        ("三定", True),
    ]


def test_headings_and_own_definitions_are_never_read() -> None:
    text = """
# 一、推进一网通办 | measures
推进一网通办。
## （一）一网通办的做法
再次推进一网通办。
# 名词解释 | glossary
= “一网通办”:指一网通办系统
一网通办的补充说明。
"""
    assert linked(text, *terms(entry("一网通办"))) == [("一网通办", True), ("一网通办", True)]


def test_the_first_in_each_section_becomes_the_link() -> None:
    text = "# 一\n一网通办，一网通办。\n又是一网通办。\n# 二\n一网通办。"
    assert linked(text, *terms(entry("一网通办"))) == [
        ("一网通办", True),
        ("一网通办", False),
        ("一网通办", False),
        ("一网通办", True),
    ]


def test_a_coined_word_of_two_characters_counts_only_in_its_marks() -> None:
    known = terms(
        definitions=(("luohe/2024", definition("“双违”治理")), ("luohe/2024", definition("“四电”平台")))
    )
    text = "# 一\n“双违”治理和“双违”整治，双违治理，人员双违反，四电平台，第四电厂。"
    assert [surface for surface, _ in linked(text, *known)] == ["“双违”治理", "双违", "双违治理", "四电平台"]


def test_a_mention_says_where_it_stands() -> None:
    document = make_document("# 一\n前一句。推进一网通办工作。\n# 二\n后一句。")
    (mention,) = Linker(terms(entry("一网通办"))).mentions(document)
    assert mention.sentence.of(document.report.text) == "推进一网通办工作。"
    assert (mention.anchor, mention.line, mention.section, mention.term) == ("s0-p1", 2, 0, "yiwangtongban")


def test_definitions_join_files_by_name_alias_and_coined_part() -> None:
    known = terms(
        entry("双下降", ("两降",)),
        entry("两所一庭"),
        definitions=(
            ("luohe/2024", definition("行政诉讼“双下降”")),
            ("xian/2023", definition("双下降", 12)),
            ("xian/2024", definition("“两降”", 12)),
            ("luohe/2024", definition("“两所一庭”联合调处机制", 40)),
            ("luohe/2024", definition("“四个周例会”", 33)),
        ),
    )
    by_name = {term.name: term for term in known}
    assert set(by_name) == {"双下降", "两所一庭", "四个周例会"}
    assert [d.report for d in by_name["双下降"].definitions] == ["luohe/2024", "xian/2023", "xian/2024"]
    assert by_name["四个周例会"].entry is None
    assert by_name["两所一庭"].definitions[0].line == 40


def test_two_places_may_define_one_term_differently_and_both_stay() -> None:
    (term,) = terms(
        definitions=(("luohe/2024", definition("“四张清单”", 8)), ("xiamen/2022", definition("四张清单", 9)))
    )
    assert [(d.report, d.line) for d in term.definitions] == [("luohe/2024", 8), ("xiamen/2022", 9)]


def test_a_coined_part_that_two_terms_share_belongs_to_neither() -> None:
    known = terms(
        definitions=(
            ("a/2024", definition("“1+7+N”政府法律顾问模式")),
            ("b/2024", definition("“1+7+N”述法格局")),
        )
    )
    assert [term.aliases for term in known] == [(), ()]


def problem_codes(*entries: TermEntry) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.text) for problem in build_terms(entries, ()).problems)


def test_collisions_are_reported_and_never_guessed() -> None:
    assert problem_codes(entry("甲乙"), entry("“甲乙”")) == [("G601", "甲乙")]
    assert problem_codes(entry("甲乙", ("丙丁",)), entry("戊己", ("丙丁",))) == [
        ("G602", "丙丁"),
        ("G602", "丙丁"),
    ]
    assert problem_codes(entry("甲乙", ("戊己",)), entry("戊己")) == [("G602", "戊己")]
    assert problem_codes(entry("甲乙", see_also=("戊己", "没有")), entry("戊己")) == [("G603", "没有")]
    assert problem_codes(entry("公示"), entry("公式")) == [("G607", "公式"), ("G607", "公示")]
    assert problem_codes(entry("公示"), entry("公式", slug="gongshi-2")) == []
    assert problem_codes(entry("甲乙", ("丙丁",)), entry("戊己", ("庚辛",))) == []
    stolen = terms(entry("甲乙", ("戊己",)), entry("戊己"))
    assert [(t.name, t.aliases) for t in stolen] == [("甲乙", ()), ("戊己", ())]


WORDS = ("行政", "行政复议", "复议", "行政复议法", "议案", "“双”降", "双降", "一网通办", "网通", "通办")


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), unique=True, min_size=1),
    st.text(alphabet="行政复议法案双降一网通办“”《》。", max_size=60),
    st.randoms(),
)
def test_the_order_of_terms_and_definitions_never_matters(names: list[str], text: str, random) -> None:  # type: ignore[no-untyped-def]
    definitions = [("a/2024", definition(name)) for name in names[::2]] + [
        ("b/2023", definition(name)) for name in names[:3]
    ]
    entries = [entry(name, aliases=("别" + name,)) for name in names[1::2]]
    one = build_terms(entries, definitions)
    random.shuffle(entries)
    random.shuffle(definitions)
    other = build_terms(entries, definitions)
    assert one.terms == other.terms
    assert Counter(one.problems) == Counter(other.problems)
    document = make_document(f"# 一\n{text}。")
    shuffled = list(one.terms)
    random.shuffle(shuffled)
    assert Linker(one.terms).mentions(document) == Linker(shuffled).mentions(document)


def brute_force(document: Document, words: list[str]) -> list[Span]:
    """Leftmost, longest, outside 《…》, by trying every word everywhere."""
    text, out, position = document.report.text, [], document.report.paragraphs[0].span.start
    while position < len(text):
        word = max((w for w in words if text.startswith(w, position)), key=len, default="")
        depth = text.count("《", 0, position) - text.count("》", 0, position)
        if word and depth == 0:
            out.append(Span(position, position + len(word)))
        position += len(word) or 1
    return out


@settings(deadline=None)
@given(
    st.lists(st.text(alphabet="甲乙丙丁戊", min_size=2, max_size=4), unique=True, min_size=1, max_size=6),
    st.lists(st.sampled_from("甲乙丙丁戊"), max_size=40),
    st.integers(0, 40),
)
def test_the_automaton_finds_what_trying_every_word_finds(
    words: list[str], letters: list[str], cut: int
) -> None:
    text = (
        "".join(letters[:cut])
        + "《"
        + "".join(letters[cut : cut + 6])
        + "》"
        + "".join(letters[cut + 6 :])
        + "。"
    )
    document = make_document(f"# 一\n{text}")
    found = [mention.span for mention in Linker(terms(*map(entry, words))).mentions(document)]
    assert found == brute_force(document, words)


def test_no_terms_no_mentions() -> None:
    assert Linker(()).mentions(make_document("# 一\n一网通办。")) == ()


def test_hostile_paragraphs_take_linear_time() -> None:
    known = terms(*(entry("甲" * n) for n in range(2, 40)))
    text = "甲" * 200_000 + "《" * 50_000
    assert len(linked(f"# 一\n{text}", *known)) == 200_000 // 39 + (200_000 % 39 > 1)


def test_permutations_of_three_claims_settle_alike() -> None:
    entries = (entry("甲乙", ("丙丁",)), entry("丙丁", ("甲乙",)), entry("戊己", ("丙丁", "甲乙")))
    results = {build_terms(order, ()).terms for order in itertools.permutations(entries)}
    assert len(results) == 1


def addresses(
    *entries: TermEntry, definitions: tuple[tuple[str, Definition], ...] = ()
) -> tuple[dict[str, str], list[tuple[str, str, int, str]]]:
    made = build_terms(entries, definitions)
    told = sorted((problem.code, problem.file, problem.line, problem.text) for problem in made.problems)
    return {term.name: term.slug for term in made.terms}, told


BAD_SLUGS = [
    "../about",
    "子词 a/b",
    "Gong-shi",
    "gong_shi",
    "-gong",
    "gong--shi",
    "a/b",
    ".",
    "glossary/",
    "unexplained",
    "by-letter",
    "g" * 201,
]


@pytest.mark.parametrize("slug", BAD_SLUGS)
def test_a_stated_slug_that_can_be_no_address_is_told_and_not_used(slug: str) -> None:
    found, told = addresses(entry("公示", slug=slug, lines=(("term", 2), ("slug", 4))), entry("好差评"))
    assert found == {"公示": "gongshi", "好差评": "haochaping"}
    assert told == [("G612", "glossary/公示.md", 4, slug)]


def test_a_stated_slug_never_moves_the_term_that_has_the_address_by_its_name() -> None:
    stating = entry("好差评", slug="gongshi", lines=(("slug", 3),))
    found, told = addresses(entry("公示"), stating)
    assert found == {"公示": "gongshi", "好差评": "haochaping"}
    assert told == [("G613", "glossary/好差评.md", 3, "gongshi")]
    assert addresses(stating, definitions=(("luohe/2024", definition("公示")),))[0] == {
        "公示": "gongshi",
        "好差评": "haochaping",
    }


def test_what_is_refused_does_not_move_a_term_of_the_same_reading_either() -> None:
    for slug, code in (("gongshi", "G613"), ("../x", "G612")):
        found, told = addresses(entry("公示"), entry("公式", slug=slug))
        assert found == {"公示": "gongshi", "公式": "gongshi-f3fc"}
        assert [each[:2] for each in told] == [(code, "glossary/公式.md")]


def test_a_term_whose_stated_slug_is_refused_has_the_address_of_its_name() -> None:
    for slug in ("../x", "haochaping"):
        found, told = addresses(entry("公示", slug=slug), entry("双下降", slug="gongshi"), entry("好差评"))
        assert found == {"公示": "gongshi", "双下降": "shuangxiajiang", "好差评": "haochaping"}
        assert {each[1] for each in told} == {"glossary/公示.md", "glossary/双下降.md"}


def test_an_address_with_a_hash_is_taken_as_any_other() -> None:
    found, told = addresses(entry("公示"), entry("公式"), entry("好差评", slug="gongshi-cff9"))
    assert found == {"公示": "gongshi-cff9", "公式": "gongshi-f3fc", "好差评": "haochaping"}
    assert [each[0] for each in told] == ["G607", "G607", "G613"]


def test_two_files_that_state_one_slug_are_both_told() -> None:
    found, told = addresses(entry("公示", slug="shi"), entry("好差评", slug="shi"))
    assert found == {"公示": "gongshi", "好差评": "haochaping"}
    assert [each[:2] for each in told] == [("G613", "glossary/公示.md"), ("G613", "glossary/好差评.md")]


def test_no_term_takes_the_address_of_another_page_or_one_no_file_system_can_hold() -> None:
    long = "“" + "行政复议" * 60 + "”"
    found, told = addresses(
        definitions=(("luohe/2024", definition("Unexplained")), ("luohe/2024", definition(long)))
    )
    assert found["Unexplained"].startswith("unexplained-")
    assert max(map(len, found.values())) <= 200
    assert told == []
