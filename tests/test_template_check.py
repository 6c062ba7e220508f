"""Templates held against the fields of their kind without rendering, and the `template` commands: real .docx files."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, TypedDict

import docx
import pytest
from click.testing import CliRunner, Result
from conftest import AGENCY, ROOT, Tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from authoring import package, styles
from authoring.xml import Page, loop_rows, p, row, run, table
from qmsdocs.cli import commands
from qmsdocs.docx import Templates, fieldcheck
from qmsdocs.docx.program import Template
from qmsdocs.errors import Problem, QmsdocsError
from qmsdocs.fields import About, Group, group_of, unlike, walk
from qmsdocs.kinds import EVERY, fields, kind_of, plans
from qmsdocs.layers import Layers
from qmsdocs.loading import load

PAGE = Page()
UNKNOWN = "template-unknown-field"


class Branch(TypedDict):
    when: str
    then: str


class Step(TypedDict):
    what: Annotated[str, About("Nội dung", "procedures/*.yaml: steps[].what")]
    who: str
    times: list[str]
    branches: list[Branch]
    done: bool


class Column(TypedDict):
    title: str
    width: str


class Table(TypedDict):
    columns: list[Column]
    rows: list[list[str]]


class Procedure(TypedDict):
    title: str
    months: int
    steps: list[Step]
    table: Table
    notes: list[str]
    approved: bool


class Agency(TypedDict):
    name: str
    head: str


class Fields(TypedDict):
    agency: Agency
    procedure: Procedure
    free: object


SHAPE = group_of(Fields)
DATA: dict[str, Any] = {
    "agency": {"name": "Sở A", "head": "Giám đốc"},
    "procedure": {
        "title": "Quy trình A",
        "months": 3,
        "steps": [
            {
                "what": "Nhận",
                "who": "Một cửa",
                "times": ["1", "2"],
                "branches": [{"when": "a", "then": "b"}],
                "done": True,
            },
            {
                "what": "Trả",
                "who": "Văn thư",
                "times": ["3", "4"],
                "branches": [{"when": "c", "then": "d"}],
                "done": False,
            },
        ],
        "table": {"columns": [{"title": "TT", "width": "1"}], "rows": [["1"]]},
        "notes": ["một", "hai"],
        "approved": True,
    },
    "free": {"x": {"y": "z"}},
}

Compiled = Callable[..., Template]


@pytest.fixture
def compiled(tmp_path: Path) -> Compiled:
    """A template with that body and header, compiled as the documents of a plan are."""

    def make(body: str, header: str = "") -> Template:
        return compile_bytes(package_of(body, header), tmp_path)

    return make


def package_of(body: str, header: str = "") -> bytes:
    parts = {"header1.default": p(header, "Header")}
    section = PAGE.section(package.references(parts), title_page=False)
    return package.package(body + section, parts, styles.styles(text_width=PAGE.text_width))


def compile_bytes(data: bytes, folder: Path) -> Template:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "t.docx").write_bytes(data)
    return Templates().find(Layers((folder,)), "t.docx")


def told(template: Template, shape: Group = SHAPE) -> list[Problem]:
    return list(fieldcheck.check(template.program, shape))


def words(problem: Problem) -> tuple[object, ...]:
    """The code, then what it is about and the cure."""
    told = [problem.words[key] for key in ("name", "near", "type", "reason", "scope") if key in problem.words]
    return (problem.code, *told)


def test_the_data_of_these_tests_have_their_declared_shape() -> None:
    assert list(unlike(DATA, SHAPE)) == []


@pytest.mark.parametrize("kind", EVERY)
def test_built_in_templates_use_only_fields_that_their_kind_has(kind: str) -> None:
    templates = Templates()
    for name in EVERY[kind].TEMPLATES:
        program = templates.find(Layers(), name).program
        assert [problem.text() for problem in fieldcheck.check(program, fields(kind))] == []
        assert any(part.tags for part in program.parts)


def test_kinds_name_the_templates_that_their_documents_use() -> None:
    made = {(plan.kind, plan.template) for plan in plans(load(ROOT / "samples" / "so-tu-phap"))}
    declared = {(kind, name) for kind, module in EVERY.items() for name in module.TEMPLATES}
    assert made <= declared
    found = {file.relative_to(ROOT / "templates").as_posix() for file in (ROOT / "templates").rglob("*.docx")}
    assert {name for _, name in declared} == {name for name in found if not name.startswith("parts/")}
    assert kind_of("D:/mẫu của tôi/nd30-2020/submission.docx") == "submission"
    assert kind_of("khác.docx") == kind_of("templates/parts/form.docx") == ""


def test_all_mistakes_of_a_template_are_told_in_one_run_each_at_its_tag(compiled: Compiled) -> None:
    widths = [3000, 3000]
    rows = loop_rows("for step in procedure.steps", widths, row(["{{ step.waht }}", "{{ step.times }}"], widths))
    inner = [p("{%p for branch in step.branch %}"), p("{{ branch.when }}"), p("{%p endfor %}")]
    body = (
        p("Mục đích", "Heading1")
        + p("{{ procedure.purpose }} và {{ procedure.titel }}")
        + table(widths, [row(["A", "B"], widths, head=True), *rows])
        + p("{% for step in procedure.title %}{% endfor %}{{ step.what }}")
        + p("{%p for step in procedure.steps %}")
        + "".join(inner)
        + p("{%p endfor %}")
    )
    problems = told(compiled(body, header="{{ agency.nmae }}"))
    under = ", dưới đề mục “Mục đích”"
    *_, last = problems
    assert words(last) == (UNKNOWN, "agency.nmae", "agency.name")
    assert "header1_default.xml" in last.where.inside and last.where.inside.endswith("đoạn 1")
    assert [(problem.where.inside, *words(problem)) for problem in problems[:-1]] == [
        (f"đoạn 2{under}", UNKNOWN, "procedure.purpose", "procedure.approved"),
        (f"đoạn 2{under}", UNKNOWN, "procedure.titel", "procedure.title"),
        (f"bảng 1, hàng 3, ô 1, đoạn 1{under}", UNKNOWN, "step.waht", "step.what"),
        (f"bảng 1, hàng 3, ô 2, đoạn 1{under}", "value-without-text", "list"),
        (f"đoạn 3{under}", "template-not-a-list", "procedure.title", "—"),
        (f"đoạn 3{under}", UNKNOWN, "step", "procedure.steps"),
        (f"đoạn 5{under}", UNKNOWN, "step.branch", "step.branches"),
    ]
    assert {problem.where.file for problem in problems} == {str(problems[0].where.file)}
    assert "{{ step.waht }}" in problems[2].message() and "step.what" in problems[2].hint()


MISTAKES = [
    # --- names, fields, places in lists
    ("{{ titel }}", (UNKNOWN, "titel", "procedure.title")),
    ("{{ steps }}", (UNKNOWN, "steps", "procedure.steps")),
    ("{{ agenci.name }}", (UNKNOWN, "agenci", "agency")),
    ("{{ procedure.steps.what }}", (UNKNOWN, "procedure.steps.what", "procedure.steps[].what")),
    ("{{ procedure.steps[0].waht }}", (UNKNOWN, "procedure.steps[0].waht", "procedure.steps[0].what")),
    ("{{ procedure['titel'] }}", (UNKNOWN, "procedure.titel", "procedure.title")),
    ("{{ procedure.steps[-1].branches[0].thne }}", (UNKNOWN, "thne", "then")),
    ("{{ procedure.title.length }}", (UNKNOWN, "procedure.title.length", "—")),
    ("{{ loop.index }}", (UNKNOWN, "loop", "—")),
    ("{% for s in procedure.steps %}{{ loop.indx }}{% endfor %}", (UNKNOWN, "loop.indx", "loop.index")),
    # --- what is set, unpacked, taken along
    ("{% set s = procedure.steps[1:] | first %}{{ s.waht }}", (UNKNOWN, "s.waht", "s.what")),
    ("{% with s = procedure.steps[0] %}{{ s.waht }}{% endwith %}", (UNKNOWN, "s.waht", "s.what")),
    ("{% for k, v in agency.items() %}{{ v }}{{ k.x }}{% endfor %}", (UNKNOWN, "k.x", "—")),
    ("{% for s in procedure.steps %}{% endfor %}{{ s.what }}", (UNKNOWN, "s", "—")),
    ("{% macro m(a) %}{{ a.any }}{{ agency.nme }}{% endmacro %}{{ m(1) }}", (UNKNOWN, "agency.nme", "agency.name")),
    (
        "{% for who, found in procedure.steps | groupby('who') %}{{ who }}{{ found[0].waht }}{% endfor %}",
        (UNKNOWN, "found[0].waht", "found[0].what"),
    ),
    # --- filters
    ("{{ (procedure.steps | last).waht }}", (UNKNOWN, "waht", "what")),
    ("{{ procedure.steps | map(attribute='waht') | join('; ') }}", (UNKNOWN, "waht", "what")),
    ("{{ procedure.steps | map(attribute='branches.when') | join }}", (UNKNOWN, "branches.when", "branches[].when")),
    ("{{ procedure.steps | selectattr('don') | list | length }}", (UNKNOWN, "don", "done")),
    ("{{ procedure.steps | sort(attribute='what,hwo') | length }}", (UNKNOWN, "hwo", "who")),
    ("{{ procedure.titel | upper }}", (UNKNOWN, "procedure.titel", "procedure.title")),
    ("{{ agenci.name | default('—') }}", (UNKNOWN, "agenci", "agency")),
    # --- conditions
    ("{{ procedure.titel if procedure.approved else '' }}", (UNKNOWN, "procedure.titel", "procedure.title")),
    ("{% if procedure.aproved %}x{% endif %}", (UNKNOWN, "procedure.aproved", "procedure.approved")),
    ("{% if extra is defined %}x{% else %}{{ extra }}{% endif %}", (UNKNOWN, "extra", "—")),
    # --- what has no wording
    ("{{ procedure.approved }}", ("value-without-text", "bool")),
    ("{{ procedure.notes }}", ("value-without-text", "list")),
    ("{{ agency if procedure.approved else '' }}", ("value-without-text", "dict")),
    ("{{ agency.items }}", (UNKNOWN, "agency.items", "—")),
    ("{{ procedure.steps | join(', ') }}", ("value-without-text", "dict")),
    ("{{ procedure.notes | upper }}", ("value-without-text", "list")),
    ("{{ 'Các bước: ' ~ procedure.notes }}", ("value-without-text", "list")),
    ("{{r procedure.title }}", ("value-text-in-place", "r")),
    # --- loops over what is no list
    ("{% for x in agency %}{% endfor %}", ("template-not-a-list", "agency", "—")),
    (
        "{% for x in procedure %}{% endfor %}",
        ("template-not-a-list", "procedure", "procedure.steps, procedure.notes"),
    ),
    ("{% for x in procedure.months %}{% endfor %}", ("template-not-a-list", "procedure.months", "—")),
    ("{% for k in agency.items %}{% endfor %}", ("template-not-a-list", "agency.items", "—")),
    # --- calls
    ("{{ agency.name() }}", ("template-forbidden", "agency.name()")),
    ("{{ procedure.title.encode('utf-8') }}", ("template-forbidden", "procedure.title.encode()")),
]


@pytest.mark.parametrize(("tags", "expected"), MISTAKES, ids=[tags for tags, _ in MISTAKES])
def test_a_mistake_is_told_with_its_cure(compiled: Compiled, tags: str, expected: tuple[str, ...]) -> None:
    assert [words(problem) for problem in told(compiled(p("Một") + p(tags)))] == [expected]


RIGHT = [
    "{{ procedure.title }}{{ procedure['title'] | upper }}{{ procedure.months + 1 }}{{ procedure.title[0] | lower }}",
    "{{ procedure.notes | join('; ') }} {{ procedure.notes | length }} {{ procedure.notes[0].upper().split('A')[0] }}",
    "{{ procedure.steps | map(attribute='branches') | first | map(attribute='when') | map('upper') | join }}",
    "{% for s in procedure.steps | selectattr('done') | rejectattr('more', 'defined') %}{{ s.what }}{% endfor %}",
    "{% for s in procedure.steps if not s.done %}{{ loop.index }}/{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% for s in procedure.steps %}{% if not loop.first %}{{ loop.previtem.what }}{% endif %}{% else %}–{% endfor %}",
    "{% for g in procedure.steps | groupby('who') %}{{ g.grouper }}{{ g.list[0].what }}{{ g[0] }}{% endfor %}",
    "{% for line in procedure.steps | batch(2) %}{% for s in line %}{{ s.what }}{% endfor %}{% endfor %}",
    "{% for k, v in agency.items() %}{{ k }}: {{ v }}{% endfor %}{% for v in agency.values() %}{{ v }}{% endfor %}",
    "{% for a, b in [('x', 1), ('y', 2)] %}{{ a }}{{ b }}{% endfor %}{% for n in range(3) %}{{ n }}{% endfor %}",
    "{{ free.x.y }}{% for one in free %}{{ one }}{% endfor %}",
    "{{ extra | default('—') }}{{ agency.extra | default('—') }}{{ agency.get('extra', '—') }}",
    "{% if extra is defined %}{{ extra.any }}{% endif %}{{ extra.any if extra is defined else '' }}",
    "{% if extra is defined and extra.any %}x{% endif %}{% if extra is undefined or extra.any %}x{% endif %}",
    "{% if agency.extra is not defined %}x{% elif agency.extra %}{{ agency.extra.any }}{% endif %}",
    "{% if procedure.approved %}{% set x = 'a' %}{% else %}{% set x = 'b' %}{% endif %}{{ x }}",
    "{% if extra is undefined %}{% set extra = 'a' %}{% endif %}{{ extra }}",
    "{% set ns = namespace(n=0) %}{% for s in procedure.steps %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% set block %}{{ agency.name }}{% endset %}{{ block }}{% filter upper %}{{ agency.name }}{% endfilter %}",
    "{% macro m(a, b='x') %}{{ a }}{{ b }}{{ later }}{% endmacro %}{% set later = 'z' %}{{ m(agency.name) }}",
    "{% macro m() %}{{ caller('x') }}{% endmacro %}{% call (a) m() %}{{ a }}{{ agency.name }}{% endcall %}",
    "{% with a = agency, b = procedure.notes %}{{ a.name }}{{ b[0] }}{% endwith %}",
    "{{ procedure.title if procedure.approved }}{{ procedure.approved and 'có' or 'không' }}{{ agency.name or '—' }}",
    "{{ '%s tháng' | format(procedure.months) }}{{ '{}'.format(procedure.months) }}{{ procedure.months ~ ' tháng' }}",
]


@pytest.mark.parametrize("tags", RIGHT)
def test_what_is_right_is_not_told(compiled: Compiled, tags: str) -> None:
    template = compiled(p(tags))
    assert told(template) == []
    assert template.render(DATA)


def test_tables_of_data_are_held_against_what_their_filter_needs(compiled: Compiled) -> None:
    assert told(compiled(p("{{p procedure.table | table(8000) }}"))) == []
    (problem, other) = told(compiled(p("{{p agency | table(8000) }}")))
    assert words(problem) == (UNKNOWN, "agency.columns", "procedure.table.columns")
    assert words(other)[1] == "agency.rows"


def test_fields_that_only_some_documents_have_are_left_to_the_template() -> None:
    (optional, *_) = [path for path, field in walk(fields("form")) if field.optional]
    assert optional == "form.blocks[].heading"  # and templates/form.docx prints it, without a complaint above


names = st.sampled_from(
    ["procedure", "agency", "free", "extra", "procedure.steps", "procedure.notes", "procedure.table"]
)
STEPS = """
    .name .title .steps .what .months .approved .items .items() .keys() .get('name') .upper() .none .x [0] [1:] ['name']
    ['none'] |list |first |length |sort |map(attribute='what') |map(attribute='none') |selectattr('done')
    |groupby('who') |default('—') |reverse|list |dictsort |string |batch(1) _is_defined _is_string
