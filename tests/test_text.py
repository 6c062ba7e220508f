"""Vietnamese text: golden examples from law and usage, properties over all numbers."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs import text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (101, "một trăm linh một"),
        (110, "một trăm mười"),
        (1005, "một nghìn không trăm linh năm"),
        (1010, "một nghìn không trăm mười"),
        (1015, "một nghìn không trăm mười lăm"),
        (2007, "hai nghìn không trăm linh bảy"),
        (1_200_000, "một triệu hai trăm nghìn"),
        (50_000_000, "năm mươi triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert text.number_in_words(number) == words


@given(st.integers(1, 10**12))
def test_words_of_a_number_can_be_read_back(number: int) -> None:
    assert _read(text.number_in_words(number)) == number


def _read(words: str) -> int:
    units = {w: n for n, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])} | {
        "mốt": 1,
        "lăm": 5,
    }
    scales = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
    total = group = digit = 0
    for word in words.split():
        if word in units:
            digit = units[word]
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word in scales:
            total = (total + group + digit) * scales[word] if word == "tỷ" else total + (group + digit) * scales[word]
            group = digit = 0
    return total + group + digit


def test_money_in_words_ends_the_way_receipts_do() -> None:
    assert text.money_in_words(45_500_000) == "Bốn mươi lăm triệu năm trăm nghìn đồng chẵn"
    assert text.money_in_words(1_005) == "Một nghìn không trăm linh năm đồng"


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (datetime.date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
        (datetime.date(2019, 6, 29), "ngày 29 tháng 6 năm 2019", "29/6/2019"),
        (datetime.date(2007, 8, 24), "ngày 24 tháng 8 năm 2007", "24/8/2007"),
        (datetime.date(2007, 12, 9), "ngày 09 tháng 12 năm 2007", "09/12/2007"),
    ],
)
def test_dates_have_zeros_for_days_below_ten_and_months_one_and_two_only(
    day: datetime.date, long: str, short: str
) -> None:
    assert text.long_date(day) == long
    assert text.short_date(day) == short


def test_unknown_dates_leave_room_to_write() -> None:
    assert text.short_date(None) == "…/…/……"
    assert text.long_date(None, 2007).endswith("năm 2007")


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        ("0.5", "working_day", "½ ngày làm việc"),
        ("1", "day", "01 ngày"),
        ("1.5", "day", "1,5 ngày"),
        ("5", "working_day", "05 ngày làm việc"),
        ("25", "day", "25 ngày"),
    ],
)
def test_time_limits_in_words(amount: str, unit: str, words: str) -> None:
    assert text.days(Decimal(amount), unit) == words


def test_numbers_take_a_dot_for_thousands_and_a_comma_for_decimals() -> None:
    assert text.number(Decimal("1234567.5")) == "1.234.567,5"
    assert text.money(1_000_000) == "1.000.000"
    assert text.number(Decimal("100")) == "100"


def test_list_letters_skip_those_that_papers_skip() -> None:
    assert "".join(text.letter(i) for i in range(11)) == "abcdđeghikl"


def test_order_is_that_of_a_vietnamese_dictionary() -> None:
    words = ["QT.10", "đa", "dá", "ân", "QT.2", "da", "dạ", "ăn", "dà", "an"]
    assert sorted(words, key=text.sort_key) == ["an", "ăn", "ân", "da", "dà", "dá", "dạ", "đa", "QT.2", "QT.10"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("QT 01/CX-HCTP Đăng ký: khai sinh?", "QT 01-CX-HCTP Đăng ký khai sinh.docx"),
        ("CON", "CON_.docx"),
        ("kết thúc. ", "kết thúc.docx"),
    ],
)
def test_file_names_are_safe_on_windows(stem: str, name: str) -> None:
    assert text.file_name(stem, ".docx") == name


@given(st.text(min_size=1, max_size=300))
def test_file_names_are_short_and_have_no_forbidden_sign(stem: str) -> None:
    name = text.file_name(f"a{stem}", ".docx")
    assert len(name) <= 96
    assert not set(name) & set('<>:"/\\|?*\n\t')
