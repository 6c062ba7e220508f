"""Templates, data and packages that attack: code, work and memory, field codes, the zip and its XML. Each is refused
with a Problem, soon and in little memory; nothing of the caller's is called or changed."""

from __future__ import annotations

import bz2
import contextlib
import functools
import io
import json
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import jinja2
import pytest
from lxml import etree

if __name__ == "__main__":  # the child that bears the attacks on work and memory
    sys.path.insert(0, str(Path(__file__).parent.parent))

from qmsdocs.docx import compile_template, package
from qmsdocs.errors import QmsdocsError

SECONDS = 8  # for what takes two on a machine that is not busy
MEGABYTES = 350

# --- real packages, with anything in them

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OPENING = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}">'
TYPES, RELATIONS, DOCUMENT = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"


def parts(body: str, more: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    return {
        TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/></Types>',
        "_rels/.rels": relations(f'Type="{OFFICE}/officeDocument" Target="word/document.xml"'),
        DOCUMENT: f"{OPENING}<w:body>{body}</w:body></w:document>",
        **(more or {}),
    }


def relations(*lines: str) -> str:
    made = "".join(f'<Relationship Id="r{number}" {line}/>' for number, line in enumerate(lines))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


def packed(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def word(body: str, more: Mapping[str, str | bytes] | None = None) -> bytes:
    return packed(parts(body, more))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def r(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def p(text: str) -> str:
    return f"<w:p>{r(text)}</w:p>"


def document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(DOCUMENT)


def refused(data: bytes, context: Mapping[str, object] | None = None) -> set[str]:
    """The codes with which a template is refused, when compiled or when rendered."""
    with pytest.raises(QmsdocsError) as raised:
        compile_template(data).render(context or {"x": "a"})
    assert all(problem.message() and problem.hint() and problem.text("en") for problem in raised.value.problems)
    return {problem.code for problem in raised.value.problems}


# --- code

CALLED: list[str] = []


class Person:
    name = "Tên"
    _secret = "kín"

    def greet(self) -> str:
        CALLED.append("greet")
        return "chào"


def call(*args: object) -> str:
    CALLED.append("call")
    return "gọi"


CODE = [
    "{{ x.__class__ }}",
    "{{ x | attr('__class__') }}",
    "{{ x['__class__'] }}",
    "{{ x['__cla' ~ 'ss__'] }}",
    "{{ '{0.__class__}'.format(x) }}",
    "{{ '{0[__class__]}'.format(x) }}",
    "{{ '{a.__class__}'.format_map({'a': x}) }}",
    "{{ ('{0.__class__}' | safe).format(x) }}",
    "{{ ''.format.__wrapped__ }}",
    "{{ ''.format | attr('__wrap' ~ 'ped__') }}",
    "{{ xs | map(attribute='__class__') | join }}",
    "{{ xs | map('attr', '__class__') | join }}",
    "{{ xs | groupby('__class__') | list }}",
    "{{ xs | sort(attribute='__class__') }}",
    "{{ xs | selectattr('__class__') | list }}",
    "{{ xs | sum(attribute='__class__') }}",
    "{{ xs | unique(attribute='__class__') | list }}",
    "{{ xs | max(attribute='__class__') }}",
    "{{ xs | join(attribute='__class__') }}",
    "{% filter attr('__class__') %}x{% endfilter %}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler | attr('__init__') }}",
    "{{ joiner.__init__ }}",
    "{{ namespace.__init__ }}",
    "{{ range.__wrapped__ }}",
    "{{ lipsum() }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ caller() }}",
    "{{ super() }}",
    "{{ environment }}",
    "{{ context }}",
    "{{ work }}",
    "{% macro m() %}{{ caller.__class__ }}{% endmacro %}{% call m() %}x{% endcall %}",
    "{% macro m() %}x{% endmacro %}{{ m._func }}",
    "{% macro m() %}x{% endmacro %}{{ m | attr('_fu' ~ 'nc') }}",
    "{% for i in xs %}{{ loop._iterable }}{% endfor %}",
    "{% for i in xs %}{{ loop | attr('_to_iter' ~ 'ator') }}{% endfor %}",
    "{{ d['_' ~ 'hidden'] }}",
    "{{ d | attr('_hidden') }}",
    "{{ '{0._hidden}'.format(d) }}",
    "{{ '{0[_hidden]}'.format(d) }}",
    "{{ person._secret }}",
    "{{ person['_sec' ~ 'ret'] }}",
    "{{ xs.append('z') }}",
    "{{ xs.clear() }}",
    "{{ xs.sort() }}",
    "{{ d.update({'k': 'z'}) }}",
    "{{ d.pop('k') }}",
    "{{ d.setdefault('q', 1) }}",
    "{{ dict.update(d, k=1) }}",
    "{% set d.k = 'z' %}{{ d.k }}",
    "{% set person.name = 'z' %}{{ person.name }}",
    "{{ call() }}",
    "{{ [call][0]() }}",
    "{{ {'a': call}.a() }}",
    "{% for f in [call] %}{{ f() }}{% endfor %}",
    "{{ person.greet() }}",
    "{{ ([person] | map(attribute='greet') | first)() }}",
    "{{ call }}",
    "{{ person.greet }}",
    # A namespace must not pass for an object of Python's, or of docxtpl's.
    "{% set ns = namespace() %}{% set ns.__html__ = call %}{{ ns }}",
    "{{ namespace(__html__=call) }}",
    "{{ namespace({'__html__': call}) ~ '' }}",
    "{{ namespace(**{'__html__': call}) | e }}",
    "{{ namespace(image_descriptor='/dev/zero', width=none, height=none, anchor=none) }}",
    "{{p namespace(subdocx='/etc/passwd') }}",
    "{% import 'os' as o %}{{ o }}",
    "{% from 'x' import y %}",
    "{% include '/etc/passwd' %}",
    "{% extends 'x' %}",
    "{% debug %}",
    "{% do call() %}",
]


@pytest.mark.parametrize("tag", CODE)
def test_a_template_reads_data_and_runs_nothing(tag: str) -> None:
    data = {"x": "a", "xs": ["a", "b"], "d": {"k": "v", "_hidden": "kín"}, "person": Person(), "call": call}
    codes = refused(word(p(tag)), data)
    assert all(code.startswith(("template-", "part-", "value-without-text")) for code in codes), codes
    assert (data["xs"], data["d"]) == (["a", "b"], {"k": "v", "_hidden": "kín"})
    assert Person.name == "Tên" and not CALLED


def test_what_the_callers_environment_gives_may_be_called() -> None:
    environment = jinja2.Environment()
    environment.globals["money"] = lambda amount: f"{amount:,} đồng"
    environment.filters["twice"] = lambda text: text * 2
    made = compile_template(word(p("{{ money(1000) }} {{ 'ab' | twice }}")), environment=environment).render({})
    assert "1,000 đồng</w:t>" in document(made).decode() or "1,000 đồng abab" in document(made).decode()


# --- work and memory: borne by a child with little address space


class EndlessList(list):  # type: ignore[type-arg]
    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[Any]:
        while True:
            yield 1


class EndlessSequence:
    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: int) -> str:
        return "x"


class EndlessMapping(Mapping[Any, Any]):
    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[int]:
        return iter(range(10**12))

    def __getitem__(self, key: object) -> str:
        return "x"


class Failing:
    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


def endless() -> Iterator[str]:
    while True:
        yield "x"


def hostile_data() -> dict[str, Any]:
    ring: dict[str, Any] = {}
    ring["self"] = ring
    deep: list[Any] = []
    for _ in range(50_000):
        deep = [deep]
    return {
        "x": "a", "xs": ["a", "b"], "big": "x" * 1_000_000, "ten": "y" * 9_999, "lines": "\n" * 3_000_000,
        "rows": [{"a": number} for number in range(1000)], "many": list(range(99_999)), "ring": ring, "deep": deep,
        "huge": Decimal("1E999999"), "list": EndlessList(), "sequence": EndlessSequence(), "failing": Failing(),
        "mapping": EndlessMapping(), "endless": endless(), "bells": "\a" * 100_000,
    }  # fmt: skip


NS = "{% set ns = namespace(x='xxxxxxxxxx', l=(0,), m=(0,)) %}"
DOUBLING = NS + "{% for i in range(50) %}{% set ns.l = (ns.l, ns.l) %}{% set ns.m = (ns.m, ns.m) %}{% endfor %}"
LONG = "{% for i in range(99999) %}"
TABLE = "{'columns': [{'title': 'a', 'width': '1'}] * 900, 'rows': [['x'] * 900] * 99999}"
WORK = [
    "{% for i in range(10**9) %}x{% endfor %}",
    LONG + LONG + "{% endfor %}{% endfor %}",
    LONG + LONG + "{% set q = 1 %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) if 'z' in many %}{% endfor %}",
    "{% for i in range(99999) recursive %}{% if loop.depth < 4 %}{{ loop(range(99999)) }}{% endif %}{% endfor %}",
    "{% for i in [1, 2] recursive %}{% if loop.depth < 40 %}{{ loop([1, 2]) }}{% endif %}{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 10**9 * 'x' }}",
    "{{ ([0] * 10**9) | length }}",
    "{{ 10**(10**9) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ '%(a)1000000000d' % {'a': 1} }}",
    "{{ '%(a)1000000000d' | format(a=1) }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '%.1000000000f' % 1 }}",
    "{{ ('%9999d' * 9999) % ((1,) * 9999) }}",
    "{{ '{:>1000000000}'.format(1) }}",
    "{{ '{:>{}}'.format(1, 10**9) }}",
    "{{ '{a:>1000000000}'.format_map({'a': 1}) }}",
    "{{ ('{0:>9999}' * 20000).format(1) }}",
    "{{ ('{0}' * 50000).format(ten) }}",
    "{{ '{:%100000000d}'.format(1) }}",
    "{{ 'a' | center(10**9) }}",
    "{{ 'a'.ljust(10**9) }}",
    "{{ 'a'.zfill(10**9) }}",
    "{{ '\\t'.expandtabs(tabsize=10**9) }}",
    "{{ ('\\t' * 90000).expandtabs(100) }}",
    "{{ ('a\\n' * 90000) | indent(9999) }}",
    "{{ ('a\\n' * 90000) | indent(ten) }}",
    "{{ xs | batch(10**9, 'x') | list | length }}",
    "{{ xs | slice(10**9) | list | length }}",
    "{{ 1.5 | round(10**9) }}",
    "{{ 1.5 | round(9999, 'ceil') }}",
    "{{ ten | replace('y', ten) }}",
    "{{ ten | replace(new=ten, old='y') }}",
    "{{ ('1' * 9999) | replace(1, ten) }}",
    "{{ ten.replace('', ten) }}",
    "{{ range(99999) | join(ten) }}",
    "{{ ([big] * 9999) | join }}",
    "{{ ten.join(['a'] * 9999) }}",
    "{{ ''.join([big] * 9999) }}",
    "{{ " + " ~ ".join(["big"] * 2000) + " }}",
    "{{ (range(9999) | list | tojson(9999)) | length }}",
    "{{ big | wordwrap(1) | length }}",
    "{{ ten | wordwrap(1, true, ten) }}",
    "{{ ('<!---->' * 20000) | striptags }}",
    "{{ ('f' * 99999) | int(0, 16) }}",
    "{{ ([[0] * 999] * 999) | sum(start=[]) | length }}",
    NS + "{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}{{ ns.x | length }}",
    NS + "{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}{{ ns.x | length }}",
    NS + "{% for i in range(9999) %}{% set ns.l = ns.l + ([0] * 99999,) %}{% endfor %}",
    NS + "{% for i in range(9999) %}{% set ns.l = ns.l + ('x' * 199999,) %}{% endfor %}",
    *(
        f"{DOUBLING}{{{{ {expression} }}}}"
        for expression in (
            "ns.l", "ns.l | string", "'{}'.format(ns.l)", "'%s' % ns.l", "ns.l ~ ''", "ns.l | tojson", "ns.l == ns.m",
            "ns.l in [ns.m]", "ns.l is eq(ns.m)", "[ns.l].count(ns.m)", "[ns.l, ns.m] | sort | length", "{ns.l: 1}",
            "x.replace(ns.l, x)", "x | replace(ns.l, x)", "x | default(1, ns.l)", "x | tojson(ns.l)",
            "{}[ns.l]", "ns.l in {}", "{}.get(ns.l)", "[ns.l] | unique | list", "ns",
        )
    ),
    "{% set n0 = namespace(a=1) %}"
    + "".join(f"{{% set n{i + 1} = namespace(a=n{i}, b=n{i}) %}}" for i in range(40))
    + "{{ n40 ~ '' }}",
    "{% set x0 %}xxxxxxxxxx{% endset %}"
    + "".join(f"{{% set x{i + 1} %}}{{{{ x{i} }}}}{{{{ x{i} }}}}{{% endset %}}" for i in range(40))
    + "{{ x40 | length }}",
    "{% set q %}" + LONG + "{{ ten }}{% endfor %}{% endset %}{{ q | length }}",
    "{% filter upper %}" + LONG + "{{ ten }}{% endfor %}{% endfilter %}",
    "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(1) }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
    "{% macro f() %}" + "{{ x }}" * 2000 + "{% endmacro %}" + LONG + "{{ f() }}{% endfor %}",
    LONG + "{{ range(99999) | sum }}{% endfor %}",
    LONG + "{{ range(99999) | sort | first }}{% endfor %}",
    LONG + "{{ range(99999) | map('string') | list | length }}{% endfor %}",
    LONG + "{{ rows | groupby('a') | length }}{% endfor %}",
    LONG + "{% if 'z' in range(99999) %}{% endif %}{% endfor %}",
    LONG + "{% if 'xz' in big %}{% endif %}{% endfor %}",
    LONG + "{% if big[1:] %}{% endif %}{% endfor %}",
    LONG + "{% if many == rows %}{% endif %}{% endfor %}",
    LONG + "{% if big.upper() %}{% endif %}{% endfor %}",
    LONG + "{{ big.count('y') }}{% endfor %}",
    LONG + "{{ loop.cycle(*range(99999)) }}{% endfor %}",
    LONG + "{{ big }}{% endfor %}",
    LONG + "{{ ten }}{% endfor %}",
    LONG + "{{ rows }}{% endfor %}",
    LONG + "y" * 50_000 + "{% endfor %}",
    "{{p " + TABLE + " | table(9000) }}",
    "{{ lines }}",
    "{{ ring }}",
    "{{ deep | string }}",
    "{{ huge | int }}",
    "{{ '%d' % huge }}",
    "{% for i in list %}x{% endfor %}",
    "{{ list | sort }}",
    "{% for i in sequence %}x{% endfor %}",
    "{{ sequence | list | length }}",
    "{% for i in mapping %}x{% endfor %}",
    "{{ mapping | dictsort | length }}",
    "{{ mapping }}",
    "{% for i in endless %}x{% endfor %}",
    "{{ endless | join }}",
    "{{ 'z' in endless }}",
    "{{ failing.a }}",
]  # fmt: skip
# A paragraph whose look is long, repeated by every sign that asks for a new paragraph.
BELLS = f"<w:p><w:pPr>{'<w:q/>' * 9_999}</w:pPr>{r('{{ bells }}')}</w:p>"


def bear() -> None:
    """In the child: try each attack, and tell what came of it, how long it took, and the memory of all."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
    told = []
    for body in [*map(p, WORK), BELLS]:
        began = time.monotonic()
        try:
            compile_template(word(body)).render(hostile_data())
            outcome = "printed"
        except QmsdocsError as error:
            outcome = error.problems[0].code
        except BaseException as error:
            outcome = repr(error)[:200]
        told.append((outcome, time.monotonic() - began))
    sys.stdout.write(json.dumps([told, _peak()]))


def _peak() -> float:
    """The most memory that this process has used, in MB: its own, where ru_maxrss begins with its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) / 1024


@functools.cache
def borne() -> tuple[list[tuple[str, float]], float]:
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, timeout=300, check=True)
    told, peak = json.loads(done.stdout)
    return told, peak


