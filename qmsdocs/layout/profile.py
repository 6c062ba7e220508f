"""A layout law as data: what each element must look like, the rules that hold it, and where each is written."""

from __future__ import annotations

import datetime
import functools
from typing import Literal

from pydantic import Field

from qmsdocs import resources
from qmsdocs.errors import QmsdocsError
from qmsdocs.model.base import Model, validate
from qmsdocs.source import Source, merge, parse

Level = Literal["error", "warning", "info"]
Certainty = Literal["confirmed", "secondary", "unconfirmed", "practice"]
Range = tuple[float, float]
QMS = "qms"
PROFILES = ("nd30-2020", "tt01-2011", "ttlt55-2005", QMS)
FOLDER = "layout/profiles"
_HEIRS = ("tt01-2011", "ttlt55-2005")


class Rule(Model):
    """One rule: what it looks at, how grave a breach is, who says so and how sure we are of it."""

    what: str = Field(description="Xem xét điều gì")
    level: Level = Field(description="Mức: error, warning, info")
    cite: str = Field(description="Căn cứ: văn bản, điều, mục")
    certainty: Certainty = Field(description="Độ chắc chắn của căn cứ")
    cure: str = Field(description="Cách sửa")


class ElementLook(Model):
    """How an element is printed; what is not given is not judged."""

    name: str = Field(description="Tên thành phần")
    sizes: Range | None = Field(None, description="Cỡ chữ nhỏ nhất, lớn nhất (pt)")
    bold: bool | None = Field(None, description="Đậm")
    italic: bool | None = Field(None, description="Nghiêng")
    caps: bool | None = Field(None, description="Chữ in hoa")
    align: str = Field("", description="Canh lề: center, both; trống là không xét")
    cite: str = Field("", description="Căn cứ riêng của thành phần")


class PageLimits(Model):
    """Paper and margins in millimetres."""

    top: Range = Field(description="Lề trên")
    bottom: Range = Field(description="Lề dưới")
    left: Range = Field(description="Lề trái")
    right: Range = Field(description="Lề phải")


class NumberLimits(Model):
    """The page number: in which part, how aligned, which sizes."""

    part: Literal["header", "footer"] = Field(description="Ở đầu trang hay chân trang")
    align: str = Field(description="Canh lề")
    sizes: Range = Field(description="Cỡ chữ")


class BodyLimits(Model):
    """Paragraphs of the text."""

    indents: tuple[float, ...] = Field((), description="Các mức lùi dòng đầu được phép (mm); trống là không xét")
    indent_between: bool = Field(False, description="Mức lùi nào giữa mức nhỏ nhất và lớn nhất cũng được")
    gap: float = Field(description="Khoảng cách nhỏ nhất giữa các đoạn (pt)")
    line: Range = Field(description="Cách dòng nhỏ nhất, lớn nhất (dòng)")
    exact: float = Field(0, description="Cách dòng chính xác nhỏ nhất được phép (pt); 0 là đổi ra dòng mà xét")


class BasesLimits(Model):
    """Căn cứ."""

    italic: bool = Field(description="Nghiêng")
    last: str = Field(description="Dấu kết thúc căn cứ cuối cùng")


class Profile(Model):
    """One layout law."""

    title: str = Field(description="Tên bộ quy tắc")
    since: datetime.date | None = Field(None, description="Áp dụng cho văn bản từ ngày này")
    official: bool = Field(True, description="Văn bản hành chính, có Quốc hiệu và các thành phần thể thức")
    page: PageLimits = Field(description="Lề trang")
    page_number: NumberLimits | None = Field(None, description="Số trang")
    fonts: tuple[str, ...] = Field((), description="Phông chữ được dùng; trống là phông Unicode nào cũng được")
    text_sizes: Range | None = Field(None, description="Cỡ chữ của mọi chữ, khi không có thành phần thể thức")
    body: BodyLimits | None = Field(None, description="Đoạn văn")
    bases: BasesLimits | None = Field(None, description="Căn cứ ban hành")
    elements: dict[str, ElementLook] = Field(default_factory=dict, description="Các thành phần thể thức")
    sets: dict[str, dict[str, float]] = Field(default_factory=dict, description="Các bộ cỡ chữ đi cùng nhau")
    types: dict[str, str] = Field(default_factory=dict, description="Tên loại và chữ viết tắt")
    prefixes: tuple[str, ...] = Field((), description="Chữ viết tắt trước quyền hạn người ký")
    rules: dict[str, Rule] = Field(description="Các quy tắc")
    off: dict[str, str] = Field(default_factory=dict, description="Quy tắc không áp dụng và lý do")


@functools.cache
def load(name: str) -> Profile:
    """A built-in profile by name. Raises KeyError for an unknown name, QmsdocsError for a broken file."""
    if name not in PROFILES:
        raise KeyError(name)
    source = _source(name)
    if name in _HEIRS:  # what they share with their successor is written once
        source = merge(source, _source("nd30-2020"))
    value, problems = validate(Profile, source)
    if value is None:
        raise QmsdocsError(problems)
    rules = {key: rule for key, rule in value.rules.items() if key not in value.off}
    elements = value.elements
    if name in _HEIRS:  # the places in NĐ 30/2020 are not those of its predecessors
        elements = {key: look.model_copy(update={"cite": ""}) for key, look in elements.items()}
    return value.model_copy(update={"rules": rules, "elements": elements})


def of_date(day: datetime.date) -> str:
    """The profile in force on a day."""
    dated = [(since, name) for name in PROFILES if (since := load(name).since) is not None and since <= day]
    return max(dated)[1] if dated else "ttlt55-2005"


def _source(name: str) -> Source:
    file = resources.folder(FOLDER) / f"{name}.yaml"
    return parse(file.read_text(encoding="utf-8"), f"{name}.yaml")
