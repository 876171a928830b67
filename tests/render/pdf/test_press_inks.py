"""Colours and pictures in the inks of a press, and what is said of them on the way."""

from __future__ import annotations

import base64
import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image as Pillow
from PIL import ImageCms

from octavo.diagnostics.span import file_span
from octavo.model.edition import Inks
from octavo.model.press import Press, PressProfile
from octavo.model.sources import Picture
from octavo.render.pdf import render_pdf
from octavo.render.pdf.lab import screen_colour
from octavo.render.pdf.plates import Plates, ink_of
from octavo.render.pdf.repaint import upright
from octavo.render.pdf.separation import ProfileUnusable, Separation
from support.press import CONDITION, profile

HERE = file_span("manuscript/book.toml")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="50">{}</svg>'
OPAQUE = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient>'
FADING = '<linearGradient id="g"><stop stop-color="red"/><stop offset="1" stop-opacity=".2"/></linearGradient>'
FILLED = '<rect width="80" height="50" fill="url(#g)"/>'
MASKED = '<mask id="m"><rect width="9" height="9" fill="#fff"/></mask><rect width="9" height="9" mask="url(#m)"/>'
TILES = '<pattern id="g" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" height="2"/></pattern>'


def press(**more):
    """Return a press with a profile."""
    return Press(profile=PressProfile(file="press.icc", condition=CONDITION, data=profile(), span=HERE), **more)


def file_of(picture, kind="PNG", **more):
    """Return a picture as a file."""
    data = io.BytesIO()
    picture.save(data, kind, **more)
    return data.getvalue()


def named(data, file="images/photo.png"):
    """Return a picture of a book."""
    kind = "image/jpeg" if data.startswith(b"\xff\xd8") else "image/png"
    return Picture(file=file, media_type=kind, width_px=900, height_px=600, data=data)


def solid(colour, mode="RGB"):
    """Return a picture of one colour, sharp enough for three inches."""
    return Pillow.new(mode, (900, 600), colour)


def rendered(sample, data, svg=None, **page):
    """Return what comes of a page with a picture, or with a drawing."""
    figure = sample.figure(file="images/square.svg" if svg else "images/photo.png")
    pictures = [Picture(file="images/square.svg", media_type="image/svg+xml", width_px=80, height_px=50, data=svg)]
    document = sample.document("one", sample.para("Text."), figure, title="One")
    publication = sample.publication(document, pictures=pictures if svg else [named(data)], **page)
    return render_pdf(publication, None, lambda _line: None)


def names(outcome):
    """Return the findings of an outcome."""
    return [diagnostic.finding.name for diagnostic in outcome.diagnostics]


def image_in(outcome):
    """Return the only picture of a file: its colour space, its first pixel, and whether it has transparency."""
    with pikepdf.open(io.BytesIO(outcome.value.data)) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
                  and "/ColorSpace" in o and o.get("/Width") == 900]  # fmt: skip
        masks = {o["/SMask"].objgen for o in images if "/SMask" in o}
        (image,) = [o for o in images if o.objgen not in masks]
        clear = "/SMask" in image
        if clear:
            del image["/SMask"]
        return str(image.ColorSpace), pikepdf.PdfImage(image).as_pil_image().getpixel((450, 300)), clear


def test_grey_is_black_ink_by_any_way():
    """Whatever the profile would mix of four inks."""
    for separation in (Separation.through(None), Separation.through(press().profile)):
        assert separation.inks((0.0, 0.0, 0.0)) == (0, 0, 0, 1)
        assert separation.inks((0.5, 0.5, 0.5)) == (0, 0, 0, 0.5)
        assert separation.inks((1.0, 1.0, 1.0)) == (0, 0, 0, 0)


def test_colours_by_formula():
    """What all three inks share is printed in black (ISO 32000-1, 10.3.4)."""
    separation = Separation.through(None)
    assert separation.inks((1.0, 0.0, 0.0)) == (0, 1, 1, 0)
    assert separation.inks((0.0, 0.2, 0.4)) == pytest.approx((0.4, 0.2, 0, 0.6), abs=0.003)


def test_colours_through_a_profile():
    """As the colour engine has it: a green that no formula gives."""
    made = Separation.through(press().profile).inks((0.0, 0.5, 0.0))
    way = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(profile())), "RGB", "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip
    expected = ImageCms.applyTransform(Pillow.new("RGB", (1, 1), (0, 128, 0)), way).getpixel((0, 0))
    assert made == tuple(ink / 255 for ink in expected)
    assert made != Separation.through(None).inks((0.0, 0.5, 0.0))


