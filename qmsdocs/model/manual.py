"""The texts of the quality manual and the audit questions, clause by clause."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qmsdocs.model.agency import Process
from qmsdocs.model.base import Model, Text
from qmsdocs.model.procedure import Definition


class ClauseText(Model):
    """How the agency meets a clause."""

    paragraphs: tuple[Text, ...] = Field(min_length=1, description="Các đoạn văn")
    items: tuple[Text, ...] = Field((), description="Danh sách in sau các đoạn văn")


class Manual(Model):
    """manuals/<numbering>.yaml."""

    terms: tuple[Definition, ...] = Field(description="Thuật ngữ, chữ viết tắt")
    processes: tuple[Process, ...] = Field(description="Các quá trình của hệ thống")
    clauses: dict[str, ClauseText] = Field(description="Nội dung theo điều khoản")


class Question(Model):
    """One audit question that a clause asks."""

    ask: Literal["leaders", "units"] = Field(description="Hỏi lãnh đạo (và thư ký ISO) hay hỏi đơn vị")
    text: Text = Field(description="Câu hỏi")
    evidence: Text = Field(description="Bằng chứng cần xem")


class Questions(Model):
    """standards/questions-<numbering>.yaml: clause number → its questions."""

    clauses: dict[str, tuple[Question, ...]] = Field(description="Câu hỏi theo điều khoản")
