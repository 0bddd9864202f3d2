"""Reading PDF files back with libraries that did not write them: text by pdfium, structure by qpdf (pikepdf)."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

SHOWING = {"Tj", "TJ", "'", '"'}
PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "BI"}


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, hyphenation undone, spaces made one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_flat(page.get_textpage().get_text_bounded()) for page in document]


def whole_text(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def letters(text: str) -> str:
    """Only what is seen, in compatibility form (pdfium takes ligatures apart), and in no order."""
    return "".join(sorted(c for c in unicodedata.normalize("NFKC", text) if not c.isspace()))


def _flat(text: str) -> str:
    # pdfium puts U+FFFE where it believes a word was hyphenated at the end of a line.
    return " ".join(text.replace("\ufffe", "-").split())


@dataclass
class Node:
    """An element of the structure tree as found in the file, with the text-marks below it."""

    tag: str
    alt: str = ""
    kids: list[Node] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    scope: str = ""
    span: int = 1

    def all(self, *tags: str) -> list[Node]:
        found = [self] if self.tag in tags else []
        return found + [node for kid in self.kids for node in kid.all(*tags)]

    def all_marks(self) -> list[tuple[int, int]]:
        return self.marks + [mark for kid in self.kids for mark in kid.all_marks()]


@dataclass
class Tagged:
    """A tagged file: its tree, and per page the marks drawn and whatever was drawn outside any mark."""

    tree: Node
    marks_drawn: set[tuple[int, int]]
    unmarked: list[str]
    texts: dict[tuple[int, int], int]
    parents_agree: bool
    artifacts: int


def read_tagged(pdf: bytes) -> Tagged:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        tree = _node(file.Root.StructTreeRoot.K, pages)
        drawn: set[tuple[int, int]] = set()
        unmarked: list[str] = []
        shown: dict[tuple[int, int], int] = {}
        artifacts = 0
        for number, page in enumerate(file.pages):
            stack: list[int | None] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in {"BDC", "BMC"}:
                    is_artifact = str(operands[0]) == "/Artifact"
                    artifacts += is_artifact
                    mcid = None if is_artifact else int(operands[1]["/MCID"])
                    assert not (stack and mcid is not None), "content marked twice"
                    stack.append(mcid)
                    if mcid is not None:
                        assert (number, mcid) not in drawn, "the same mark twice on a page"
                        drawn.add((number, mcid))
                elif name == "EMC":
                    stack.pop()
                elif name in SHOWING | PAINTING:
                    if not stack and _shows_something(name, operands):
                        unmarked.append(f"page {number + 1}: {name}")
                    elif stack and stack[-1] is not None:
                        shown[number, stack[-1]] = shown.get((number, stack[-1]), 0) + 1
            assert not stack, "marked content left open"
        return Tagged(tree, drawn, unmarked, shown, _parents_agree(file), artifacts)


def _shows_something(operator: str, operands: object) -> bool:
    """reportlab opens each page with an empty string, which paints nothing."""
    return operator not in SHOWING or bytes(operands[0]) != b"" if operator == "Tj" else True  # type: ignore[index]


def _node(element: pikepdf.Object, pages: dict[tuple[int, int], int]) -> Node:
    node = Node(str(element.S).lstrip("/"), str(element.get("/Alt", "")))
    for attributes in element.get("/A", []):
        node.scope = str(attributes.get("/Scope", node.scope)).lstrip("/")
        node.span = int(attributes.get("/ColSpan", node.span))
    for kid in element.get("/K", []):
        if kid.get("/Type") == "/MCR":
            node.marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        else:
            assert kid.P.objgen == element.objgen
            node.kids.append(_node(kid, pages))
    return node


def _parents_agree(file: pikepdf.Pdf) -> bool:
    """Whether the parent tree leads from each mark to the element that names it (ISO 32000-1 §14.7.4.4)."""
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(file.pages):
        at = [int(numbers[i]) for i in range(0, len(numbers), 2)].index(int(page.obj.StructParents))
        for mcid, parent in enumerate(numbers[2 * at + 1]):
            kids = [k for k in parent.K if k.get("/Type") == "/MCR" and k.Pg.objgen == page.obj.objgen]
            if mcid not in {int(kid.MCID) for kid in kids}:
                return False
        del number
    return True
