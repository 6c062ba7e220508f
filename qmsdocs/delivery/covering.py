"""Whose documents a package holds, who gives it to whom: what its list says above and below the table."""

from __future__ import annotations

from dataclasses import dataclass

from qmsdocs import text
from qmsdocs.delivery.recipients import Recipient
from qmsdocs.kinds import letterhead
from qmsdocs.layers import Layers
from qmsdocs.workspace import Qms, Workspace


@dataclass(frozen=True)
class Cover:
    """`giver` and `taker` are '' when nobody wrote who they are; `layers`: where the list's template is looked for."""

    slug: str
    owner: str
    subject: str
    giver: str
    taker: str
    layers: Layers


def cover_of(qms: Qms, recipient: Recipient) -> Cover:
    """The cover of an agency's package."""
    owner = letterhead.in_sentence(qms)
    system = f"hệ thống quản lý chất lượng theo tiêu chuẩn {qms.standard.name} của {owner}"
    if recipient == "agency":
        return Cover(qms.slug, owner, f"Bộ tài liệu {system}", "", owner, qms.layers)
    if recipient == "auditor":
        subject = f"Tài liệu, hồ sơ phục vụ đánh giá {system}"
        return Cover(qms.slug, owner, subject, owner, f"Đoàn đánh giá của {text.BLANK}", qms.layers)
    subject = f"Văn bản về xây dựng, áp dụng {system} gửi tỉnh"
    return Cover(qms.slug, owner, subject, owner, letterhead.overseer(qms), qms.layers)


def cover_of_province(workspace: Workspace) -> Cover:
    """The cover of the package of a whole province. The workspace has a programme."""
    assert workspace.programme is not None
    province = workspace.programme.province
    subject = (
        "Văn bản của Chương trình và văn bản của các cơ quan về xây dựng, áp dụng hệ thống quản lý chất lượng "
        f"trên địa bàn tỉnh {province.name}"
    )
    slug = text.ascii_slug(province.name)
    return Cover(slug, province.committee, subject, "", province.lead, Layers((workspace.root,)))
