#!/usr/bin/python3
"""Makes Zhupi's three embedded fonts, beside this script.

    python3 subset.py NotoSansCJK-Regular.ttc NotoSans-Regular.ttf [MORE.ttf …]

- `NotoSansCJKsc-subset.otf`: the simplified Chinese face of the collection,
  cut down to BLOCKS, MORE and ENCODINGS; a Chinese dash —— is one stroke.
- `NotoSansCJKkr-quotes.otf`: the Korean face's narrow ‘ ’ “ ” — ·, to be asked
  first where the text is English or Korean.
- `NotoSans-rest.ttf`: what both lack (⁵ ₆ ⇒ ⌘ ✗ …), each character from the
  first of the other fonts that draws it.

Needs fontTools (Debian: python3-fonttools). The same fonts and the same
fontTools give the same bytes. Prints what was kept; see README.md.
"""

import os
import sys
from unicodedata import category

from fontTools import subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

CHINESE, KOREAN = "Noto Sans CJK SC", "Noto Sans CJK KR"

# Full-width in Chinese, proportional in English and Korean, one code point in Unicode.
QUOTES = "‘’“”—·"

# Whole Unicode blocks, first and last character. What the font lacks is skipped.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B: pinyin's ǎ ǐ ǒ ǔ ǚ among them
    (0x0250, 0x036F),  # phonetic letters, tone letters ˊ ˇ ˋ ˙, combining accents
    (0x0370, 0x04FF),  # Greek, Cyrillic
    (0x1100, 0x11FF),  # conjoining jamo: decomposed Korean finds its font by them
    (0x1E00, 0x1EFF),  # more accented Latin
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x218F),  # superscripts, currency, letter-like, number forms (Ⅰ ⅓)
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # circled and parenthesised: ① ⑴ ⒈ ⓐ ⓫
    (0x2500, 0x27BF),  # boxes, blocks, geometric shapes, symbols, dingbats
    (0x2E00, 0x2E7F),  # more punctuation, the two-em dash among it
    (0x2E80, 0x2FFF),  # radicals, description characters
    (0x3000, 0x30FF),  # CJK symbols and punctuation, kana
    (0x3100, 0x31FF),  # bopomofo, compatibility jamo, kanbun, strokes, small kana
    (0x3200, 0x33FF),  # ㈠ ㉑ ㊀ ㊿ ㋐ ㎡ and their like
    (0x4E00, 0x9FFF),  # every unified ideograph of the first block
    (0xAC00, 0xD7A3),  # every hangul syllable
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE30, 0xFE6F),  # vertical and small forms of punctuation
    (0xFF00, 0xFFEF),  # full-width and half-width forms
    (0xFFFD, 0xFFFD),  # the replacement character
    (0x20000, 0x2FA1F),  # of the later ideographs, those the face has: 𠮷 𫖯
]

# Extension A has 6,582 ideographs, few of them met. Beside those in ENCODINGS:
# the ones in the table of characters in general use of 2013 (names, places).
MORE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖"
    "䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)

# Legacy character sets: everything a text in these encodings can hold.
ENCODINGS = ["gbk", "big5", "cp950", "big5hkscs", "cp932", "euc_jp", "euc_jis_2004", "euc_kr"]


def wanted():
    """Code points to keep: BLOCKS, MORE and what each of ENCODINGS can write."""
    points = {point for first, last in BLOCKS for point in range(first, last + 1)}
    points |= set(map(ord, MORE))
    for point in range(0xA0, 0x10000):
        if 0xD800 <= point < 0xF900:
            continue  # surrogates and private use
        for encoding in ENCODINGS:
            try:
                chr(point).encode(encoding)
            except UnicodeEncodeError:
                continue
            points.add(point)
            break
    return points


def options(features):
    """Outlines, horizontal metrics and kerning; the licence's names; no hints."""
    chosen = subset.Options()
    chosen.hinting = False
    chosen.layout_features = features
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    chosen.notdef_outline = True
    chosen.recalc_timestamp = False
    chosen.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    return chosen


