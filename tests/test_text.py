"""Vietnamese text: golden examples from law and usage, properties over all numbers."""

import datetime
import random
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qmsdocs import text

# Written by hand.
BY_HAND = """
0 không | 1 một | 4 bốn | 5 năm | 9 chín | 10 mười | 11 mười một | 14 mười bốn | 15 mười lăm | 19 mười chín
20 hai mươi | 21 hai mươi mốt | 22 hai mươi hai | 24 hai mươi tư | 25 hai mươi lăm | 30 ba mươi | 31 ba mươi mốt
34 ba mươi tư | 45 bốn mươi lăm | 50 năm mươi | 51 năm mươi mốt | 54 năm mươi tư | 55 năm mươi lăm | 61 sáu mươi mốt
70 bảy mươi | 74 bảy mươi tư | 85 tám mươi lăm | 91 chín mươi mốt | 94 chín mươi tư | 99 chín mươi chín
100 một trăm | 101 một trăm linh một | 104 một trăm linh bốn | 105 một trăm linh năm | 110 một trăm mười
111 một trăm mười một | 114 một trăm mười bốn | 115 một trăm mười lăm | 120 một trăm hai mươi
121 một trăm hai mươi mốt | 124 một trăm hai mươi tư | 155 một trăm năm mươi lăm | 200 hai trăm
205 hai trăm linh năm | 215 hai trăm mười lăm | 341 ba trăm bốn mươi mốt | 404 bốn trăm linh bốn
500 năm trăm | 505 năm trăm linh năm | 515 năm trăm mười lăm | 555 năm trăm năm mươi lăm
999 chín trăm chín mươi chín | 1000 một nghìn | 1001 một nghìn không trăm linh một
1004 một nghìn không trăm linh bốn | 1005 một nghìn không trăm linh năm | 1010 một nghìn không trăm mười
1015 một nghìn không trăm mười lăm | 1021 một nghìn không trăm hai mươi mốt | 1100 một nghìn một trăm
1105 một nghìn một trăm linh năm | 1945 một nghìn chín trăm bốn mươi lăm
2000 hai nghìn | 2007 hai nghìn không trăm linh bảy | 2015 hai nghìn không trăm mười lăm
2024 hai nghìn không trăm hai mươi tư | 2026 hai nghìn không trăm hai mươi sáu
5005 năm nghìn không trăm linh năm | 9999 chín nghìn chín trăm chín mươi chín
10000 mười nghìn | 10001 mười nghìn không trăm linh một | 15000 mười lăm nghìn
15015 mười lăm nghìn không trăm mười lăm | 21021 hai mươi mốt nghìn không trăm hai mươi mốt
24000 hai mươi tư nghìn | 50500 năm mươi nghìn năm trăm | 54321 năm mươi tư nghìn ba trăm hai mươi mốt
100000 một trăm nghìn | 100001 một trăm nghìn không trăm linh một | 101000 một trăm linh một nghìn
104004 một trăm linh bốn nghìn không trăm linh bốn | 250000 hai trăm năm mươi nghìn
505505 năm trăm linh năm nghìn năm trăm linh năm
999999 chín trăm chín mươi chín nghìn chín trăm chín mươi chín
1000000 một triệu | 1000001 một triệu không trăm linh một | 1000015 một triệu không trăm mười lăm
1001000 một triệu không trăm linh một nghìn | 1200000 một triệu hai trăm nghìn
1050000 một triệu không trăm năm mươi nghìn | 1500500 một triệu năm trăm nghìn năm trăm
15000000 mười lăm triệu | 21000000 hai mươi mốt triệu | 45500000 bốn mươi lăm triệu năm trăm nghìn
50000000 năm mươi triệu | 64000000 sáu mươi tư triệu | 100000005 một trăm triệu không trăm linh năm
124000000 một trăm hai mươi tư triệu | 1000000000 một tỷ | 1000000005 một tỷ không trăm linh năm
1005000000 một tỷ không trăm linh năm triệu | 1000024000 một tỷ không trăm hai mươi tư nghìn
2500000000 hai tỷ năm trăm triệu | 15000000000 mười lăm tỷ | 24000000000 hai mươi tư tỷ
100000000000 một trăm tỷ | 1000000000000 một nghìn tỷ | 1005000000000 một nghìn không trăm linh năm tỷ
1000000000001 một nghìn tỷ không trăm linh một | 15000000000000 mười lăm nghìn tỷ | 1000000000000000 một triệu tỷ
"""
NUMBERS = [
    (int(number), words)
    for number, words in (
        case.strip().split(" ", 1) for line in BY_HAND.strip().splitlines() for case in line.split("|")
    )
]


