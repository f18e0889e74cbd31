"""Pictures: known by their content, stripped, turned upright, made in widths; the others refused by name."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import Base

from articles.pictures import Picture, PictureRefused, read_picture

MOST_BYTES, MOST_POINTS = 20_000_000, 60_000_000
SECRET = b"Nikon of Ana Ruiz"


def made(width: int = 40, height: int = 30, form: str = "JPEG", mode: str = "RGB", **options: object) -> BytesIO:
    """A picture: left half red, right half blue."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    file = BytesIO()
    image.convert(mode).save(file, form, **options)
    return file


def read(file: BytesIO, name: str = "fields.jpg", most_bytes: int = MOST_BYTES) -> Picture:
    return read_picture(file, name, most_bytes, MOST_POINTS)


def largest(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.files[picture.width]))


def tagged() -> Image.Exif:
    """What a camera writes: turned by a quarter, and whose it is."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Artist] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


def test_nothing_that_the_file_said_beside_the_picture_is_kept() -> None:
    picture = read(made(exif=tagged(), comment=SECRET))
    for data in picture.files.values():
        kept = Image.open(BytesIO(data))
        assert SECRET not in data
        assert not kept.getexif()
        assert {"exif", "comment", "icc_profile", "xmp"} & set(kept.info) == set()


def test_a_picture_lying_on_its_side_is_turned_upright() -> None:
    picture = read(made(exif=tagged()))
    assert (picture.width, picture.height) == (30, 40)
    above, below = (largest(picture).convert("RGB").getpixel((15, y)) for y in (5, 35))
    assert above[0] > 200 > 50 > above[2]  # type: ignore[index]  # a triple
    assert below[2] > 200 > 50 > below[0]  # type: ignore[index]  # as above


@pytest.mark.parametrize(
    ("form", "suffix", "shown"), [("JPEG", "jpg", "JPEG"), ("PNG", "webp", "WEBP"), ("GIF", "webp", "WEBP")]
)
def test_whatever_its_name_says_its_content_decides(form: str, suffix: str, shown: str) -> None:
    picture = read(made(form=form), name="page.html")
    assert picture.suffix == suffix
    assert largest(picture).format == shown


def test_it_is_made_in_all_smaller_widths_and_never_larger() -> None:
    assert list(read(made(1000, 500)).files) == [480, 960, 1000]
    large = read(made(5000, 1000))
    assert (list(large.files), large.height) == ([480, 960, 1600, 2400], 480)
    assert {width: Image.open(BytesIO(data)).size[0] for width, data in large.files.items()} == {
        width: width for width in large.files
    }


def test_what_is_transparent_stays_so() -> None:
    file = BytesIO()
    Image.new("RGBA", (20, 20), (200, 0, 0, 0)).save(file, "PNG")
    assert largest(read(file)).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]  # four numbers


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    file = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    kept = largest(read(file))
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((5, 5))[0] > 200  # type: ignore[index]  # a triple


def test_colours_are_turned_into_those_of_screens() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain, profiled = read(made()), read(made(icc_profile=lab))
    assert largest(plain).tobytes() == largest(profiled).tobytes()
    assert largest(read(made(mode="CMYK"))).mode == "RGB"
    assert read(made(icc_profile=b"no profile at all")).width == 40


@pytest.mark.parametrize(
    "content", [b"<html><script>alert(1)</script>", b"", b"%PDF-1.7", b'<svg xmlns="http://www.w3.org/2000/svg"/>']
)
def test_a_file_that_is_no_picture_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(PictureRefused, match=r"“fields\.jpg” is no picture, whatever its name says"):
        read(BytesIO(content))


@pytest.mark.parametrize("form", ["BMP", "TIFF"])
def test_other_pictures_are_refused_too(form: str) -> None:
    with pytest.raises(PictureRefused, match="Taken are JPEG, PNG, WebP and GIF"):
        read(made(form=form))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_refused_by_name(form: str) -> None:
    data = made(400, 300, form=form).getvalue()
    with pytest.raises(PictureRefused, match=r"“fields\.jpg” is damaged"):
        read(BytesIO(data[: len(data) // 2]))


def test_a_file_too_large_is_refused_with_the_limit() -> None:
    with pytest.raises(PictureRefused, match=r"“fields.jpg” has 0 MB; a picture may have at most 0 MB"):
        read(made(), most_bytes=100)


@pytest.mark.parametrize(("width", "told"), [(9000, "has 9000 × 9000 points"), (14_000, "unpacks to too many points")])
def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused_before_it_does(width: int, told: str) -> None:
    file = BytesIO()
    Image.new("1", (width, width)).save(file, "PNG")
    with pytest.raises(PictureRefused, match=f"“fields.jpg” {told}.*at most 60 million"):
        read(file)


def test_what_follows_the_picture_in_its_file_goes() -> None:
    picture = read(BytesIO(made().getvalue() + b"<script>alert(1)</script>"))
    assert b"script" not in picture.files[40]


def test_a_scan_in_fine_steps_of_grey_keeps_its_grey() -> None:
    file = BytesIO()
    Image.new("I;16", (20, 20), 32_768).save(file, "PNG")
    assert abs(largest(read(file)).convert("L").getpixel((5, 5)) - 128) < 3  # type: ignore[operator]  # one number