def drop_kana_kerning(font):
    """Keeps class kerning, which is Latin's: kana stay on their square grid.

    The face kerns kana pair by pair, meant for proportional kana only, but
    text shapers apply `kern` without being asked.
    """
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = [getattr(table, "ExtSubTable", table) for table in lookup.SubTable]
        lookup.SubTable = [table for table in tables if table.Format == 2]
        lookup.LookupType, lookup.SubTableCount = 2, len(lookup.SubTable)


def chinese_dash(font):
    """Gives — its full-width form and joins two of them to the stroke ——.

    The face keeps both for text marked as Chinese; our text carries no mark.
    """
    swaps = {
        old: new
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
        for old, new in getattr(getattr(table, "ExtSubTable", table), "mapping", {}).items()
    }
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap |= {point: swaps[table.cmap[point]] for point in (0x2014, 0x2E3A)}
    one, two = (int(font.getBestCmap()[point][3:]) for point in (0x2014, 0x2E3A))
    rule = f"feature ccmp {{ sub \\{one} \\{one} by \\{two}; }} ccmp;"
    addOpenTypeFeaturesFromString(font, rule, tables=["GSUB"])


def cjk(collection, face, points, features, out):
    """Subsets the face named `face` to `points` in `out`; returns the characters it has."""
    faces = TTCollection(collection, lazy=True).fonts
    font = next(each for each in faces if each["name"].getDebugName(1) == face)
    font.recalcTimestamp = False
    points = points & set(font.getBestCmap())
    subsetter = subset.Subsetter(options(features))
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    if features:
        drop_kana_kerning(font)
        chinese_dash(font)
    font.save(out)
    report(out, font, points)
    return points


def rest(paths, points, out):
    """Draws `points` into `out`, each from the first font of `paths` that has it."""
    fonts = [TTFont(path, recalcTimestamp=False) for path in paths]
    first = fonts[0]
    glyphs, advances, characters = {}, {}, {}
    for font in fonts:
        assert font["head"].unitsPerEm == first["head"].unitsPerEm
        cmap, drawn = font.getBestCmap(), font.getGlyphSet()
        names = {".notdef": ".notdef"} if font is first else {}
        names |= {f"u{p:04X}": cmap[p] for p in sorted(points & set(cmap) - set(characters))}
        for name, source in names.items():
            recording = DecomposingRecordingPen(drawn)
            drawn[source].draw(recording)
            pen = TTGlyphPen(None)
            recording.replay(pen)
            glyphs[name], advances[name] = pen.glyph(), drawn[source].width
        characters |= {int(name[1:], 16): name for name in names if name != ".notdef"}
    head, lines, names = first["head"], first["hhea"], first["name"]
    builder = FontBuilder(head.unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    bearings = builder.font["glyf"]
    builder.setupHorizontalMetrics({n: (w, bearings[n].xMin) for n, w in advances.items()})
    builder.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent)
    builder.setupOS2(sTypoAscender=lines.ascent, sTypoDescender=lines.descent)
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({})
    builder.font["name"].names = [n for n in names.names if n.nameID in options([]).name_IDs]
    builder.font["head"].created = builder.font["head"].modified = head.modified
    builder.font.recalcTimestamp = False
    builder.save(out)
    report(out, builder.font, set(characters))
    return set(characters)


def report(out, font, points):
    """One line for README.md."""
    version, size = font["name"].getDebugName(5), os.path.getsize(out)
    print(f"{os.path.basename(out)}: {len(points)} characters, {size} bytes, {version}")


def main(collection, *others):
    """Makes the fonts in this script's folder."""
    folder = os.path.dirname(os.path.abspath(__file__))
    sc, kr, more = (
        os.path.join(folder, name)
        for name in ("NotoSansCJKsc-subset.otf", "NotoSansCJKkr-quotes.otf", "NotoSans-rest.ttf")
    )
    have = cjk(collection, CHINESE, wanted(), ["kern", "fwid"], sc)
    cjk(collection, KOREAN, set(map(ord, QUOTES)), [], kr)
    have |= rest(others, wanted() - have, more)
    lacking = [chr(p) for p in sorted(wanted() - have) if p < 0x3400 and category(chr(p))[0] != "C"]
    print("in none:", "".join(lacking))


if __name__ == "__main__":
    main(*sys.argv[1:])