def test_a_picture_goes_by_its_own_profile():
    """The same numbers are another colour in another space; a damaged profile counts for nothing."""
    separation, green = Separation.through(press().profile), Pillow.new("RGB", (1, 1), (40, 200, 60))
    plain = separation.picture(green, b"").getpixel((0, 0))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert separation.picture(green, b"words").getpixel((0, 0)) == plain
    assert separation.picture(green, lab).getpixel((0, 0)) == plain  # of other colours than the picture's
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert separation.picture(green, wide).getpixel((0, 0)) == plain


def test_a_profile_that_cannot_be_used(sample):
    """A header and a table may be whole, and what they lead to is not: an error at the key."""
    broken = PressProfile(file="press.icc", condition="x", data=profile()[:200] + bytes(300), span=HERE)
    with pytest.raises(ProfileUnusable):
        Separation.through(broken)
    outcome = rendered(sample, file_of(solid(9, "L")), inks=Inks.COLOUR, press=Press(profile=broken))
    assert (outcome.value, names(outcome)) == (None, ["unusable-profile"])
    assert outcome.diagnostics[0].span == HERE


@pytest.mark.parametrize(
    ("lab", "rgb"),
    [
        ((0, 0, 0), (0, 0, 0)),
        ((100, 0, 0), (1, 1, 1)),
        ((53.39, 0, 0), (0.5, 0.5, 0.5)),
        ((53.24, 80.09, 67.2), (1, 0, 0)),
        ((50, 200, 0), (1, 0, 0.506)),
    ],
)
def test_lab(lab, rgb):
    """Known colours of CIE Lab in sRGB; what no screen shows stops at the edge."""
    assert screen_colour(*lab) == pytest.approx(rgb, abs=0.01)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(file_of(solid((255, 0, 0))), ("/DeviceCMYK", (0, 255, 255, 0), False), id="colours"),
        pytest.param(file_of(solid((90, 90, 90))), ("/DeviceGray", 90, False), id="grey in disguise"),
        pytest.param(file_of(solid(90, "L")), ("/DeviceGray", 90, False), id="grey"),
        pytest.param(file_of(solid((90, 128), "LA")), ("/DeviceGray", 90, True), id="grey, transparent"),
        pytest.param(file_of(solid((255, 0, 0, 128), "RGBA")), ("/DeviceCMYK", (0, 255, 255, 0), True), id="transparent"),
        pytest.param(file_of(solid((255, 0, 0)).quantize(4)), ("/DeviceCMYK", (0, 255, 255, 0), False), id="palette"),
        pytest.param(file_of(solid(1, "1")), ("/DeviceGray", 255, False), id="black and white"),
        pytest.param(file_of(solid((10, 20, 30, 40), "CMYK"), "JPEG", quality=100), ("/DeviceCMYK", (10, 20, 30, 40), False),
                     id="inks"),
    ],
)  # fmt: skip
def test_pictures_by_formula(data, expected, sample):
    """Each kind in inks, or in shades of the black one, with its transparency."""
    space, pixel, clear = image_in(rendered(sample, data, inks=Inks.COLOUR))
    assert (space, clear) == (expected[0], expected[2])
    assert pixel == pytest.approx(expected[1], abs=2)


def test_what_shines_through_is_laid_on_white_for_the_older_standard(sample):
    """Half of a red on white is a pink: of the colours, before they are inks."""
    page = {"inks": Inks.COLOUR, "pdf_variant": "pdf/x-1a:2003", "press": press()}
    outcome = rendered(sample, file_of(solid((255, 0, 0, 128), "RGBA")), **page)
    _, pixel, clear = image_in(outcome)
    pink = press_pixel((255, 127, 127))
    assert (names(outcome), clear) == (["rgb-picture"], False)
    assert pixel == pytest.approx(pink, abs=2)
    black = rendered(sample, file_of(solid((0, 128), "LA")), **{**page, "inks": Inks.BLACK})
    assert (names(black), image_in(black)) == ([], ("/DeviceGray", 127, False))


def press_pixel(rgb):
    """Return the inks of a colour through the profile, from 0 to 255."""
    return Separation.through(press().profile).picture(Pillow.new("RGB", (1, 1), rgb), b"").getpixel((0, 0))


