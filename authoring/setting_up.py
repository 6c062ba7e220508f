"""Templates of the papers that set up the project: committee, representative, current state, estimate, training."""

from __future__ import annotations

from authoring.official import PAGE, listing
from authoring.papers import article, decision, gap, lines


def committee_decision(profile: str) -> bytes:
    """Quyết định thành lập Ban chỉ đạo ISO."""
    members = listing(
        PAGE,
        ["TT", "Họ và tên", "Chức vụ, đơn vị", "Vai trong Ban", "Nhiệm vụ"],
        [1, 4, 4, 2.6, 5.4],
        [
            "={{ member.number }}",
            "{{ member.name }}",
            "{{ member.title }}{% if member.unit %}, {{ member.unit }}{% endif %}",
            "={{ member.role }}",
            "{{ member.duty }}",
        ],
        "for member in members",
    )
    articles = (
        article(1, "Thành lập Ban chỉ đạo xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }} "
                "của {{ subject }} (sau đây gọi là Ban chỉ đạo ISO) gồm các ông, bà có tên sau:")
        + gap()
        + members
        + article(2, "Nhiệm vụ, quyền hạn của Ban chỉ đạo ISO")
        + lines(
            "1. Tổ chức thực hiện Kế hoạch xây dựng và áp dụng hệ thống quản lý chất lượng đã được phê duyệt; phân công các "
            "đơn vị viết, góp ý, phổ biến và áp dụng tài liệu.",
            "2. Xem xét chính sách chất lượng, mục tiêu chất lượng, sổ tay chất lượng và các quy trình trước khi trình "
            "{{ agency.head }} phê duyệt, ban hành.",
            "3. Chỉ đạo đánh giá nội bộ, khắc phục sự không phù hợp và chuẩn bị nội dung xem xét của lãnh đạo"
            "{% if certifies %}; chuẩn bị điều kiện để được đánh giá, cấp giấy chứng nhận"
            "{% else %}; chuẩn bị để {{ agency.head }} xác nhận hiệu lực và công bố hệ thống{% endif %}.",
            "4. Theo dõi, đôn đốc tiến độ; hằng quý báo cáo {{ bodies.lead }} theo quy định.",
        )
        + article(3, "Chế độ làm việc")
        + lines(
            "1. Ban chỉ đạo ISO làm việc theo chế độ kiêm nhiệm, họp mỗi tháng một lần trong thời gian xây dựng tài liệu và "
            "họp đột xuất theo yêu cầu của Trưởng ban.",
            "2. Thư ký chuẩn bị nội dung, ghi biên bản các cuộc họp, quản lý tài liệu, hồ sơ của hệ thống quản lý chất lượng.",
            "3. Kinh phí hoạt động của Ban chỉ đạo ISO lấy từ kinh phí xây dựng và áp dụng hệ thống quản lý chất lượng được "
            "phê duyệt.",
        )
        + article(4, "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị thuộc {{ subject }} và các ông, bà có "
                  "tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")
    )  # fmt: skip
    return decision(profile, "Về việc thành lập Ban chỉ đạo ISO", articles)
