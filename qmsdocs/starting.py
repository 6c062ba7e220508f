"""Starting a workspace and starting an override: the only files written besides a build's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from qmsdocs import resources
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
from qmsdocs.inputs import AGENCIES, PROGRAMME
from qmsdocs.layers import Layers
from qmsdocs.overrides import is_workspace
from qmsdocs.schemas import schemas

_BUILT_IN = Layers()
_GROUPS = ("procedures", "templates", "agency_kinds", "manuals")

AGENCY_YAML = """\
# yaml-language-server: $schema=.qmsdocs/agency.schema.json
# Mô tả cơ quan. Khóa nào không viết ở đây thì lấy theo mặc định của loại cơ quan (kind).
# Điều gì chưa biết thì để nguyên dấu # ở đầu dòng: tài liệu sẽ in dòng chấm để ghi tay.
name: Sở Khoa học và Công nghệ        # tên đầy đủ của cơ quan
kind: department.science              # loại cơ quan, ví dụ department.justice, district-committee
# abbreviation: SKHCN                 # chữ viết tắt trong ký hiệu văn bản, do cơ quan quy định
# parent: Ủy ban nhân dân tỉnh …      # cơ quan chủ quản, in phía trên tên cơ quan
# place: …                            # địa danh ghi trên văn bản
# submit_to: Ủy ban nhân dân tỉnh …   # nơi phê duyệt kế hoạch
standard: "2015"                      # phiên bản TCVN ISO 9001: 2000, 2008 hoặc 2015
regime: 19-2014                       # 144-2006: chứng nhận; 19-2014: công bố phù hợp

# posts:                              # ghi tên người giữ chức danh khi đã biết
#   head: {title: Giám đốc, name: …}
#   qmr: {title: Phó Giám đốc, name: …}

# units:                              # sửa tên đơn vị, thêm đơn vị; ghi mã và để trống để bỏ
#   van-phong: {name: Văn phòng Sở, short: Văn phòng, head: Chánh Văn phòng}

# control:                            # lần ban hành và ngày của cả bộ tài liệu
#   issue: 1
#   issue_date: 02/01/2026
#   effective_date: 15/01/2026
"""

PROGRAMME_YAML = """\
# yaml-language-server: $schema=.qmsdocs/programme.schema.json
# Chương trình của tỉnh. Mỗi cơ quan là một dòng trong danh sách của đợt; muốn ghi thêm về cơ quan nào thì tạo tệp
# agencies/<slug>/agency.yaml: khóa viết ở đó được dùng thay cho khóa ở đây.
title: Chương trình xây dựng và áp dụng hệ thống quản lý chất lượng
period: 2026 - 2030
province:
  name: Tên tỉnh
  committee: Ủy ban nhân dân tỉnh
  lead: Sở Khoa học và Công nghệ
  contact: Chi cục Tiêu chuẩn Đo lường Chất lượng
  finance: Sở Tài chính
  districts: các xã, phường           # cách gọi chung các đơn vị cấp dưới
defaults:                             # áp dụng cho mọi cơ quan của tỉnh
  standard: "2015"
  regime: 19-2014
cohorts:
  - year: 2027
    agencies:
      - {slug: so-tu-phap, name: Sở Tư pháp, kind: department.justice}
      - {slug: so-y-te, name: Sở Y tế, kind: department.health}
"""


def init(folder: Path, province: bool = False) -> list[Path]:
    """Write a small workspace that builds as it is. Raises QmsdocsError when the folder holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise QmsdocsError([Problem("folder-not-empty", Location(str(folder)))])
    file = folder / ("programme.yaml" if province else "agency.yaml")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(PROGRAMME_YAML if province else AGENCY_YAML, encoding="utf-8", newline="\n")
    except OSError as error:
        raise QmsdocsError([Problem("cannot-write", Location(str(file)), {"reason": error.strerror})]) from error
    return [file, *write_schemas(folder / ".qmsdocs")]


def write_schemas(folder: Path) -> list[Path]:
    """JSON Schemas for editors, one a kind of YAML file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in schemas().items():
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in schemas()]


def copy(workspace: Path, names: Iterable[str], farther: Layers = _BUILT_IN) -> list[Path]:
    """Copy built-in files into the workspace, to be edited there: as `farther` folders have them, when these do. Raises
    QmsdocsError before copying anything when a name is unknown or a file is there already."""
    wanted = [name.replace("\\", "/") for name in names]
    known = list(_built_in())
    problems = []
    if not _takes_overrides(workspace):
        problems.append(Problem("not-a-workspace", Location(str(workspace))))
    for name in wanted:
        if name not in known:
            problems.append(
                Problem("nothing-to-copy", Location(name), {"name": name, "near": nearest(name, known) or "—"})
            )
        elif (workspace / name).exists():
            problems.append(Problem("already-there", Location(str(workspace / name))))
    if problems:
        raise QmsdocsError(problems)
    for name in wanted:
        group, _, rest = name.partition("/")
        target = workspace / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(farther.find(group, rest) or resources.folder(group) / rest, target)
    return [workspace / name for name in wanted]


def _takes_overrides(folder: Path) -> bool:
    """A province, an agency, or the folder of an agency that is still only a line of its province."""
    whole = folder.resolve()
    of_province = whole.parent.name == AGENCIES and (whole.parent.parent / PROGRAMME).is_file()
    return of_province or is_workspace(whole)


def _built_in() -> Iterable[str]:
    for group in _GROUPS:
        place = resources.folder(group)
        for file in sorted(place.rglob("*")):
            if file.suffix in (".yaml", ".docx"):
                yield f"{group}/{file.relative_to(place).as_posix()}"