"""
steps = st.sampled_from([step.replace("_", " ") for step in STEPS.split()])
chains = st.builds(lambda name, after: f"({name})" + "".join(after), names, st.lists(steps, max_size=4)).map(
    lambda chain: chain.replace("(", "", 1).replace(")", "", 1)
)
expressions = st.one_of(
    chains,
    st.builds("({} if {} else {})".format, chains, chains, chains),
    st.builds("({} or {})".format, chains, chains),
    st.builds("({} and {} is defined and {})".format, chains, chains, chains),
    st.builds("[{}, {}][0]".format, chains, chains),
)
statements = st.one_of(
    st.builds("{{{{ {} }}}}".format, expressions),
    st.builds("{{% for a in ({}) | list %}}{{{{ a{} }}}}§{{% endfor %}}".format, chains, steps),
    st.builds("{{% for a, b in ({}) %}}{{{{ b{} }}}}§{{% endfor %}}".format, chains, steps),
    st.builds("{{% set a = {} %}}{{{{ a{} }}}}".format, expressions, steps),
    st.builds("{{% if {} %}}{{{{ {} }}}}{{% endif %}}".format, expressions, chains),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(statements)
def test_what_is_told_does_not_render(compiled: Compiled, tags: str) -> None:
    try:
        template = compiled(p(tags))
        made = docx.Document(io.BytesIO(template.render(DATA)))
    except QmsdocsError:
        return
    # What these data do not come to (another branch, a loop over nothing, the second of a list) renders whatever it is.
    every = "§" not in tags or "§" in made.paragraphs[0].text
    if every and not any(word in tags for word in (" if ", " or ", " and ", "][0]")):
        assert [problem.text() for problem in told(template)] == []


def test_tags_split_over_many_runs_are_told_whole(compiled: Compiled) -> None:
    pieces = "".join(run(sign, bold=bool(n % 2)) for n, sign in enumerate("{% for s in procedure.steps %}{{ s.waht }}"))
    (problem,) = told(compiled(p(pieces + run("{% endfor %}"))))
    assert words(problem) == (UNKNOWN, "s.waht", "s.what") and "{{ s.waht }}" in problem.message()


def test_a_template_saved_by_libreoffice_tells_the_same(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    widths = [3000, 3000]
    line = row(["{{ step.waht }}", "{% for t in step.times %}{{ t.x }}{% endfor %}"], widths)
    body = p("{{ procedure.titel }}") + table(widths, loop_rows("for step in procedure.steps", widths, line)) + p("x")
    (tmp_path / "t.docx").write_bytes(package_of(body, "{{ agency.nmae }}"))
    out = tmp_path / "saved"
    command = [soffice, f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(out), str(tmp_path / "t.docx")], check=True, capture_output=True)
    before = told(compile_bytes((tmp_path / "t.docx").read_bytes(), tmp_path))
    after = told(compile_bytes((out / "t.docx").read_bytes(), tmp_path))
    assert len(before) == 4
    assert list(map(words, before)) == list(map(words, after))
    body_places = [problem.where.inside for problem in before[:3]]
    assert body_places == [problem.where.inside for problem in after[:3]]


# --- the commands


def qmsdocs(*arguments: str | Path) -> Result:
    """A command that is expected to run to its end."""
    return CliRunner().invoke(commands, ["template", *map(str, arguments)])


def data_of(result: Result) -> Any:
    return json.loads(result.stdout)


def failed(result: Result) -> list[tuple[str, Mapping[str, object]]]:
    """(code, words) of the problems with which a command stopped."""
    assert isinstance(result.exception, QmsdocsError), result.output
    return [(problem.code, problem.words) for problem in result.exception.problems]


def add_line(file: Path, text: str) -> None:
    document = docx.Document(str(file))
    document.add_paragraph(text)
    document.save(str(file))


def test_check_without_arguments_looks_at_every_built_in_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = qmsdocs("check")
    assert result.exit_code == 0
    (line,) = [line for line in result.output.splitlines() if "templates/procedure.docx" in line]
    assert "procedure" in line and "biên dịch" in line and " thẻ in " in line
    built_in = [file for file in (ROOT / "templates").rglob("*.docx") if file.parent.name != "parts"]
    assert result.output.endswith(f"\n{len(built_in)} mẫu: 0 lỗi, 0 cảnh báo, 0 thông tin.\n")


def test_check_of_a_workspace_tells_the_mistakes_of_what_it_overrides(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert qmsdocs("copy", "policy", "--to", root).exit_code == 0
    add_line(root / "templates" / "policy.docx", "{{ policy.statment }}")
    add_line(root / "templates" / "policy.docx", "{{ policy.commitments }}")
    monkeypatch.chdir(root)
    result = qmsdocs("check", "--format", "json")
    assert result.exit_code == 1
    data = data_of(result)
    assert [problem["code"] for problem in data["problems"]] == [UNKNOWN, "value-without-text"]
    assert all(problem["file"].endswith("policy.docx") and problem["inside"] for problem in data["problems"])
    assert "policy.statement" in data["problems"][0]["hint"]
    overridden = next(one for one in data["templates"] if one["kind"] == "policy")
    assert overridden["file"] == "templates/policy.docx" and overridden["engine"] == "compiled"
    own = data_of(qmsdocs("check", ROOT / "templates" / "policy.docx", "--format", "json"))["templates"][0]
    assert (overridden["tags"], overridden["values"]) == (own["tags"] + 2, own["values"] + 2)
    assert qmsdocs("check", "procedure", "form").exit_code == 0
    assert qmsdocs("check", "policy", "--lang", "en").output.splitlines()[-1].startswith("1 templates: 2 error")


def test_check_tells_wrong_tags_and_wrong_fields_of_a_template_in_one_run(tree: Tree) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert qmsdocs("copy", "policy", "--to", root).exit_code == 0
    for text in ("{{ policy.statment }}", "{{ policy.closing | hoa }}", "{%p if agency.parent %}mất"):
        add_line(root / "templates" / "policy.docx", text)
    problems = data_of(qmsdocs("check", "policy", "--path", root, "--format", "json"))["problems"]
    assert {problem["code"] for problem in problems} == {
        "template-text-beside",
        "template-block-open",
        "template-unknown-filter",
        UNKNOWN,
    }
    add_line(root / "templates" / "policy.docx", "{%p endif %}")
    problems = data_of(qmsdocs("check", "policy", "--path", root, "--format", "json"))["problems"]
    assert {problem["code"] for problem in problems} == {"template-text-beside", "template-unknown-filter", UNKNOWN}


def test_check_of_a_province_looks_at_what_each_agency_uses(tmp_path: Path) -> None:
    root = tmp_path / "tinh"
    root.mkdir()
    shutil.copy(ROOT / "samples" / "binh-phuoc" / "programme.yaml", root)
    assert qmsdocs("copy", "policy", "--to", root).exit_code == 0
    assert qmsdocs("copy", "policy", "--to", root, "--agency", "so-y-te").exit_code == 0
    add_line(root / "agencies" / "so-y-te" / "templates" / "policy.docx", "{{ policy.statment }}")
    result = qmsdocs("check", "policy", "--path", root)
    assert result.exit_code == 1 and result.output.count("biên dịch") == 2
    assert "so-y-te/templates/policy.docx, đoạn" in result.output.replace("\\", "/")
    assert qmsdocs("check", "policy", "--path", root, "--agency", "so-tu-phap").exit_code == 0
    assert qmsdocs("check", "--path", root, "--agency", "so-y-te").exit_code == 1
    assert qmsdocs("check", "--path", root / "agencies" / "so-y-te").exit_code == 1
    assert failed(qmsdocs("check", "--path", root, "--agency", "so-y-tế"))[0][0] == "unknown-agency"
    assert failed(qmsdocs("check", "--path", tmp_path))[0][0] == "not-a-workspace"
    assert failed(qmsdocs("check", "--path", tmp_path, "--agency", "so-y-te"))[0][0] == "not-a-workspace"


def test_what_was_found_once_is_told_again_until_something_changes(tree: Tree) -> None:
    """Template, shared part, layout law: what a finding rests on is looked at again when it changed."""
    root = tree({"agency.yaml": AGENCY})
    qmsdocs("copy", "submission", "--to", root)
    qmsdocs("copy", "parts/letterhead.docx", "--to", root)

    def codes() -> list[str]:
        told = [data_of(qmsdocs("check", "submission", "--path", root, "--format", "json")) for _ in range(2)]
        assert told[0] == told[1]
        return [problem["code"] for problem in told[0]["problems"]]

    assert codes() == []
    papers = [file for file in (root / "templates").rglob("*.docx") if file.name == "submission.docx"]
    sound = {file: file.read_bytes() for file in [*papers, root / "templates" / "parts" / "letterhead.docx"]}
    for file in sound:
        add_line(file, "{{ agency.nam }}")
        assert UNKNOWN in codes()
        file.write_bytes(sound[file])
        assert codes() == []
    (root / "layout.yaml").write_text("nd30-2020: {page: {left: 35}}\n", encoding="utf-8")
    assert set(codes()) == {"layout-broken"}
    (root / "layout.yaml").unlink()
    assert codes() == []


def test_check_of_a_file_takes_its_kind_from_its_name_or_from_the_option(tmp_path: Path) -> None:
    for name in ("procedure.docx", "của tôi.docx"):
        shutil.copy(ROOT / "templates" / "procedure.docx", tmp_path / name)
        add_line(tmp_path / name, "{{ procedure.titel }}")
    named, unnamed = tmp_path / "procedure.docx", tmp_path / "của tôi.docx"
    assert qmsdocs("check", named).exit_code == 1
    assert qmsdocs("check", unnamed).exit_code == 0  # nothing is known of what a file of no kind may use
    assert qmsdocs("check", unnamed, "--kind", "procedure").exit_code == 1
    assert qmsdocs("check", unnamed, "--kind", "manual").output.count("dùng trường không có: procedure") > 10
    without_code = tmp_path / "policy.docx"
    without_code.write_bytes(package_of(p("{{ policy.statement }}")))
    assert "không có mã hiệu" in qmsdocs("check", without_code).output
    add_line(unnamed, "{% for x in procedure.steps %}")
    result = qmsdocs("check", unnamed, named)
    assert result.exit_code == 1 and "hỏng" in result.output
    assert "endfor" in result.output and "procedure.title" in result.output


def test_check_of_names_that_are_neither(tmp_path: Path) -> None:
    assert failed(qmsdocs("check", "procedur"))[0] == (
        "unknown-document-kind",
        {"kind": "procedur", "near": "procedure", "known": ", ".join(EVERY)},
    )
    result = qmsdocs("check", tmp_path / "none.docx", "--format", "json")
    assert result.exit_code == 1 and data_of(result)["problems"][0]["code"] == "template-unreadable"


@pytest.mark.parametrize("kind", EVERY)
def test_fields_lists_the_dictionary_of_a_kind(kind: str) -> None:
    data = data_of(qmsdocs("fields", kind, "--format", "json"))
    known = {path for path, _ in walk(fields(kind))}
    assert {entry["path"].removesuffix("[]").removesuffix("[]") for entry in data["fields"]} == known
    assert all(entry["words"] for entry in data["fields"]) and data["templates"] == [*EVERY[kind].TEMPLATES]
    text = qmsdocs("fields", kind).output
    assert max(map(len, text.splitlines())) <= 100
    assert all(entry["path"] in text for entry in data["fields"])


def test_fields_says_where_a_value_is_written() -> None:
    lines = qmsdocs("fields", "procedure").output.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("procedure.steps[].what "))
    assert " chữ " in lines[at] and lines[at + 1].strip() == "← procedures/*.yaml: steps[].what"
    assert failed(qmsdocs("fields", "procedur"))[0][0] == "unknown-document-kind"


def test_list_tells_which_layer_wins_and_what_it_hides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {line.rpartition("  ")[2] for line in qmsdocs("list").output.splitlines()} == {"có sẵn"}
    root = tmp_path / "tinh"
    root.mkdir()
    shutil.copy(ROOT / "samples" / "binh-phuoc" / "programme.yaml", root)
    qmsdocs("copy", "policy", "--to", root)
    qmsdocs("copy", "policy", "--to", root, "--agency", "so-y-te")
    own = root / "agencies" / "so-y-te" / "templates"
    (own / "parts").mkdir()
    for name in ("parts/letterhead.docx", "policies.docx", "~$policy.docx"):
        shutil.copy(own / "policy.docx", own / name)
    lines = qmsdocs("list", root).output.splitlines()
    (policy,) = [line for line in lines if line.startswith("policy.docx")]
    assert policy.split("  ")[-1] == "tỉnh, thay bản có sẵn"
    (agency,) = [line for line in lines if ": " in line]
    assert agency.startswith("so-y-te: policies.docx (cơ quan); policy.docx (cơ quan, thay bản tỉnh, có sẵn);")
    assert "parts/letterhead.docx (cơ quan" in agency
    (unused,) = [
        line for line in qmsdocs("list", root / "agencies" / "so-y-te").output.splitlines() if "policies" in line
    ]
    assert "không được dùng" in unused
    data = data_of(qmsdocs("list", root, "--format", "json"))
    entry = next(one for one in data["templates"] if one["name"] == "policy.docx")
    assert (entry["kind"], entry["layer"], [one["layer"] for one in entry["hides"]]) == (
        "policy",
        "province",
        ["built-in"],
    )
    assert [one["slug"] for one in data["agencies"]] == ["so-y-te"]


def test_copy_starts_an_override_from_the_nearest_template_and_overwrites_nothing(tmp_path: Path) -> None:
    root = tmp_path / "tinh"
    root.mkdir()
    shutil.copy(ROOT / "samples" / "binh-phuoc" / "programme.yaml", root)
    assert "Đã chép" in qmsdocs("copy", "form", "--to", root).output
    assert {file.name for file in (root / "templates").iterdir()} == {"form.docx", "form-landscape.docx"}
    add_line(root / "templates" / "form.docx", "của tỉnh")
    assert qmsdocs("copy", "form.docx", "--to", root, "--agency", "so-y-te").exit_code == 0
    own = root / "agencies" / "so-y-te" / "templates"
    assert (own / "form.docx").read_bytes() == (root / "templates" / "form.docx").read_bytes()
    assert qmsdocs("copy", "nd30-2020/submission.docx", "--to", root / "agencies" / "so-y-te").exit_code == 0
    assert (own / "nd30-2020" / "submission.docx").is_file()
    before = (own / "form.docx").read_bytes()
    add_line(root / "templates" / "form.docx", "thêm nữa")
    (problem, _) = failed(qmsdocs("copy", "form", "--to", root, "--agency", "so-y-te"))[0]
    assert problem == "already-there" and (own / "form.docx").read_bytes() == before
    assert not (own / "form-landscape.docx").exists()


def test_copy_refuses_what_it_does_not_know(tree: Tree, tmp_path: Path) -> None:
    root = tree({"agency.yaml": AGENCY})
    assert failed(qmsdocs("copy", "procedur", "--to", root))[0][0] == "unknown-document-kind"
    assert failed(qmsdocs("copy", "procedur.docx", "--to", root))[0] == (
        "nothing-to-copy",
        {"name": "templates/procedur.docx", "near": "templates/procedure.docx"},
    )
    assert failed(qmsdocs("copy", "form", "--to", tmp_path / "none"))[0][0] == "not-a-workspace"
    assert failed(qmsdocs("copy", "form", "--to", root, "--agency", "so-y-te"))[0][0] == "unknown-agency"
