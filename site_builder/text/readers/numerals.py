"""Chinese and mixed numerals → Decimal, or None: never a guess at a string that is not a number.

Only the reading of a numeral lives here; whether a numeral in running text *is* a quantity (一批, 三级,
双随机 are not) is decided in `extract/numbers/quantities.py`.
"""

from decimal import Decimal

HAN_DIGIT_VALUES = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "俩": 2}
"""`○` (U+25CB) is the usual substitute for 〇 in document numbers typed without an input method for it."""
HAN_DIGIT_VALUES |= {c: i for i, c in enumerate("0123456789")} | {
    c: i for i, c in enumerate("０１２３４５６７８９")
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
MAX_NUMERAL_CHARS = 40
"""No numeral of a report comes near 40 characters; longer input is refused so that hostile text costs
nothing."""


def chinese_number(numeral: str) -> Decimal | None:
    """The value of a numeral in Chinese characters, Arabic digits, or both; None if it is not wholly a
    numeral.

    >>> chinese_number("四十二"), chinese_number("两万三千"), chinese_number("43.6万"), chinese_number("1,162")
    (Decimal('42'), Decimal('23000'), Decimal('436000'), Decimal('1162'))
    >>> chinese_number("二〇二四"), chinese_number("百分之九十"), chinese_number("几十")
    (Decimal('2024'), None, None)
    """
    text = numeral.replace(",", "").replace("，", "").replace("．", ".").strip()
    if not text or text[0] in ".点" or len(text) > MAX_NUMERAL_CHARS:
        return None
    if text[-1] in "半":
        whole = chinese_number(text[:-1]) if len(text) > 1 else Decimal(0)
        return None if whole is None else whole + Decimal("0.5")
    for mark in ("亿", "万"):
        head, found, tail = text.partition(mark)
        if found:
            return _scaled(head, tail, LARGE[mark])
    return _below_wan(text)


def _scaled(head: str, tail: str, factor: int) -> Decimal | None:
    """`4.1万`, `两万三千`, `1.2万亿`, colloquial `三万五` (=35,000): the part before the mark times the mark,
    plus the rest."""
    if tail in LARGE:
        return _scaled(head, "", factor * LARGE[tail])
    before = chinese_number(head)
    if before is None:
        return None
    if not tail:
        return (
            (before * factor).normalize() + 0
            if before * factor == (before * factor).to_integral_value()
            else before * factor
        )
    after = chinese_number(tail)
    if after is None or after >= factor:
        return None
    if len(tail) == 1 and tail in HAN_DIGIT_VALUES and tail not in "0０〇零○":
        after *= factor // 10
    return before * factor + after


def _below_wan(text: str) -> Decimal | None:
    """Digits with at most one point, digits only (`二〇二四`), or 十/百/千 notation; `百` and `千` may not
    open a numeral."""
    if "." in text or "点" in text:
        whole, _, fraction = text.replace("点", ".").partition(".")
        left = _below_wan(whole)
        if left is None or not fraction or any(c not in HAN_DIGIT_VALUES for c in fraction):
            return None
        return Decimal(f"{left}.{''.join(str(HAN_DIGIT_VALUES[c]) for c in fraction)}")
    if all(c in HAN_DIGIT_VALUES for c in text):
        return Decimal("".join(str(HAN_DIGIT_VALUES[c]) for c in text))
    return _with_units(text)


def _with_units(text: str) -> Decimal | None:
    """十/百/千 notation: units must fall, a digit before each (十 may open alone), and 三百二 means 320."""
    total, digit, limit = 0, None, 10**5
    last_unit = 0
    run = ""
    for c in text:
        if c in HAN_DIGIT_VALUES:
            if run and not (c.isdigit() and run[-1].isdigit()) and run not in "零〇○":
                return None
            run = c if run in ("零", "〇", "○") else run + c
            digit = int("".join(str(HAN_DIGIT_VALUES[x]) for x in run))
        elif c in SMALL:
            unit = SMALL[c]
            if unit >= limit or (digit is None and not (unit == 10 and not total)) or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            limit, last_unit, digit, run = unit, unit, None, ""
        else:
            return None
    if digit is not None:
        if digit >= limit:
            return None
        colloquial = (
            last_unit >= 100 and len(run) == 1 and "零" not in text and "〇" not in text and "○" not in text
        )
        total += digit * (last_unit // 10 if colloquial else 1)
    return Decimal(total)
