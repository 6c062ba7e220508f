"""layout.yaml: what a province or an agency asks for beyond the state's layout law, one section a profile."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from qmsdocs.model.base import Model, Number, Text, read_number


def _read_range(value: Any) -> Any:
    """[12.5, 14] or, where one value alone is allowed, 14."""
    if isinstance(value, tuple):  # one of our own
        return value
    written = value if isinstance(value, list) else [value]
    if not 1 <= len(written) <= 2 or not all(isinstance(one, str) for one in written):
        raise PydanticCustomError("bad_range", "bad range", {"value": ", ".join(map(str, written))})
    low, high = read_number(written[0]), read_number(written[-1])
    if low > high:
        raise PydanticCustomError("bad_range", "bad range", {"value": f"{low}, {high}"})
    return (low, high)


Limits = Annotated[
    tuple[float, float],
    BeforeValidator(_read_range),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["number", "string"]},
                {"type": "array", "items": {"type": ["number", "string"]}, "minItems": 1, "maxItems": 2},
            ],
            "examples": [14, [13, 14]],
        }
    ),
]


def _read_reason(value: Any) -> Any:
    if value is None or value == "":
        raise PydanticCustomError("no_reason", "no reason", {})
    return value


Reason = Annotated[Text, BeforeValidator(_read_reason)]


class OwnPage(Model):
    """Margins in millimetres."""

    top: Limits | None = Field(None, description="Lề trên: nhỏ nhất, lớn nhất (mm)")
    bottom: Limits | None = Field(None, description="Lề dưới: nhỏ nhất, lớn nhất (mm)")
    left: Limits | None = Field(None, description="Lề trái: nhỏ nhất, lớn nhất (mm)")
    right: Limits | None = Field(None, description="Lề phải: nhỏ nhất, lớn nhất (mm)")


class OwnBody(Model):
    """Paragraphs of the text."""

    indents: tuple[Number, ...] = Field((), description="Các mức lùi dòng đầu được dùng (mm)")
    gap: Number | None = Field(None, description="Khoảng cách nhỏ nhất giữa các đoạn (pt)")
    line: Limits | None = Field(None, description="Cách dòng nhỏ nhất, lớn nhất (dòng)")


class OwnLayout(Model):
    """What is tighter than in one profile, and which of its rules are not used."""

    page: OwnPage = Field(OwnPage(), description="Lề trang")
    page_number: Limits | None = Field(None, description="Cỡ chữ của số trang (pt)")
    fonts: tuple[Text, ...] = Field((), description="Các phông chữ được dùng")
    text_sizes: Limits | None = Field(None, description="Cỡ của mọi chữ, ở tài liệu không có thành phần thể thức (pt)")
    body: OwnBody = Field(OwnBody(), description="Đoạn văn")
    sizes: dict[str, Limits] = Field(
        default_factory=dict,
        description="Cỡ chữ từng thành phần (pt), ví dụ body: 14",
    )
    rules: dict[str, Literal["error", "warning", "info"]] = Field(
        default_factory=dict, description="Mức của từng quy tắc, ví dụ EN1: error; chỉ được nặng hơn"
    )
    off: dict[str, Reason] = Field(
        default_factory=dict, description="Quy tắc không áp dụng và lý do, ví dụ HD3: Phôi giấy in sẵn đường kẻ"
    )


class Layout(Model):
    """The whole file."""

    nd30_2020: OwnLayout | None = Field(
        None, alias="nd30-2020", description="Văn bản hành chính theo Nghị định số 30/2020/NĐ-CP"
    )
    tt01_2011: OwnLayout | None = Field(
        None, alias="tt01-2011", description="Văn bản hành chính theo Thông tư số 01/2011/TT-BNV"
    )
    ttlt55_2005: OwnLayout | None = Field(
        None, alias="ttlt55-2005", description="Văn bản hành chính theo Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP"
    )
    qms: OwnLayout | None = Field(None, description="Sổ tay, quy trình, biểu mẫu và tài liệu khác của hệ thống")

    def of(self, profile: str) -> OwnLayout | None:
        """The section of a profile; None when the file has none."""
        own: OwnLayout | None = getattr(self, profile.replace("-", "_"))
        return own
