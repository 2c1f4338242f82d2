"""What a PDF carries beside its text is listed with page and box; nothing of it is opened or run."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from report_kit.document.model import Document
from report_kit.document.traces import Action, Annotation, Attachment
from tests.documents.pdf_made import GRID, drawn, paragraphs, read, story, table

from reportlab.pdfgen.canvas import Canvas  # isort: skip

HEIGHT = 841.89


def _page(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "企业名称：")
    canvas.drawString(72, 700, "审核结论：通过")


def read_with(change: Callable[[pikepdf.Pdf], None], data: bytes | None = None) -> Document:
    with pikepdf.open(io.BytesIO(data or drawn(_page))) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target)
    return read(target.getvalue())


def annotate(pdf: pikepdf.Pdf, page: int = 0, **entries: object) -> None:
    item = pdf.make_indirect(Dictionary(Type=Name.Annot, **entries))
    own = pdf.pages[page].obj
    if "/Annots" not in own:
        own.Annots = Array()
    own.Annots.append(item)


@pytest.mark.parametrize(
    ("entries", "kind", "text"),
    [
        ({"Subtype": Name.Text, "Contents": String("这里要改")}, "note", "这里要改"),
        ({"Subtype": Name.Highlight, "Contents": String("核实")}, "highlight", "核实"),
        ({"Subtype": Name.StrikeOut}, "strikeout", ""),
        ({"Subtype": Name.Stamp, "Name": Name.Approved}, "stamp", "Approved"),
        ({"Subtype": Name.FreeText, "Contents": String("旁注")}, "text", "旁注"),
        (
            {"Subtype": Name.Link, "A": Dictionary(S=Name.URI, URI=String("http://a.example"))},
            "link",
            "http://a.example",
        ),
    ],
)
def test_annotations_have_kind_text_page_and_box(entries: dict[str, object], kind: str, text: str) -> None:
    document = read_with(lambda pdf: annotate(pdf, Rect=Array([72, 700, 172, 720]), **entries))
    found = document.traces.annotations
    assert found == [Annotation(kind, 1, (72.0, round(HEIGHT - 720, 2), 172.0, round(HEIGHT - 700, 2)), text)]
    assert paragraphs(document) == ["企业名称：", "审核结论：通过"]
    assert document.to_json()["annotations"][0]["kind"] == kind


def test_who_annotated_when_is_kept() -> None:
    entries = {"T": String("张三"), "M": String("D:20250427100600+08'00'"), "Contents": String("核实")}
    document = read_with(lambda pdf: annotate(pdf, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), **entries))
    note = document.traces.annotations[0]
    assert (note.author, note.date) == ("张三", "2025-04-27T10:06:00+08:00")


def test_links_within_the_file_are_no_annotations() -> None:
    document = read_with(lambda pdf: annotate(pdf, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("x")))
    assert document.traces.annotations == []


def test_boxes_on_a_turned_page_are_as_displayed() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = 90
        annotate(pdf, Subtype=Name.Text, Rect=Array([10, 20, 30, 50]))

    assert read_with(change).traces.annotations[0].bbox == (20.0, 10.0, 50.0, 30.0)


def test_text_typed_onto_the_page_is_read_where_it_stands() -> None:
    document = read_with(
        lambda pdf: annotate(
            pdf,
            Subtype=Name.FreeText,
            IT=Name.FreeTextTypewriter,
            Rect=Array([134, 757, 300, 773]),
            Contents=String("河源某某有限公司"),
        )
    )
    assert paragraphs(document)[0].replace(" ", "") == "企业名称：河源某某有限公司"


def _form(canvas: Canvas) -> None:
    _page(canvas)
    form = canvas.acroForm
    form.textfield(name="企业", value="", x=134, y=757, width=200, height=16)
    form.checkbox(name="同意", checked=True, x=72, y=660, size=12)
    canvas.drawString(88, 662, "同意")
    form.checkbox(name="不同意", checked=False, x=172, y=660, size=12)
    canvas.drawString(188, 662, "不同意")
    form.textfield(name="密码", value="secret", x=134, y=560, width=200, height=16, fieldFlags="password")


def _fill(pdf: pikepdf.Pdf) -> None:
    for item in pdf.pages[0].obj.Annots:
        if str(item.get("/T", "")) == "企业":
            item.V = String("河源某某有限公司")
            del item["/AP"]
    pdf.Root.AcroForm.NeedAppearances = True


def test_filled_fields_are_read_where_they_stand_and_listed() -> None:
    document = read_with(_fill, drawn(_form))
    text = "\n".join(document.text()).replace(" ", "")
    assert "企业名称：河源某某有限公司" in text
    assert "☑同意" in text
    assert "□不同意" in text
    assert "secret" not in str(document.to_json())
    listed = {f.name: (f.kind, f.value, f.visible) for f in document.traces.fields}
    assert listed == {
        "企业": ("text", "河源某某有限公司", True),
        "同意": ("check", "Yes", True),
        "不同意": ("check", "", True),
        "密码": ("password", "", False),
    }


def test_a_field_in_a_table_fills_its_cell() -> None:
    data = story(table([["项目", "内容"], ["企业名称", ""], ["联系人", "某某"]], GRID, colWidths=[100, 200]))
    box = read(data).tables[0].cell_boxes[1, 1][1]

    def change(pdf: pikepdf.Pdf) -> None:
        rectangle = Array([box[0] + 2, HEIGHT - box[3] + 1, box[2] - 2, HEIGHT - box[1] - 1])
        entries = {"FT": Name.Tx, "T": String("企业"), "V": String("河源某某有限公司"), "Rect": rectangle}
        annotate(pdf, Subtype=Name.Widget, **entries)
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]), NeedAppearances=True)

    assert read_with(change, data).tables[0].rows[1] == ["企业名称", "河源某某有限公司"]


def test_a_value_that_is_printed_too_is_read_once() -> None:
    def page(canvas: Canvas) -> None:
        _form(canvas)
        canvas.drawString(136, 760, "河源某某有限公司")

    assert "".join(read_with(_fill, drawn(page)).text()).count("河源某某有限公司") == 1


def test_a_hidden_field_is_listed_but_not_read() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        _fill(pdf)
        for item in pdf.pages[0].obj.Annots:
            item.F = 2

    document = read_with(change, drawn(_form))
    assert "河源某某有限公司" not in "".join(document.text())
    assert ("企业", False) in [(f.name, f.visible) for f in document.traces.fields]


def test_a_dynamic_form_is_said() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))

    assert any("XFA" in note for note in read_with(change).notes)


def _certificate() -> bytes:
    """A detached PKCS #7 signature by a made-up signer."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import pkcs7
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某某评价机构")])
    start = datetime.datetime(2025, 1, 1)
    builder = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number(), start)
    certificate = builder.not_valid_after(start + datetime.timedelta(days=365)).sign(key, hashes.SHA256())
    signing = pkcs7.PKCS7SignatureBuilder().set_data(b"x").add_signer(certificate, key, hashes.SHA256())
    return signing.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature])


