"""A province's programme: its bodies, its decision and its cohorts."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field

from qmsdocs.model.base import CodeText, Day, Model, Slug, Text


class CohortLine(Model):
    """One agency of a cohort list: slug, name and kind, and any other key of an agency."""

    # Every other key is laid over the kind's defaults and checked there, as part of the agency.
    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=True)

    slug: Slug = Field(description="Tên thư mục của cơ quan")
    name: Text = Field(description="Tên đầy đủ")
    kind: Slug = Field(description="Loại cơ quan")


class Cohort(Model):
    """The agencies that start in one year (the year is the start, not the certificate)."""

    year: int = Field(ge=2000, le=2100, description="Năm của đợt")
    sources: tuple[Text, ...] = Field((), description="Văn bản lập danh sách")
    start: Day | None = Field(None, description="Ngày bắt đầu của đợt; để trống: 01/01 của năm")
    submit: Text | None = Field(None, description="Khi nào cơ quan trình kế hoạch; để trống: quý III năm trước")
    agencies: tuple[CohortLine, ...] = Field(min_length=1, description="Danh sách cơ quan")


class Province(Model):
    """The province and its bodies."""

    name: Text = Field(description="Tên tỉnh, ví dụ Bình Phước")
    committee: Text = Field(description="Ủy ban nhân dân tỉnh, tên đầy đủ")
    lead: Text = Field(description="Cơ quan chủ trì chương trình")
    contact: Text = Field(description="Cơ quan đầu mối")
    finance: Text = Field(description="Cơ quan tài chính")


class Programme(Model):
    """programme.yaml: one province's programme."""

    title: Text = Field(description="Tên chương trình")
    period: CodeText = Field(description="Giai đoạn")
    province: Province = Field(description="Tỉnh")
    legal_bases: tuple[Text, ...] = Field((), description="Căn cứ của kế hoạch cơ quan: mã văn bản")
    cohorts: tuple[Cohort, ...] = Field(min_length=1, description="Các đợt")
    defaults: dict[str, Any] = Field({}, description="Giá trị mặc định cho mọi cơ quan của tỉnh (khóa như agency.yaml)")