def test_photographs_stay_compressed():
    """A JPEG becomes a JPEG, whose inks a reader finds as they were meant."""
    plate = Plates(Separation.through(None), flatten=False).plate(file_of(solid((255, 0, 0)), "JPEG", quality=100))
    assert (plate.jpeg, plate.mode, plate.separated) == (True, "CMYK", True)
    again = Pillow.open(io.BytesIO(plate.data))
    assert again.getpixel((9, 9)) == pytest.approx((0, 255, 255, 0), abs=3)


@pytest.mark.parametrize(
    ("inks", "found"),
    [
        ({"inks": Inks.BLACK}, []),
        ({"inks": Inks.COLOUR, "press": Press(report_rgb=False)}, []),
        ({"inks": Inks.COLOUR, "screen": True}, []),
        ({"inks": Inks.COLOUR}, ["rgb-picture"]),
    ],
)
def test_pictures_for_screens_are_reported(inks, found, sample):
    """In an edition of four inks, unless it says that somebody has looked."""
    assert names(rendered(sample, file_of(solid((255, 0, 0))), **inks)) == found


def test_the_report_says_by_what(sample):
    """Once a picture, however often it is shown, with the way it went."""
    data = named(file_of(solid((255, 0, 0))))
    twice = sample.document("one", sample.figure(file=data.file), sample.figure("fig-two", data.file), title="One")
    (plain,) = render_pdf(sample.publication(twice, pictures=[data]), None, lambda _line: None).diagnostics
    assert plain.message.endswith("separated into inks by a plain formula, for the edition names no output intent")
    assert "output-intent" in plain.hint
    by_press = sample.publication(twice, pictures=[data], press=press())
    (through,) = render_pdf(by_press, None, lambda _line: None).diagnostics
    assert through.message.endswith("separated into inks by the profile “Artifex CMYK SWOP Profile”")
    grey = sample.publication(twice, pictures=[named(file_of(solid((9, 9, 9))))])
    assert render_pdf(grey, None, lambda _line: None).diagnostics == ()


def test_ink_is_summed_up_over_a_neighbourhood():
    """One dark pixel smears nothing, nine do."""
    picture = Pillow.new("CMYK", (90, 90), (25, 25, 25, 25))
    assert ink_of(picture) == pytest.approx(39.2, abs=0.1)
    picture.putpixel((1, 1), (255, 255, 255, 255))
    assert ink_of(picture) < 85
    picture.paste((255, 255, 255, 255), (30, 30, 33, 33))
    assert ink_of(picture) == 400
    assert ink_of(Pillow.new("CMYK", (2, 2), (255, 255, 0, 0))) == 200


@pytest.mark.parametrize(("limit", "found"), [(300, ["too-much-ink"]), (320, [])])
def test_too_much_ink_in_a_picture(limit, found, sample):
    """The picture is named, with what it comes to and what is allowed; nothing is written."""
    data = file_of(solid((200, 200, 200, 206), "CMYK"), "JPEG", quality=100)
    outcome = rendered(sample, data, inks=Inks.COLOUR, press=Press(ink_limit=limit))
    assert (names(outcome), outcome.failed) == (found, bool(found))
    if found:
        assert (
            outcome.diagnostics[0].message == "“images/photo.png” comes to 316 % of ink, where the edition allows 300 %"
        )


def test_too_much_ink_in_a_drawing(sample):
    """The colour is named as the drawing writes it; black is black ink alone."""
    drawn = '<rect width="9" height="9" fill="#0a0000"/><rect width="9" height="9" fill="#000"/>'
    outcome = rendered(sample, b"", SVG.format(drawn).encode(), inks=Inks.COLOUR, press=press(ink_limit=260))
    ink = round(sum(press_pixel((10, 0, 0))) / 2.55)
    assert ink > 280
    (found,) = outcome.diagnostics
    assert found.message == f"the colour #0a0000 comes to {ink} % of ink, where the edition allows 260 %"
    assert (found.finding.name, "#0a0000" in found.hint) == ("too-much-ink", True)