def test_a_signature_tells_who_when_and_what_it_covers() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        value = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/adbe.pkcs7.detached"),
            M=String("D:20250427100600+08'00'"),
            Reason=String("批准"),
            Location=String("河源"),
            Contents=String(_certificate() + b"\0" * 40),
            ByteRange=Array([0, 100, 300, 50]),
        )
        annotate(pdf, Subtype=Name.Widget, FT=Name.Sig, T=String("签名1"), V=value, Rect=Array([72, 100, 172, 140]))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.pages[0].obj.Annots[0]]), SigFlags=3)

    (signature,) = read_with(change).traces.signatures
    assert (signature.signer, signature.date) == ("某某评价机构", "2025-04-27T10:06:00+08:00")
    assert (signature.reason, signature.location, signature.field) == ("批准", "河源", "签名1")
    assert (signature.page, signature.bbox) == (1, (72.0, round(HEIGHT - 140, 2), 172.0, round(HEIGHT - 100, 2)))
    assert (signature.covers, signature.whole) == (((0, 100), (300, 50)), False)


def test_attachments_are_listed_not_opened() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["台账.xlsx"] = b"not a workbook"

    document = read_with(change)
    assert document.traces.attachments == [Attachment("台账.xlsx", 14)]
    assert any("1 个附件文件，没有打开" in note for note in document.notes)


