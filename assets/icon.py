#!/usr/bin/python3
"""Draws Zhupi's icon, `icon.svg`, beside this script: 批 carved into a vermilion seal.

    python3 icon.py NotoSerifCJK-Bold.ttc
    rsvg-convert --width 256 --height 256 icon.svg --output icon.png

Needs fontTools and librsvg. The outline of 批 comes from Noto Serif CJK, whose
licence (SIL OFL 1.1) leaves drawings made with the font free.
"""

import os
import random
import sys

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection

SIZE = 256
EDGE = 12  # from the picture's border to the seal's
WORD = 176  # height and width into which 批 is fitted
VERMILION_LIGHT, VERMILION, PAPER = "#d8452a", "#bf2d1a", "#fdf6ec"


def word(collection):
    """The outline of 批 as an SVG path, centred."""
    font = TTCollection(collection, lazy=True).fonts[2]
    glyphs, name = font.getGlyphSet(), font.getBestCmap()[ord("批")]
    bounds = BoundsPen(glyphs)
    glyphs[name].draw(bounds)
    left, bottom, right, top = bounds.bounds
    scale_x, scale_y = WORD / (right - left), WORD / (top - bottom)
    path = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
    middle = (SIZE - WORD) / 2
    to_page = (scale_x, 0, 0, -scale_y, middle - left * scale_x, middle + top * scale_y)
    glyphs[name].draw(TransformPen(path, to_page))
    return path.getCommands()


def seal(inset, radius, wobble, seed):
    """A square with rounded corners whose sides waver a little, as if cut by hand."""
    hand = random.Random(seed)
    near, far = inset, SIZE - inset
    corners = [(near, near, 1, 0), (far, near, 0, 1), (far, far, -1, 0), (near, far, 0, -1)]
    path = []
    for turn, (x, y, dx, dy) in enumerate(corners):
        start = (x + dx * radius, y + dy * radius)
        path.append(f"{'L' if turn else 'M'}{start[0]:.1f} {start[1]:.1f}")
        length = far - near - 2 * radius
        for step in range(1, 8):
            along, off = length * step / 8, hand.uniform(-wobble, wobble)
            px = start[0] + dx * along + dy * off
            py = start[1] + dy * along - dx * off
            path.append(f"L{px:.1f} {py:.1f}")
        end = (start[0] + dx * length, start[1] + dy * length)
        corner = (end[0] + dx * radius, end[1] + dy * radius)
        turned = (corner[0] - dy * radius, corner[1] + dx * radius)
        path.append(f"L{end[0]:.1f} {end[1]:.1f}")
        path.append(f"Q{corner[0]:.1f} {corner[1]:.1f} {turned[0]:.1f} {turned[1]:.1f}")
    return "".join(path) + "Z"


def main(collection):
    """Writes the picture."""
    frame = seal(EDGE + 11, 10, 0.5, 3)
    picture = f"""<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}">
<title>朱批</title>
<defs><linearGradient id="ink" x1="0" y1="0" x2="0.35" y2="1"><stop offset="0" stop-color="{VERMILION_LIGHT}"/><stop offset="1" stop-color="{VERMILION}"/></linearGradient></defs>
<path fill="url(#ink)" stroke="url(#ink)" stroke-width="3" stroke-linejoin="round" d="{seal(EDGE, 20, 0.9, 7)}"/>
<path fill="none" stroke="{PAPER}" stroke-width="4.5" stroke-linejoin="round" d="{frame}"/>
<path fill="{PAPER}" stroke="{PAPER}" stroke-width="2" stroke-linejoin="round" d="{word(collection)}"/>
</svg>
"""
    out = os.path.join(os.path.dirname(os.path.abspath(__file__)), "icon.svg")
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write(picture)


if __name__ == "__main__":
    main(*sys.argv[1:])
