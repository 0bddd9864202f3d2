"""Photos as they are kept: upright, small enough, and with nothing but the picture in them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from cocity_desktop.documents import photos
from cocity_desktop.documents.photos import LONGEST_SIDE, PillowPhotos
from cocity_desktop.domain.errors import ErrorCode, UserError

ORIENTATION, GPS, MAKE, MODEL, SERIAL = 0x0112, 0x8825, 0x010F, 0x0110, 0xA431
SECRETS = (
    b"Fotocamera",
    b"SN-123456",
    b"Exif",
    b"GPS",
    b"Torino Barriera",
    b"ICC_PROFILE",
    b"http://ns.adobe",
)


def two_coloured(size: tuple[int, int] = (80, 40)) -> Image.Image:
    """Left half red, right half blue: which side is up can be told."""
    picture = Image.new("RGB", size, (200, 0, 0))
    picture.paste((0, 0, 200), (size[0] // 2, 0, *size))
    return picture


def from_a_phone(orientation: int = 1, size: tuple[int, int] = (80, 40)) -> bytes:
    """A JPEG that tells where it was taken and with what."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE], exif[MODEL] = "Fotocamera", "Modello Fotocamera"
    exif.get_ifd(0x8769)[SERIAL] = "SN-123456"
    exif.get_ifd(GPS)[2] = (45.0, 4.0, 41.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    two_coloured(size).save(
        out,
        "JPEG",
        exif=exif,
        icc_profile=profile,
        comment=b"Torino Barriera",
        xmp=b"<x>http://ns.adobe.com Torino Barriera</x>",
    )
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_the_phone_photo_of_these_tests_tells_everything() -> None:
    content = from_a_phone()
    assert [secret for secret in SECRETS if secret not in content and secret != b"GPS"] == []


def test_location_and_device_are_gone() -> None:
    clean = PillowPhotos().cleaned(from_a_phone())
    assert [secret for secret in SECRETS if secret in clean.content] == []
    picture = opened(clean.content)
    assert not picture.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile"} & picture.info.keys()


def test_the_words_inside_a_png_are_gone() -> None:
    notes = PngInfo()
    notes.add_text("Author", "Torino Barriera")
    out = io.BytesIO()
    two_coloured().convert("RGBA").save(out, "PNG", pnginfo=notes, exif=Image.Exif())
    clean = PillowPhotos().cleaned(out.getvalue())
    assert (clean.media_type, clean.suffix) == ("image/png", ".png")
    assert b"Torino" not in clean.content


@pytest.mark.parametrize(
    ("orientation", "size"), [(1, (80, 40)), (3, (80, 40)), (6, (40, 80)), (8, (40, 80))]
)
def test_it_stands_upright(orientation: int, size: tuple[int, int]) -> None:
    clean = PillowPhotos().cleaned(from_a_phone(orientation))
    assert (clean.width, clean.height) == size
    red_corner = {1: (2, 2), 3: (77, 37), 6: (2, 2), 8: (2, 77)}[orientation]
    red, _green, blue = opened(clean.content).getpixel(red_corner)
    assert red > 120 > blue


def test_a_very_large_one_is_scaled_down() -> None:
    clean = PillowPhotos().cleaned(from_a_phone(size=(4000, 1000)))
    assert (clean.width, clean.height) == (LONGEST_SIDE, LONGEST_SIDE // 4)
    small = PillowPhotos().cleaned(from_a_phone())
    assert (small.width, small.height) == (80, 40)


def test_the_same_bytes_give_the_same_photo() -> None:
    first, second = (PillowPhotos().cleaned(from_a_phone(6)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_usual_formats_are_taken(kind: str, mode: str) -> None:
    picture, out = two_coloured().convert(mode), io.BytesIO()
    if (kind, mode) in {("JPEG", "P"), ("JPEG", "1")}:
        picture = picture.convert("RGB")
    picture.save(out, kind)
    clean = PillowPhotos().cleaned(out.getvalue())
    assert opened(clean.content).size == (80, 40)


def test_transparency_stays() -> None:
    picture, out = Image.new("RGBA", (10, 10), (0, 0, 0, 0)), io.BytesIO()
    picture.save(out, "PNG")
    assert opened(PillowPhotos().cleaned(out.getvalue()).content).getpixel((5, 5))[3] == 0


def test_a_picture_of_absurd_size_is_refused_before_its_pixels_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photos, "MOST_PIXELS", 80 * 40 - 1)
    with pytest.raises(UserError) as refused:
        PillowPhotos().cleaned(from_a_phone())
    assert refused.value.code is ErrorCode.PHOTO_TOO_LARGE


def refusal(content: bytes) -> ErrorCode | None:
    try:
        PillowPhotos().cleaned(content)
    except UserError as refused:
        return refused.code
    return None


@pytest.mark.parametrize("content", [b"", b"not a picture", b"%PDF-1.7", from_a_phone()[:300]])
def test_what_is_no_picture_is_refused_in_words(content: bytes) -> None:
    assert refusal(content) is ErrorCode.PHOTO_UNREADABLE


@given(at=st.integers(0, 4000), value=st.integers(0, 255), cut=st.integers(0, 5000))
@settings(max_examples=120, deadline=None)
def test_damaged_bytes_are_refused_or_read_but_never_break(at: int, value: int, cut: int) -> None:
    damaged = bytearray(from_a_phone())
    damaged[at % len(damaged)] = value
    assert refusal(bytes(damaged[: len(damaged) - cut % len(damaged)])) in {None, ErrorCode.PHOTO_UNREADABLE}
