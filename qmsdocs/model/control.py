"""Document control: issue, revision, the dates, what changed and why. One source for cover, header, footer and logs."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from qmsdocs.model.base import Day, Model, OneOrMany, PostId, Slug, Text


class Change(Model):
    """One line of the change-tracking page: a revision, or (revision 0) a new issue."""

    revision: int = Field(ge=0, description="Lần sửa đổi; 0 khi ban hành lại cả tài liệu")
    issue: int | None = Field(None, ge=1, description="Lần ban hành của lần sửa đổi này; để trống: lần hiện hành")
    date: Day | None = Field(None, description="Ngày sửa đổi")
    effective: Day | None = Field(None, description="Ngày bản sửa đổi có hiệu lực")
    summary: Text | None = Field(
        None, description="Tóm lược nội dung sửa đổi; để trống thì lập từ chỗ khác nhau giữa hai bản đã phát hành"
    )
    reason: Text | None = Field(None, description="Cơ sở pháp lý hoặc căn cứ sửa đổi")
    by: PostId | None = Field(None, description="Mã chức danh đề nghị sửa đổi")
    forms: Annotated[tuple[Slug, ...], OneOrMany] = Field(
        (), description="Mã các biểu mẫu của quy trình cùng được sửa; biểu mẫu không ghi ở đây giữ bản cũ"
    )


class Control(Model):
    """Issue number, dates and changes of one document (or the default of an agency's whole set)."""

    issue: int = Field(1, ge=1, description="Lần ban hành (1, 2, 3…)")
    issue_date: Day | None = Field(None, description="Ngày ban hành; để trống thì in dòng chấm để ghi tay")
    effective_date: Day | None = Field(None, description="Ngày hiệu lực; để trống thì in dòng chấm để ghi tay")
    changes: tuple[Change, ...] = Field((), description="Các lần sửa đổi, cũ trước mới sau")

    def overlaid(self, nearer: Control | None) -> Control:
        """This control with what a procedure's own says laid over it, key by key."""
        return (
            self.model_copy(update={key: getattr(nearer, key) for key in nearer.model_fields_set}) if nearer else self
        )

    def of_form(self, form: str) -> Control:
        """The control of a form of this procedure: only the changes that name it, and new issues, touch it."""
        touching = tuple(change for change in self.changes if change.revision == 0 or form in change.forms)
        return self if touching == self.changes else self.model_copy(update={"changes": touching})

    def issue_of(self, change: Change) -> int:
        """The issue that a change belongs to."""
        return change.issue or self.issue

    @property
    def revision(self) -> int:
        """The last revision number of this issue; 0 for a document not revised since it was issued."""
        return max((change.revision for change in self._current), default=0)

    @property
    def in_force(self) -> datetime.date | None:
        """Since when the document as it is now is in force: its last change that says so, else its issue."""
        dates = [change.effective for change in self._current if change.effective]
        return dates[-1] if dates else self.effective_date

    @property
    def _current(self) -> list[Change]:
        return [change for change in self.changes if self.issue_of(change) == self.issue]