def test_too_much_ink_inside_a_drawing(sample):
    """A picture that no manuscript names is found all the same."""
    inks = base64.b64encode(file_of(solid((200, 200, 200, 206), "CMYK"), "JPEG", quality=100)).decode()
    held = f'<image width="80" height="50" href="data:image/jpeg;base64,{inks}"/>'
    for limit, found in ((300, ["too-much-ink"]), (320, [])):
        outcome = rendered(sample, b"", SVG.format(held).encode(), inks=Inks.COLOUR, press=Press(ink_limit=limit))
        assert names(outcome) == found
    assert (
        "inside a drawing, comes to 316 %"
        in rendered(sample, b"", SVG.format(held).encode(), inks=Inks.COLOUR, press=Press(ink_limit=300))
        .diagnostics[0]
        .message
    )


def test_a_photograph_taken_sideways(sample):
    """It is turned with its colours and its fineness kept; one that stands is not touched."""
    picture = Pillow.new("RGB", (600, 900), (255, 0, 0))
    picture.paste((0, 0, 255), (0, 0, 600, 450))
    exif = Pillow.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    turned = Pillow.open(io.BytesIO(upright(file_of(picture, "JPEG", exif=exif, icc_profile=profile, quality=95))))
    assert (turned.size, turned.info["icc_profile"]) == ((900, 600), profile)
    assert turned.getpixel((100, 300)) == pytest.approx((255, 0, 0), abs=3)
    standing = file_of(picture, "JPEG", icc_profile=profile)
    assert (upright(standing), upright(b"<svg/>")) == (standing, b"<svg/>")
    assert (
        image_in(rendered(sample, file_of(picture, "JPEG", exif=exif, quality=95), inks=Inks.COLOUR))[0]
        == "/DeviceCMYK"
    )


@pytest.mark.parametrize(
    ("drawn", "found"),
    [
        ('<rect width="9" height="9" opacity=".5"/>', ["see-through-page"]),
        ('<rect width="9" height="9" fill="#f008"/>', ["see-through-page"]),
        (FADING + FILLED, ["see-through-page"]),
        (MASKED, ["see-through-page"]),
        ('<g opacity="1">' + OPAQUE + FILLED + "</g>", []),
        (TILES + FILLED, []),
    ],
)
def test_what_shines_through_in_a_drawing(drawn, found, sample):
    """The older standard cannot say it: the page is named, and the drawing that asks for it; the newer one can."""
    page = {"inks": Inks.COLOUR, "press": press()}
    svg = SVG.format(drawn).encode()
    outcome = rendered(sample, b"", svg, pdf_variant="pdf/x-1a:2003", **page)
    assert names(outcome) == found
    if found:
        assert outcome.diagnostics[0].message.startswith("something on page 1 of")
        assert "“images/square.svg”" in outcome.diagnostics[0].hint
    assert names(rendered(sample, b"", svg, pdf_variant="pdf/x-4", **page)) == []


def test_opacity_in_styles(sample, tmp_path):
    """The book's own styles are looked at as drawings are."""
    (tmp_path / "book.css").write_text("p { opacity: 0.5 }", "utf-8")
    document = sample.document("one", sample.para("Text."), title="One")
    page = {"pdf_variant": "pdf/x-1a:2003", "press": press(), "inks": Inks.BLACK}
    made = sample.publication(document, styles=(tmp_path,), **page)
    assert names(render_pdf(made, None, lambda _line: None)) == ["see-through-page"]


def test_masks_are_blended_by_lightness(sample):
    """What fades out does so by shades of grey, for four inks have no one lightness."""
    svg = SVG.format(FADING + FILLED).encode()
    outcome = rendered(sample, b"", svg, inks=Inks.COLOUR)
    with pikepdf.open(io.BytesIO(outcome.value.data)) as pdf:
        masks = [o.SMask.G for o in states(pdf) if "/SMask" in o]
    assert [str(mask.Group.CS) for mask in masks] == ["/DeviceGray"]


def states(pdf):
    """Return the graphics states of a file."""
    held = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ExtGState" in o]
    return [state for holder in held for state in holder.ExtGState.as_dict().values()]


def facts(publication):
    """Return a file's page sizes and page count, whether its last page is blank, and how it opens."""
    made = render_pdf(publication, None, lambda _line: None).value
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        boxes = {
            tuple(float(side) for side in page.obj[name]) for page in pdf.pages for name in ("/MediaBox", "/TrimBox")
        }
        return len(pdf.pages), made.page_map.pages[-1].blank, len(boxes), str(pdf.Root.get("/PageLayout", "none"))


