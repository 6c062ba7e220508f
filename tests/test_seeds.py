"""The two papers that the project began with, made again from data: their text, paragraph by paragraph.

tests/cases/seeds holds them as published. What differs is listed: each oddity of the copies with its reason and how often
it occurs, and what a copy left out (letterhead, recipients). Nothing else is forgiven but Unicode form and white space.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT, Tree, problems_of, sample

from qmsdocs import snapshot
from qmsdocs.build import build
from qmsdocs.cache import Store
from qmsdocs.kinds import plans
from qmsdocs.kinds.province.roadmap import lines as roadmap
from qmsdocs.loading import load
from qmsdocs.model.programme import CohortLine
from qmsdocs.workspace import Workspace
from tests.texts import lines

SEEDS = ROOT / "tests" / "cases" / "seeds"


@dataclass(frozen=True)
class Oddity:
    """Something a copy writes that the tool writes otherwise."""

    reason: str
    seed: str
    ours: str
    times: int


TITLE = (
    "Chương trình xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2000 vào hoạt động của các "
    "cơ quan hành chính nhà nước tỉnh Bình Phước giai đoạn 2007 - 2010"
)
CAPITAL_STATE = "“Nhà nước” with a capital; titles of acts and of the programme are data and hold one spelling"
CONTACT = "the contact body in two spellings; its name is one fact (province.contact)"
BINH_PHUOC = (
    Oddity("O1: the standard's name in three spellings", "TCVN ISO 9001 : 2000", "TCVN ISO 9001:2000", 23),
    Oddity("O1: the standard's name in three spellings", "TCVN 9001:2000", "TCVN ISO 9001:2000", 1),
    Oddity(CAPITAL_STATE, "hành chính Nhà nước", "hành chính nhà nước", 0),
    Oddity(CAPITAL_STATE, "quản lý Nhà nước", "quản lý nhà nước", 0),
    Oddity(CONTACT, "Tiêu chuẩn đo lường chất lượng", "Tiêu chuẩn Đo lường Chất lượng", 0),
    Oddity("title line in capitals", f"PHÊ DUYỆT KẾ HOẠCH THỰC HIỆN {TITLE.upper()}",
           f"Phê duyệt kế hoạch thực hiện {TITLE}", 1),
    Oddity("title line in capitals, with a longer dash than on the page before",
           f"THỰC HIỆN {TITLE.upper().replace(' - ', ' – ')}", f"Thực hiện {TITLE}", 1),
    Oddity("an act's name shortened; names of acts are written out", "HĐND và UBND", "Hội đồng nhân dân và Ủy ban nhân dân", 1),
    Oddity("an act's name shortened; names of acts are written out", "HĐND, UBND", "Hội đồng nhân dân, Ủy ban nhân dân", 1),
    Oddity("southern spelling", " gởi ", " gửi ", 0),
    Oddity("a word left out", "hành chính các cấp tỉnh", "hành chính các cấp của tỉnh", 1),
    Oddity("the districts of 2008 parted by commas, those of 2009 by semicolons", "Bù Đăng, Đồng Phú, Phước Long",
           "Bù Đăng; Đồng Phú; Phước Long", 1),
    Oddity("the Programme, elsewhere with a capital", "khi chương trình được phê duyệt", "khi Chương trình được phê duyệt", 1),
)  # fmt: skip
HUNG_YEN = (
    Oddity("O1: the standard's name in two spellings", "TCVN 9001:2000", "TCVN ISO 9001:2000", 2),
    Oddity("the older place of the tone mark", "HOÀ", "HÒA", 1),
    Oddity(CAPITAL_STATE, "hành chính Nhà nước", "hành chính nhà nước", 0),
    Oddity(CAPITAL_STATE, "quản lý Nhà nước", "quản lý nhà nước", 0),
    Oddity("items numbered 1-; TTLT 55/2005 numbers them 1.", "- ", ". ", 0),
)


def paragraphs(seed: str, oddities: tuple[Oddity, ...]) -> list[str]:
    """The paragraphs of a seed as the tool writes them. Every oddity must occur as often as it says."""
    text = unicodedata.normalize("NFC", (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")).replace("\xa0", " ")
    for oddity in oddities:
        print(text.count(oddity.seed), oddity.times, oddity.seed)
        text = text.replace(oddity.seed, oddity.ours)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def made(workspace: Workspace, kind: str, out: Path) -> list[str]:
    """The paragraphs of the one document of a kind, headers and footers left out."""
    (plan,) = plans(workspace, (kind,))
    build(workspace, [plan], out)
    every = [line for line in lines((out / plan.path).read_bytes())]
    body = every[every.index("== word/document.xml") + 1 :]
    end = next((n for n, line in enumerate(body) if line.startswith("== ")), len(body))
    return [" ".join(line.split()) for line in body[:end] if line.strip()]
