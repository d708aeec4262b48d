#!/usr/bin/env python3
"""Writes the images of this folder and, to stdout, what Pillow reads from them.

Needs Pillow. Prints the rows of the tables in test/unit/Image: per file its
size and a hash of the pixels of `convert("RGB")`, per orientation a hash of
`ImageOps.exif_transpose`, per resize a hash of `resize(size, BILINEAR)`.
"""

import os
import struct
import zlib

from PIL import Image, ImageOps

FOLDER = os.path.dirname(os.path.abspath(__file__))


def fnv(data):
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & (2**64 - 1)
    return value


def noise(width, height, channels=3, seed=1):
    """The pixels of SeededImage.h."""
    state, data = seed, bytearray()
    for _ in range(width * height * channels):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        data.append(state >> 56)
    return bytes(data)


def smooth(width, height):
    image = Image.frombytes("RGB", (5, 4), noise(5, 4))
    return image.resize((width, height), Image.BICUBIC)


def row(name, image):
    rgb = image.convert("RGB")
    print(f'{{"{name}", {rgb.width}, {rgb.height}, '
          f"0x{fnv(rgb.tobytes()):016x}u}},")


def write(name, image, **options):
    path = os.path.join(FOLDER, name)
    image.save(path, **options)
    row(name, Image.open(path))


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(
        ">I", zlib.crc32(body))


def write_png(name, width, height, depth, color, rows, interlace=0, extra=b""):
    """A PNG of the raw, filtered rows."""
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0,
                         interlace)
    with open(os.path.join(FOLDER, name), "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra +
                   chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def rows_of(data, stride):
    return b"".join(b"\0" + data[i:i + stride]
                    for i in range(0, len(data), stride))


def interlaced(data, width, height):
    """The seven passes of Adam7 over 8-bit RGB."""
    out = b""
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8),
                           (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
                           (0, 1, 1, 2)):
        for y in range(y0, height, dy):
            line = b"".join(data[3 * (y * width + x):3 * (y * width + x) + 3]
                            for x in range(x0, width, dx))
            out += b"\0" + line if line else b""
    return out


def main():
    photo = smooth(37, 23)
    write("baseline.jpg", photo, quality=90)
    write("progressive.jpg", photo, quality=80, progressive=True)
    write("grey.jpg", photo.convert("L"), quality=90)
    write("cmyk.jpg", photo.convert("CMYK"), quality=90)
    exif = Image.Exif()
    exif[0x0112] = 6
    write("turned.jpg", photo, quality=90, exif=exif)
    write("turned.png", photo, exif=exif)

    write("rgb.png", photo)
    write("grey1.png", photo.convert("1"))
    write("palette.png", photo.quantize(7), transparency=2)
    write("grey_alpha.png", photo.convert("LA"))
    rgba = photo.copy()
    rgba.putalpha(Image.frombytes("L", photo.size, noise(37, 23, 1)))
    write("rgba.png", rgba)
    write("one.png", Image.new("RGB", (1, 1), (200, 100, 50)))

    write_png("interlaced.png", 13, 11, 8, 2,
              interlaced(noise(13, 11), 13, 11), interlace=1)
    write_png("rgb16.png", 13, 11, 16, 2, rows_of(noise(13, 11, 6), 13 * 6))
    write_png("rgba16.png", 13, 11, 16, 6, rows_of(noise(13, 11, 8), 13 * 8))
    for name in ("interlaced.png", "rgb16.png", "rgba16.png"):
        row(name, Image.open(os.path.join(FOLDER, name)))
    # Pillow clips 16-bit grey to 255 where PTIR keeps the upper byte.
    data = noise(13, 11, 2)
    write_png("grey16.png", 13, 11, 16, 0, rows_of(data, 13 * 2))
    row("grey16.png", Image.frombytes("L", (13, 11), data[::2]))

    print("\n// orientations")
    image = Image.frombytes("RGB", (3, 2), noise(3, 2))
    for value in range(1, 9):
        image.getexif()[0x0112] = value
        row(value, ImageOps.exif_transpose(image))

    print("\n// resizes")
    for old, new in (((37, 23), (16, 16)), ((16, 16), (37, 23)),
                     ((37, 23), (37, 5)), ((37, 23), (91, 23)),
                     ((1, 1), (7, 3)), ((200, 3), (1, 1)),
                     ((640, 427), (383, 256)), ((300, 401), (256, 342))):
        image = Image.frombytes("RGB", old, noise(*old))
        pixels = image.resize(new, Image.BILINEAR).tobytes()
        print(f"{{{old[0]}, {old[1]}, {new[0]}, {new[1]}, "
              f"0x{fnv(pixels):016x}u}},")


if __name__ == "__main__":
    main()