def test_actions_are_listed_not_run() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        annotate(pdf, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String("http://a.example")))

    document = read_with(change)
    assert set(document.traces.actions) == {
        Action("javascript", "open", "app.alert(1)"),
        Action("launch", "click", "cmd.exe", 1),
        Action("uri", "page", "http://a.example", 1),
    }
    assert any("没有执行" in note for note in document.notes)


def test_actions_in_a_circle_end() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        action = pdf.make_indirect(Dictionary(S=Name.URI, URI=String("http://a.example")))
        action.Next = action
        pdf.Root.OpenAction = action
        tree = pdf.make_indirect(Dictionary())
        tree.Kids = Array([tree])
        pdf.Root.Names = Dictionary(JavaScript=tree, EmbeddedFiles=tree)

    assert read_with(change).traces.actions[0].target == "http://a.example"


XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
 xmp:CreateDate="2023-01-05T08:00:00+08:00" pdf:Producer="WPS 文字"><xmpMM:History><rdf:Seq>
 <rdf:li stEvt:action="saved" stEvt:when="2025-05-01T09:00:00+08:00" stEvt:softwareAgent="Photoshop"/>
 </rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>"""


def test_metadata_that_differs_from_the_properties_is_seen() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.docinfo["/CreationDate"] = "D:20250427100600+08'00'"
        pdf.docinfo["/Producer"] = "WPS 文字"

    traces = read_with(change).traces
    assert traces.xmp == {"created": "2023-01-05T08:00:00+08:00", "producer": "WPS 文字"}
    assert traces.history == [{"action": "saved", "when": "2025-05-01T09:00:00+08:00", "softwareAgent": "Photoshop"}]
    assert traces.conflicts == [("created", "2025-04-27T10:06:00+08:00", "2023-01-05T08:00:00+08:00")]


def test_metadata_with_an_outside_entity_reads_no_file() -> None:
    hostile = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + XMP.replace("Photoshop", "&f;")

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(hostile.encode(), Type=Name.Metadata, Subtype=Name.XML)

    agents = [event.get("softwareAgent", "") for event in read_with(change).traces.history]
    assert not any(agents)


def test_a_file_cut_short_at_its_end_is_mended_and_said() -> None:
    document = read(drawn(_page)[:-300])
    assert paragraphs(document) == ["企业名称：", "审核结论：通过"]
    assert any("修复后读取" in note for note in document.notes)


def test_everything_passes_the_wire_of_the_worker() -> None:
    from report_kit.document.reading import Source, read_source
    from report_kit.sandbox import Worker

    def change(pdf: pikepdf.Pdf) -> None:
        _fill(pdf)
        pdf.attachments["台账.xlsx"] = b"x"

    with pikepdf.open(io.BytesIO(drawn(_form))) as pdf:
        change(pdf)
        target = io.BytesIO()
        pdf.save(target)
    with Worker(preload=["report_kit.document.pdf"]) as worker:
        document = worker.run_on("报告.pdf", read_source, (Source("报告.pdf", target.getvalue()),))
    assert document.to_json() == read(target.getvalue()).to_json()
    assert [run.text for run in document.runs[1]] == [run.text for run in read(target.getvalue()).runs[1]]
