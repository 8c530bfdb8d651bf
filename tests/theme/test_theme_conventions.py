"""What an operator forgets: fields of a government footer, identification codes that are examples."""

import pytest
from msgspec.structs import replace

from site_builder.conventions import REQUIRED, convention_problems
from site_builder.model.corpus import SiteIdentity
from site_builder.problem_catalogue import CATALOGUE

WHOLE = SiteIdentity(
    "某市平台", "https://fz.xx.gov.cn/", "", "official", "某市司法局", "0123-4567890", "4111000001", "豫ICP备00000000号", "豫公网安备1号",
    "https://zfwzgl.www.gov.cn/x", "https://bszs.conac.cn/x",
)  # fmt: skip


def codes(portal: SiteIdentity) -> list[tuple[str, str]]:
    return [(problem.code, problem.text) for problem in convention_problems(portal, "mkdocs.yml")]


def test_a_complete_government_site_has_nothing_to_mend() -> None:
    assert codes(WHOLE) == []


@pytest.mark.parametrize("option", REQUIRED)
def test_every_missing_field_of_the_footer_is_named(option: str) -> None:
    assert codes(replace(WHOLE, **{option: " "})) == [("X921", option)]


@pytest.mark.parametrize("code", ["1304000009", "4200000016", "3100000087", "5101320017", "bm07000001"])
def test_real_identification_codes_pass(code: str) -> None:
    assert codes(replace(WHOLE, site_id_code=code)) == []


@pytest.mark.parametrize(
    "code",
    [
        "0000000000",
        "1111111111",
        "1234567890",
        "bm00000000",
        "N123456789",
        "411100000",
        "４１１１０００００１",
        "9911000001",
    ],
)
def test_placeholders_and_other_forms_do_not(code: str) -> None:
    assert codes(replace(WHOLE, site_id_code=code)) == [("X922", code)]


def test_an_independent_site_is_asked_for_its_address_only() -> None:
    assert codes(SiteIdentity("读本", "", "", "independent")) == [("X923", "site_url")]
    assert codes(SiteIdentity("读本", "https://a.org/", "", "independent")) == []


def test_addresses_of_a_government_site() -> None:
    assert codes(replace(WHOLE, url="")) == [("X924", "site_url")]
    assert codes(replace(WHOLE, url="https://fz.example.com/")) == [("X925", "fz.example.com")]
    assert codes(replace(WHOLE, error_report_url="javascript:alert(1)")) == [("X926", "error_report_url")]


def test_what_a_government_site_lacks_stops_a_strict_build() -> None:
    assert {CATALOGUE[code].severity for code in ("X921", "X922", "X924", "X926")} == {"warning"}
