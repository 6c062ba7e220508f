"""Document control: issue, revision, the two dates, and what changed. One source for cover, header and footer."""

from __future__ import annotations

from pydantic import Field

from qmsdocs.model.base import Day, Model, Text


class Change(Model):
    """One line of the change-tracking page."""

    revision: int = Field(description="Lần sửa đổi")
    date: Day | None = Field(None, description="Ngày sửa đổi")
    summary: Text = Field(description="Tóm lược nội dung sửa đổi")
    reason: Text | None = Field(None, description="Cơ sở pháp lý hoặc căn cứ sửa đổi")


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

    @property
    def revision(self) -> int:
        """The last revision number; 0 for a document not revised since it was issued."""
        return max((change.revision for change in self.changes), default=0)
