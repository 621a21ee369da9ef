"""Makes readings.txt and phrases.txt anew: how Chinese characters and words are read.

Usage: python3 readings.py PYPINYIN PYPINYIN_DICT CRATE JIEBA
    PYPINYIN        folder of the Python package pypinyin (0.55.0, MIT): phrases_dict.json
    PYPINYIN_DICT   folder of the Python package pypinyin-dict (0.9.0, MIT): of it only the two tables of
                    the Unihan database of Unicode, kHanyuPinlu and kTGHZ2013 (Unicode License v3)
    CRATE           pinyin.txt of the crate pinyin (0.11): the readings that need not be said again
    JIEBA           dict.txt of the crate jieba-rs (0.11, MIT): how often words are used

The phrase tables of CC-CEDICT and of dictionaries that pypinyin-dict also has are not used: their
licences do not fit. phrases-own.txt, contexts.txt and names.txt are written by hand and go before.
"""

import collections
import importlib.util
import json
import math
import pathlib
import sys
import unicodedata

HEAD = "# Made by readings.py: see README.md beside this file. Sorted; not to be changed by hand.\n"
TONES = "\u0304\u0301\u030c\u0300"
# The standard of today where the tables follow an older one: for every word.
TODAY = {
    "哮": ("xiāo", "xiào"), "框": ("kuāng", "kuàng"), "澎": ("pēng", "péng"), "甸": ("diān", "diàn"),
    "脊": ("jí", "jǐ"), "萎": ("wēi", "wěi"), "谁": ("shuí", "shéi"), "颇": ("pǒ", "pō"),
    "迹": ("jī", "jì"), "绩": ("jī", "jì"), "褚": ("zhǔ", "chǔ"),
}
# How characters are mostly read inside words that the tables do not have.
INSIDE = {
    "几": "jǐ", "切": "qiē", "喝": "hē", "塞": "sài", "娜": "nà", "尽": "jìn", "差": "chā", "弹": "dàn",
    "曾": "céng", "朴": "pǔ", "柏": "bǎi", "汗": "hàn", "葛": "gé", "藏": "cáng", "都": "dū", "长": "cháng",
    "黑": "hēi", "更": "gèng", "了": "le", "兹": "zī", "遂": "suì", "耶": "yē", "贾": "jiǎ", "什": "shí",
}
# In-word readings that are nearly always the same are not said of each word.
NEARLY = 0.97


def toneless(syllable):
    apart = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(it for it in apart if it not in TONES))


def table(folder, name):
    path = pathlib.Path(folder) / "pinyin_data" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {chr(sign): said.split(",") for sign, said in module.pinyin_dict.items()}


def main(pypinyin, unihan, crate, jieba):
    # The tables of pypinyin-dict import pypinyin.
    sys.path.insert(0, str(pathlib.Path(pypinyin).parent))
    said = {}
    for line in pathlib.Path(crate).read_text(encoding="utf8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            sign, readings = line.split(":")
            said[chr(int(sign[2:], 16))] = readings.strip().split(",")
    often, tags = {}, {}
    for line in pathlib.Path(jieba).read_text(encoding="utf8").splitlines():
        word, count, tag = line.split()
        often[word], tags[word] = int(count), tag
    frequent, standard = table(unihan, "khanyupinlu"), table(unihan, "ktghz2013")

    def modern(sign):
        # kTGHZ2013 is in alphabetical order.
        order = {it: at for at, it in enumerate(said[sign])}
        rest = sorted(standard.get(sign, []), key=lambda it: order.get(it, len(order)))
        readings = list(dict.fromkeys(frequent.get(sign, []) + rest))
        # What is often without a tone in one word, as 西 in 东西, is not so in others.
        if readings and toneless(readings[0]) == readings[0] and toneless(said[sign][0]) != said[sign][0]:
            readings.sort(key=lambda it: toneless(it) == it)
        readings = readings or list(said[sign])
        if sign in TODAY:
            readings = list(dict.fromkeys([TODAY[sign][1]] + readings))
        return readings

    def has_several(sign):
        readings = modern(sign)
        toned = {it for it in readings if toneless(it) != it}
        return len(toned) > 1

    phrases = {}
    for word, syllables in json.loads((pathlib.Path(pypinyin) / "phrases_dict.json").read_text()).items():
        if len(word) != len(syllables) or len(word) < 2 or not all(it in said for it in word):
            continue
        # Textbooks print 一 and 不 with the tone they have alone.
        plain = {"一": ("yí", "yì", "yī"), "不": ("bú", "bù")}
        read = [it[0] for it in syllables]
        read = [plain[c][-1] if r in plain.get(c, ()) else r for c, r in zip(word, read)]
        read = [TODAY[c][1] if r == TODAY.get(c, [None])[0] else r for c, r in zip(word, read)]
        phrases[word] = read

    counts = collections.defaultdict(collections.Counter)
    for word, count in often.items():
        if len(word) < 2 or not all(it in said for it in word):
            continue
        if word in phrases or (count >= 20 and not tags[word].startswith("nr")):
            for sign, read in zip(word, phrases.get(word) or [modern(it)[0] for it in word]):
                counts[sign][read] += math.sqrt(count)
    usual, contested = {}, set()
    for sign, read in counts.items():
        usual[sign], most = read.most_common(1)[0]
        usual[sign] = INSIDE.get(sign, usual[sign])
        if most < NEARLY * read.total() and has_several(sign):
            contested.add(sign)

    lines = []
    for sign in sorted(said):
        if not "\u3400" <= sign <= "\u9fff":
            continue
        readings = modern(sign)
        inside = usual.get(sign, readings[0])
        if inside not in readings:
            readings.append(inside)
        if readings == said[sign] and inside == readings[0] and sign not in contested:
            continue
        mark = "" if inside == readings[0] else inside
        lines.append("\t".join([sign, " ".join(readings), mark, "?" if sign in contested else ""]).rstrip("\t"))
    write("readings.txt", lines)

    lines = []
    for word in sorted(phrases):
        read = phrases[word]
        other = any(r != usual.get(c, modern(c)[0]) for c, r in zip(word, read))
        told = word in often and any(it in contested for it in word)
        if (other and (word in often or len(word) <= 4)) or told:
            lines.append(f"{word}\t{' '.join(read)}")
    write("phrases.txt", lines)


def write(name, lines):
    path = pathlib.Path(__file__).parent / name
    path.write_text(HEAD + "".join(f"{it}\n" for it in lines), encoding="utf8", newline="\n")
    print(name, len(lines), path.stat().st_size)


main(*sys.argv[1:])