def by_the_rules(number: int) -> str:
    """Slowly, from the digits as they are written, by the rules of reading.

    In a group of three: hundreds are said, as không trăm too when anything stands before the group; a zero of the tens
    is linh, and nothing before a zero; one of the tens is mười, another mươi; behind mươi 1 is mốt, 4 tư, 5 lăm; behind
    mười 5 is lăm. Groups are nghìn, triệu, tỷ, and again nghìn, triệu before tỷ; a group of zeros is not said.
    """
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    written = f"{number:,}".split(",")
    said: list[str] = []
    for place, group in enumerate(written):
        left = len(written) - 1 - place
        hundred, ten, one = group.rjust(3, "x")
        if int(group):
            if hundred != "x":
                said += [digits[int(hundred)], "trăm"]
            if ten == "1":
                said.append("mười")
            elif ten in "23456789":
                said += [digits[int(ten)], "mươi"]
            elif ten == "0" and one != "0":
                said.append("linh")
            if one == "5" and ten not in "x0":
                said.append("lăm")
            elif one in "14" and ten in "23456789":
                said.append({"1": "mốt", "4": "tư"}[one])
            elif one != "0":
                said.append(digits[int(one)])
            if left % 3:
                said.append(["", "nghìn", "triệu"][left % 3])
        if left and left % 3 == 0 and any(int(three) for three in written[max(0, place - 2) : place + 1]):
            said.append("tỷ")
    return " ".join(said) or "không"


@pytest.mark.parametrize(("number", "words"), NUMBERS)
def test_numbers_in_words_by_hand(number: int, words: str) -> None:
    assert text.number_in_words(number) == words == by_the_rules(number)


def test_numbers_in_words_by_the_rules() -> None:
    assert len(NUMBERS) >= 100
    chance = random.Random(7)
    many = [chance.randrange(10 ** chance.randint(4, 15)) for _ in range(1_000)]
    for number in (*range(10_000), *many, 10**15):
        assert text.number_in_words(number) == by_the_rules(number)


@given(st.integers(0, 10**15))
def test_words_of_a_number_can_be_read_back(number: int) -> None:
    assert text.number_of_words(text.number_in_words(number)) == number
    assert text.number_of_words(text.number_in_words(number).replace("linh", "lẻ").replace("tư", "bốn")) == number


@pytest.mark.parametrize(
    "words", ["hai mươi một", "mươi lăm", "hai mươi năm", "một nghìn linh năm", "trăm", "", "một mươi", "hai một", "tỷ"]
)
def test_words_that_say_no_number_are_told(words: str) -> None:
    assert text.number_of_words(words) is None


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
    """The decree itself letters a, b, c, d, đ, e, g, h, i: no ă, â, ê, ô, ơ, ư, and none of f, j, w, z."""
    assert "".join(text.letter(i) for i in range(23)) == "abcdđeghiklmnopqrstuvxy"


# In the order of ICU 72 for `vi`: letters a ă â b c d đ e ê … o ô ơ … u ư …, then tones (no mark, huyền, hỏi, ngã, sắc,
# nặng), then small before capital; spaces and signs before digits before letters.
IN_ORDER = [
    "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è é ẹ ê ề ế ệ g h i ì ỉ ĩ í ị k l m n o ò ó ô ồ ố ộ ơ ờ ớ ợ p q r s "
    "t u ù ú ư ừ ứ ự v x y ỳ ỷ ỹ ý ỵ",
    "a A b B d D đ Đ",
    "an An ăn Ăn ân Ân",
    "da dà dá dạ đa",
    "ca cá cam cám can căn cân",
    "hoa hoà hoá hòn hôm",
    "chi cho chu công cung",  # ch is no letter of its own
    "nga ngan nghi nhà nho no",
    "thu thù thủ thú thuế thử",
    "10 a",
    "QT.2 QT.10 QT.11",
    "- , 1 a",
    "d đ z",
]


@pytest.mark.parametrize("ordered", IN_ORDER)
def test_order_is_that_of_a_vietnamese_dictionary(ordered: str) -> None:
    words = ordered.split()
    mixed = random.Random(7).sample(words, len(words))
    assert sorted(mixed, key=text.sort_key) == words


def test_order_takes_each_word_as_it_is_written() -> None:
    units = ["Ban Dân tộc", "Ban Quản lý", "Bệnh viện", "Sở Công Thương", "Sở Y tế", "Ủy ban", "Văn phòng"]
    assert sorted(["Văn phòng", *units[:-1]], key=text.sort_key) == units
    assert text.sort_key(unicodedata.normalize("NFD", "Đặng")) < text.sort_key("Đậu")
    assert sorted(["m²", "m", "öl", "olé", "ol"], key=text.sort_key) == ["m", "m²", "ol", "öl", "olé"]


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
