"""Templates of internal audits and corrective actions."""

from __future__ import annotations

from authoring.frame import QMS_PAGE, listing, record, signatures
from authoring.xml import p


def car() -> bytes:
    """Phiếu yêu cầu hành động khắc phục, four parts."""
    body = (
        p("Số phiếu: {{ car.number }}", "FormText")
        + p("Ngày lập: {{ car.date }}", "FormText")
        + p("Đơn vị chịu trách nhiệm: {{ car.unit }}", "FormText")
        + p("Nguồn phát hiện: {{ car.source }}", "FormText")
        + p("Mức độ: {{ car.level }}", "FormText")
        + p("Phần I. Nội dung không phù hợp", "FormHeading")
        + p("Yêu cầu không đáp ứng (điều khoản, quy trình): {{ car.requirement }}", "FormText")
        + p("Nội dung: {{ car.what }}", "FormText")
        + p("{%p if car.evidence %}")
        + p("Bằng chứng: {{ car.evidence }}", "FormText")
        + p("{%p endif %}")
        + p("Xử lý tức thời: {{ car.correction }}", "FormText")
        + p("Thời hạn khắc phục: {{ car.until }}", "FormText")
        + signatures(QMS_PAGE, "Người phát hiện: {{ car.auditor }}", "Người lập phiếu", "Trưởng đơn vị nhận phiếu")
        + p("Phần II. Nguyên nhân và biện pháp", "FormHeading")
        + p("Nguyên nhân gốc: {{ car.cause }}", "FormText")
        + p("Nơi, hồ sơ khác có sự không phù hợp tương tự: {{ car.similar }}", "FormText")
        + p("{%p if car.actions %}")
        + p("", "FormText")
        + listing(
            ["TT", "Biện pháp khắc phục", "Người thực hiện", "Thời hạn", "Kết quả, bằng chứng"],
            [1, 5, 3, 2.2, 4],
            ["={{ action.number }}", "{{ action.what }}", "{{ action.who }}", "={{ action.until }}", "{{ action.result }}"],
            "for action in car.actions",
        )
        + p("{%p endif %}")
        + signatures(QMS_PAGE, "Ngày trả lời: {{ car.answered }}", "Trưởng đơn vị")
        + p("Phần III. Phê duyệt biện pháp", "FormHeading")
        + signatures(QMS_PAGE, "Ngày phê duyệt: {{ car.approved }}", "Đại diện lãnh đạo về chất lượng")
        + p("Phần IV. Kiểm tra, đánh giá hiệu lực", "FormHeading")
        + p("Bằng chứng đã xem: {{ car.checked_evidence }}", "FormText")
        + p("Kết luận: {{ car.conclusion }}", "FormText")
        + signatures(
            QMS_PAGE, "Ngày kiểm tra: {{ car.checked }}", "Người kiểm tra", "Đại diện lãnh đạo về chất lượng"
        )
    )  # fmt: skip
    return record(body)