posix = pytest.mark.skipif(sys.platform == "win32", reason="the child bounds its memory by a POSIX call")


@posix
@pytest.mark.parametrize("number", range(len(WORK) + 1), ids=[*(tag[:60] for tag in WORK), "bells"])
def test_work_is_bounded(number: int) -> None:
    outcome, seconds = borne()[0][number]
    assert outcome in ("template-too-much", "template-failed", "value-without-text"), outcome
    assert seconds < SECONDS


@posix
def test_memory_is_bounded() -> None:
    assert borne()[1] < MEGABYTES


def test_real_documents_are_far_from_the_bounds() -> None:
    body = p("{%p for row in rows %}") + p("{{ row.a }}: {{ row.b | upper }}, {{ row.b[:5] }}") + p("{%p endfor %}")
    rows = [{"a": number, "b": "Ủy ban nhân dân tỉnh " * 5} for number in range(5000)]
    assert compile_template(word(body)).render({"rows": rows})


# --- compiling takes time that grows with the length of the template, and no more

BOLD = "<w:rPr><w:b/></w:rPr>"
MARK, CODE_OF = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>', "<w:r><w:instrText>%s</w:instrText></w:r>"
LENGTHS: dict[str, Callable[[int], str]] = {
    "braces": lambda n: p("{" * 20 * n),
    "braces in runs": lambda n: f"<w:p>{r('{') * 3 * n}</w:p>",
    "braces in paragraphs": lambda n: p("{{") * n,
    "quotes": lambda n: p("{{ " + "\"'" * 2 * n + " }}"),
    "quoted quotes": lambda n: p('{{ "' + '\\"' * 4 * n + " }}"),
    "a quote in every tag": lambda n: p('{{ \\" }}' * n),
    "comments": lambda n: p("{#p c #}") * n,
    "tags in a paragraph": lambda n: p("{{ x }}" * n),
    "tags in runs": lambda n: f"<w:p>{(r('{{ x }}') + r('b', BOLD)) * n}</w:p>",
    "split tags": lambda n: f"<w:p>{(r('{') + r('{', BOLD) + r('x') + r('}', BOLD) + r('}')) * n}</w:p>",
    "paragraphs": lambda n: p("abc") * 5 * n,
    "runs": lambda n: f"<w:p>{(r('a') + r('b', BOLD)) * 3 * n}</w:p>",
    "tags for runs": lambda n: f"<w:p>{(r('{{r x }}') + r('b', BOLD)) * n}</w:p>",
    "tags for paragraphs": lambda n: (p("{%p if x %}") + p("a") + p("{%p endif %}")) * (n // 2),
    "neighbouring tags": lambda n: p("{%p set a = 1 %}") * n,
    "dashes": lambda n: p("{%- if x -%} a {%- endif -%} " * (n // 2)),
    "cell tags": lambda n: f"<w:tbl><w:tr><w:tc>{p('{% cellbg x %}' * (n // 2))}</w:tc></w:tr></w:tbl>",
    "rows in a block": lambda n: "<w:tbl>{}{}{}</w:tbl>".format(
        *(f"<w:tr><w:tc>{p(text)}</w:tc></w:tr>" * times
          for text, times in (("{%tr if x %}", 1), ("a", 3 * n), ("{%tr endif %}", 1)))
    ),
    "spelling marks": lambda n: f"<w:p>{'<w:proofErr/> ' * 5 * n}{r('{{ x }}')}</w:p>",
    "contents lists": lambda n: (
        f"<w:p>{MARK % 'begin'}{CODE_OF % 'TOC'}{MARK % 'separate'}{MARK % 'end'}</w:p>" * (n // 2)
    ),
    "an open contents list": lambda n: f"<w:p>{MARK % 'begin'}{CODE_OF % 'TOC ' * 2 * n}</w:p>" + p("a") * n,
    "pieces of a field code": lambda n: f"<w:p>{MARK % 'begin'}{CODE_OF % '  ' * 5 * n}</w:p>",
    "wrong tags": lambda n: p("{{ x y }}") * (n // 2),
    "open blocks": lambda n: p("{% if x %}") * (n // 2),
    "ends of blocks": lambda n: p("{% endif %}") * n,
    "unknown filters": lambda n: p("{{ x | zzz }}") * (n // 2),
    "branches": lambda n: p("{% if x == 'b' %}b" + "{% elif x == 'c' %}c" * (n // 4) + "{% endif %}"),
    "a long list": lambda n: p("{{ [" + "1," * 3 * n + "] | length }}"),
}  # fmt: skip


def seconds_to_compile(body: str) -> float:
    data = word(body)
    began = time.process_time()
    with contextlib.suppress(QmsdocsError):
        compile_template(data)
    return time.process_time() - began


@pytest.mark.parametrize("name", LENGTHS)
def test_compiling_is_linear(name: str) -> None:
    short, long = (min(seconds_to_compile(LENGTHS[name](n)) for _ in range(2)) for n in (600, 1200))
    assert long < 3 * short + 0.2


@pytest.mark.parametrize(
    "body",
    [
        p("{" * 200_000),
        p("{{x}}" * 100_000),
        p("{{x}}") * 100_000,
        f"<w:p>{(r('a') + r('{{x}}', BOLD)) * 25_000}</w:p>",
        p("{{ " + "\"'" * 20_000 + " }}"),
        '<w:p w:a="{{x}}"/>' * 30_000,
        "<w:p/>" * 1_100_000,
    ],
    ids=["braces", "tags", "paragraphs", "runs", "quotes", "attributes", "elements"],
)
def test_more_than_any_template_holds_is_refused_soon(body: str) -> None:
    began = time.monotonic()
    with pytest.raises(QmsdocsError) as raised:
        compile_template(word(body))
    assert time.monotonic() - began < SECONDS
    assert all(len(problem.text()) < 2000 for problem in raised.value.problems[:5])


NESTED = [
    "{{ " + "(" * 1000 + "1" + ")" * 1000 + " }}",
    "{{ " + "(" * 50_000 + "1" + ")" * 50_000 + " }}",
    "{{ " + "[" * 1000 + "1" + "]" * 1000 + " }}",
    "{{ " + "{1:" * 1000 + "1" + "}" * 1000 + " }}",
    *("{{ " + sign.join(["1"] * 5000) + " }}" for sign in ("+", "-", "**")),
    "{% if " + "not " * 5000 + "x %}a{% endif %}",
    "{% if " + " and ".join(["x"] * 5000) + " %}a{% endif %}",
    "{{ " + "- " * 5000 + "1 }}",
    "{{ x" + ".a" * 5000 + " }}",
    "{{ x" + "['a']" * 5000 + " }}",
    "{{ x" + "()" * 5000 + " }}",
    "{{ x" + " | upper" * 5000 + " }}",
    "{{ " + "1 if x else " * 5000 + "2 }}",
    *("{% if x %}" * depth + "a" + "{% endif %}" * depth for depth in (120, 1500)),
    "{% for i in [1] %}" * 25 + "a" + "{% endfor %}" * 25,
    "".join(f"{{% macro m{i}() %}}" for i in range(200)) + "a" + "{% endmacro %}" * 200,
    "{{ " + "9" * 5000 + " }}",
    "{{ 0x" + "f" * 50_000 + " }}",
]


@pytest.mark.parametrize("text", NESTED, ids=[text[:30] for text in NESTED])
def test_nesting_beyond_measure_is_told_at_its_tag(text: str) -> None:
    with pytest.raises(QmsdocsError) as raised:
        compile_template(word(p("Một") + p(text)))
    (problem,) = raised.value.problems
    assert (problem.code, problem.where.inside) == ("template-too-much", "đoạn 2")
    assert len(problem.text()) < 1000


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:txbxContent>" * 80 + p("{{ x }}") + "</w:txbxContent></w:r></w:p>" * 80,
        "<w:tbl><w:tr><w:tc>" * 80 + p("{{ x }}") + "</w:tc></w:tr></w:tbl>" * 80,
        "<w:sdt>" * 240 + p("{{ x }}") + "</w:sdt>" * 240,
    ],
    ids=["boxes", "tables", "controls"],
)
def test_boxes_in_boxes_take_no_time(body: str) -> None:
    began = time.monotonic()
    assert compile_template(word(body)).render({"x": "a"})
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("sign", ["\ufdd00\ufdd1", "\ufdd09999\ufdd1", "&#xFDD0;0&#xFDD1;", "\ufdd20\ufdd3"])
def test_the_signs_of_marks_cannot_be_forged(sign: str) -> None:
    assert refused(word(f"{p('{{ x }}')}<w:p><w:r><w:t>{sign}</w:t></w:r></w:p>")) == {"template-unreadable"}


# --- packages


def entry(name: str, content: str | bytes = "x") -> bytes:
    return word(p("{{ x }}"), {name: content})


def related(*lines: str, owner: str = RELATIONS) -> bytes:
    return word(p("{{ x }}"), {owner: relations(*lines)})


def outside(kind: str, mode: str = ' TargetMode="External"', target: str = "http://vd.vn/x") -> str:
    return f'Type="{OFFICE}/{kind}" Target="{target}"{mode}'


def typed(old: str, new: str) -> bytes:
    return word(p("{{ x }}"), {TYPES: str(parts("")[TYPES]).replace(old, new)})


def doctyped(entities: str, text: str = "a", name: str = DOCUMENT) -> bytes:
    xml = f"<!DOCTYPE a [{entities}]>{OPENING}<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return word(p("{{ x }}"), {name: xml})


def encoded(name: str) -> bytes:
    xml = f'<?xml version="1.0" encoding="{name}"?>{OPENING}<w:body>{p("{{ x }}")}</w:body></w:document>'
    return word("", {DOCUMENT: xml.encode(name)})


def flagged(data: bytes) -> bytes:
    """The archive with every entry said to be encrypted."""
    made = bytearray(data)
    for sign, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = made.find(sign)
        while at >= 0:
            made[at + place] |= 1
            at = made.find(sign, at + 4)
    return bytes(made)


def lying() -> bytes:
    """An entry of 50 million bytes that says it has a hundred."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = deflate.compress(b"a" * 50_000_000) + deflate.flush()
    name = b"word/media/a.png"
    made = bytearray(entry(name.decode(), bomb))
    for at, method, sizes in ((made.find(name) - 30, 8, 14), (made.rfind(name) - 46, 10, 16)):
        struct.pack_into("<H", made, at + method, 8)
        struct.pack_into("<III", made, at + sizes, zlib.crc32(b"a" * 100), len(bomb), 100)
    return bytes(made)


def doubled() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, content in [*parts(p("{{ x }}")).items(), (DOCUMENT, "<a/>")]:
            archive.writestr(name, content)
    return whole.getvalue()


def laughing() -> str:
    more = (f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    return '<!ENTITY l0 "lol">' + "".join(more)


BOMB = {**parts(p("{{ x }}")), "word/media/a.png": b"\0" * 60_000_000}
MANY = {**parts(p("{{ x }}")), **{f"word/x{i}.bin": b"" for i in range(3000)}}
UNREADABLE: dict[str, Callable[[], bytes]] = {
    "bomb": lambda: packed(BOMB, zipfile.ZIP_DEFLATED),
    "too many entries": lambda: packed(MANY),
    "an entry that lies": lying,
    "entries twice": doubled,
    "entries that differ in case": lambda: entry("Word/Document.xml"),
    "a parent folder": lambda: entry("../evil.xml"),
    "a parent folder inside": lambda: entry("word/../../evil.bin"),
    "a parent folder of Windows": lambda: entry("..\\evil.bin"),
    "an absolute name": lambda: entry("/etc/evil"),
    "a drive": lambda: entry("C:/evil"),
    "relations in capitals": lambda: entry("word/_RELS/settings.xml.rels", relations(outside("attachedTemplate"))),
    "bzip2": lambda: packed(parts(p("x")), zipfile.ZIP_BZIP2),
    "encrypted": lambda: flagged(word(p("x"))),
    "cut": lambda: word(p("x"))[:-60],
    "cut at the start": lambda: word(p("x"))[60:],
    "not a zip": lambda: bz2.compress(b"x"),
    "not Word": lambda: packed({TYPES: "<Types/>"}),
    "no types": lambda: packed({"a": "b"}),
    "broken types": lambda: word("", {TYPES: "<Types"}),
    "broken relations": lambda: word("", {RELATIONS: "<Rel"}),
    "too many relations": lambda: related(*[outside("hyperlink")] * 20_100),
    "a billion laughs": lambda: doctyped(laughing(), "&l9;"),
    "laughs in an attribute": lambda: doctyped(laughing(), '</w:t></w:r><w:r w:a="&l9;"><w:t>'),
    "laughs in styles": lambda: doctyped(laughing(), "&l9;", "word/styles.xml"),
    "a file as an entity": lambda: doctyped('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;"),
    "a parameter entity": lambda: doctyped('<!ENTITY % e SYSTEM "file:///etc/passwd">%e;'),
    "a document type in UTF-16": lambda: word(
        "", {DOCUMENT: f"<!DOCTYPE a><a>{OPENING}</w:document></a>".encode("utf-16")}
    ),
    "UTF-7": lambda: encoded("utf-7"),
    "Latin 1": lambda: encoded("iso-8859-1"),
    "deep": lambda: word("<w:sdt>" * 5000 + "</w:sdt>" * 5000),
    "a long text": lambda: word(p("a" * 11_000_000)),
}
UNSAFE: dict[str, Callable[[], bytes]] = {
    "docm": lambda: typed(
        "openxmlformats-officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"
    ),
    "a macro project": lambda: entry("word/vbaProject.bin"),
    "a macro project in capitals": lambda: entry("word/VBAPROJECT.BIN"),
    "a macro project of another name": lambda: related(
        'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"'
    ),
    "ActiveX": lambda: typed(
        "</Types>", '<Default Extension="b" ContentType="application/vnd.ms-office.activeX+xml"/></Types>'
    ),
    "a control": lambda: related(f'Type="{OFFICE}/control" Target="a.xml"'),
    "OLE": lambda: related(f'Type="{OFFICE}/oleObject" Target="a.bin"'),
    "OLE in the strict dialect": lambda: related(
        'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/oleObject" Target="a.bin"'
    ),
    "an embedded file": lambda: related(f'Type="{OFFICE}/package" Target="a.xlsx"'),
    "another file inside": lambda: related(f'Type="{OFFICE}/aFChunk" Target="a.htm"'),
    "an add-in": lambda: related(
        'Type="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes" Target="a.xml"'
    ),
    **{
        f"{kind} outside": functools.partial(related, outside(kind))
        for kind in ("attachedTemplate", "image", "frame", "subDocument", "externalData", "mailMergeSource")
    },
    "outside, of the settings": lambda: related(outside("attachedTemplate"), owner="word/_rels/settings.xml.rels"),
    "outside, in small letters": lambda: related(outside("attachedTemplate", ' TargetMode="external"')),
    "outside, unsaid": lambda: related(outside("attachedTemplate", "")),
    "outside, on a share": lambda: related(outside("attachedTemplate", "", "\\\\evil\\x.dotm")),
    "a link that is fetched": lambda: word(
        f'{p("{{ x }}")}<w:p><w:r><a:blip xmlns:a="urn:a" r:link="r0"/></w:r></w:p>',
        {RELATIONS: relations(outside("hyperlink"))},
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_damaged_or_deceiving_package_is_refused(name: str) -> None:
    assert refused(UNREADABLE[name]()) == {"template-unreadable"}


@pytest.mark.parametrize("name", UNSAFE)
def test_a_package_that_runs_or_fetches_is_refused(name: str) -> None:
    assert refused(UNSAFE[name]()) == {"template-unsafe"}


def test_hyperlinks_charts_and_other_encodings_are_fine() -> None:
    chart = {
        "word/charts/c.xml": "<a/>",
        "word/charts/_rels/c.xml.rels": relations(f'Type="{OFFICE}/package" Target="../b.xlsx"'),
        TYPES: str(parts("")[TYPES]).replace(
            "</Types>", '<Override PartName="/word/charts/c.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
        ),
    }  # fmt: skip
    for data in (related(outside("hyperlink")), word(p("{{ x }}"), chart), encoded("utf-16"), encoded("utf-8")):
        assert b">a</w:t>" in document(compile_template(data).render({"x": "a"}))


def test_files_are_read_up_to_a_bound(tmp_path: Path) -> None:
    with (tmp_path / "a.docx").open("wb") as file:
        file.truncate(10 * package.MAX_BYTES)
    with pytest.raises(QmsdocsError, match="too big"):
        compile_template(tmp_path / "a.docx")


# --- field codes


def field(*code: str) -> str:
    return f"<w:p>{MARK % 'begin'}{''.join(code)}{MARK % 'separate'}{r('1')}{MARK % 'end'}</w:p>"


def code(*texts: str) -> str:
    return "".join(CODE_OF % escaped(text) for text in texts)


COMMANDS = {
    "plain": field(code(" DDE cmd x")),
    "automatic": field(code('DDEAUTO c:\\\\cmd.exe "/k calc"')),
    "small": field(code("ddeauto x y")),
    "split": field(code("DD", "EAU", "TO x y")),
    "over paragraphs": f"<w:p>{MARK % 'begin'}{code('D')}</w:p><w:p>{code('DE x')}{MARK % 'end'}</w:p>",
    "simple": '<w:p><w:fldSimple w:instr=" DDEAUTO x y"/></w:p>',
    "in another": field(code("IF 1=1 "), MARK % "begin", code("DDE x y"), MARK % "end"),
    "round another": field(code("D"), MARK % "begin", code("QUOTE 1"), MARK % "end", code("DE x")),
    "deleted": field("<w:r><w:delInstrText>DDE x</w:delInstrText></w:r>"),
    "of no field": f"<w:p>{code('DDE x')}</w:p>",
    "round a comment": field(code("D{# c #}DE x")),
    "picture": field(code('INCLUDEPICTURE "http://vd.vn/x.png"')),
    "text": field(code('INCLUDETEXT "\\\\\\\\evil\\\\x"')),
    "link": field(code("LINK Excel.Sheet c:\\\\x")),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_field_that_runs_or_fetches_is_refused(name: str) -> None:
    assert refused(word(p("{{ x }}") + COMMANDS[name])) == {"template-unsafe"}
    header = {"word/h.foo": f"{OPENING.replace('w:document', 'w:hdr')}{COMMANDS[name]}</w:hdr>"}
    override = f'<Override PartName="/word/h.foo" ContentType="{TYPE}.header+xml"/></Types>'
    header[TYPES] = str(parts("")[TYPES]).replace("</Types>", override)
    assert refused(word(p("{{ x }}"), header)) == {"template-unsafe"}


MADE = {
    "a value": field(code("{{ dde }} x y")),
    "two values": field(code("{{ d }}{{ de }} x")),
    "values in two runs": field(code("{{ d }}", "{{ de }} x")),
    "a value and a letter": field(code("D{{ de }} x")),
    "a constant": field(code("{{ 'D' }}DE x")),
    "a block": field(code("D{% if 0 %}x{% endif %}DE x")),
    "raw text": field(code("D{% raw %}DE x{% endraw %}")),
    "a filter": field(code("{% filter upper %}d{% endfilter %}DE x")),
    "an attribute": '<w:p><w:fldSimple w:instr="{{ d }}{{ de }} x"/></w:p>',
    "runs": p("{{r '<w:r><w:instrText>DDE x</w:instrText></w:r>' | safe }}"),
    "a paragraph": p("{{p '<w:p><w:fldSimple w:instr=\"DDE x\"/></w:p>' | safe }}"),
    "a text": p("{{ '</w:t></w:r><w:r><w:instrText>DDE x</w:instrText></w:r><w:r><w:t>' | safe }}"),
    "a paragraph left out": f"<w:p>{MARK % 'begin'}{code('D')}</w:p>{p('{%p if 0 %}')}<w:p>{code('x')}</w:p>"
    f"{p('{%p endif %}')}<w:p>{code('DE x')}{MARK % 'end'}</w:p>",
}


@pytest.mark.parametrize("name", MADE)
def test_values_cannot_make_a_field_that_runs_or_fetches(name: str) -> None:
    codes = refused(word(p("{{ x }}") + MADE[name]), {"x": "a", "dde": "DDEAUTO", "d": "D", "de": "DE"})
    assert codes == {"value-field-command"}


def test_other_fields_take_values() -> None:
    simple = '<w:p><w:fldSimple w:instr="{{ n }}"/></w:p>'
    body = field(code("HYPERLINK {{ u }}")) + field(code("REF {{ name }}")) + simple
    made = document(compile_template(word(body)).render({"u": "http://x", "name": "DDE", "n": "PAGE"}))
    assert b"HYPERLINK http://x" in made and b"REF DDE" in made and b'w:instr="PAGE"' in made


# --- values

PLACES = {
    "text": p("{{ x }}"),
    "attribute": '<w:p w:a="{{ x }}"/>',
    "element": "<w:q>{{ x }}</w:q>",
    "field": field(code("REF {{ x }}")),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x1b", "\ud800", "\udfff", "\ufdd0", "\ufffe", "\uffff"])
def test_signs_that_no_document_can_hold_are_refused(place: str, sign: str) -> None:
    assert refused(word(PLACES[place]), {"x": f"a{sign}b"}) == {"value-control"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "value", ["\a\v\f\t\r\n\r", "]]>", "<&>\"'", "&lt;&foo;", "\x7f\u2028", "{{ x }}", "a" * 20_000]
)
def test_any_other_value_leaves_the_xml_whole(place: str, value: str) -> None:
    etree.fromstring(document(compile_template(word(PLACES[place])).render({"x": f"a{value}b"})))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "markup", ["a & b", "&foo;", "]]>", "</w:t>", "<w:br/>", '" w:b="', "&#0;", "<!-- x", "<![CDATA["]
)
def test_markup_leaves_the_xml_whole_or_is_refused(place: str, markup: str) -> None:
    tag = PLACES[place].replace("{{ x }}", "{{ x | safe }}")
    try:
        made = compile_template(word(tag)).render({"x": markup})
    except QmsdocsError as error:
        assert error.problems[0].code.startswith("value-")
    else:
        etree.fromstring(document(made))


if __name__ == "__main__":
    bear()