@pytest.mark.parametrize(("pages", "signature", "count"), [(1, 1, 2), (2, 1, 4), (3, 1, 4), (2, 6, 6), (3, 3, 6)])
def test_single_pages(pages, signature, count, sample):
    """An even number, the last page blank: printers on demand put their mark there. No spreads."""
    chapters = [sample.document(f"c{n}", sample.para("Text."), title=f"C{n}") for n in range(1, pages + 1)]
    page = {"signature": signature, "press": Press(single_pages=True), "opening": "next"}
    assert facts(sample.publication(*chapters, **page)) == (count, True, 1, "none")


def test_a_preset_for_spreads_says_so(sample):
    """Without single pages the file opens as the bound book does."""
    chapter = sample.document("one", sample.para("Text."), title="One")
    assert facts(sample.publication(chapter)) == (1, False, 1, "/TwoPageRight")


def test_what_the_older_standard_is_made_of(sample):
    """PDF 1.4: outlines of fonts alone, no groups, and every object plain to see; no links."""
    document = sample.document("one", sample.para("Text."), title="One")
    made = sample.publication(document, pdf_variant="pdf/x-1a:2003", press=press(), inks=Inks.BLACK)
    data = render_pdf(made, None, lambda _line: None).value.data
    assert data.startswith(b"%PDF-1.4")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = [str(o.get("/Subtype")) for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        assert "/CIDFontType0C" in kinds
        assert "/OpenType" not in kinds
        assert not any(
            "/Group" in o or "/Annots" in o for o in pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream)
        )


def test_the_identity_of_a_file_is_its_book_and_edition(sample):
    """Not chance: the same book gives the same, another edition another."""
    document = sample.document("one", sample.para("Text."), title="One")

    def identity(name):
        made = sample.publication(document, pdf_variant="pdf/x-4", press=press())
        made = replace(made, edition=replace(made.edition, name=name))
        with pikepdf.open(io.BytesIO(render_pdf(made, None, lambda _line: None).value.data)) as pdf:
            return pdf.open_metadata()["xmpMM:DocumentID"]

    assert identity("print") == identity("print")
    assert identity("print") != identity("other")


def test_the_palette_of_a_theme_is_printed_as_it_is_mixed(sample):
    """The accent of the theme in four inks, to the digit; its rules in black ink; with black ink alone, a shade."""
    document = sample.document("one", sample.para("Text."), title="One", number="1")
    made = sample.publication(document, press=press())
    themed = replace(made, edition=replace(made.edition, theme="modern"))
    assert b"0.1 0.9 1 0.25 k" in drawn_on_first_page(themed)
    page = replace(made.edition.page, inks=Inks.BLACK)
    assert b" k" not in drawn_on_first_page(replace(themed, edition=replace(themed.edition, page=page)))


def drawn_on_first_page(publication):
    """Return what a file draws on its first page."""
    with pikepdf.open(io.BytesIO(render_pdf(publication, None, lambda _line: None).value.data)) as pdf:
        contents = pdf.pages[0].obj.Contents
        return (
            b"\n".join(part.read_bytes() for part in contents)
            if isinstance(contents, pikepdf.Array)
            else contents.read_bytes()
        )


@pytest.mark.parametrize("screen", [False, True])
def test_inks_in_a_gradient(screen, sample, tmp_path):
    """The palette of a theme can stand in one: between two inks there are inks, on a screen its colours."""
    (tmp_path / "book.css").write_text(
        "p { background: linear-gradient(90deg, device-cmyk(0 1 1 0), device-cmyk(1 0 0 0.5), red) }", "utf-8"
    )
    document = sample.document("one", sample.para("Text."), title="One")
    outcome = render_pdf(sample.publication(document, styles=(tmp_path,), screen=screen), None, lambda _line: None)
    assert names(outcome) == []
    with pikepdf.open(io.BytesIO(outcome.value.data)) as pdf:
        (shading,) = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/ShadingType" in o]
        ends = [
            [float(share) for share in function[end]]
            for function in shading.Function.Functions
            for end in ("/C0", "/C1")
        ]
    middle = [0, 0.5, 0.5] if screen else [0.5, 0, 0, 0.5]
    assert str(shading.ColorSpace) == ("/DeviceRGB" if screen else "/DeviceCMYK")
    assert ends[1] == ends[2] == pytest.approx(middle, abs=0.01)
