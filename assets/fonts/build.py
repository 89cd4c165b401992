"""Makes the program's two fonts from Inter: tabular figures by default, Latin only, roomier lines.

Usage: python3 build.py Inter-Regular.otf FairShareSans-Regular.otf Regular
       python3 build.py Inter-SemiBold.otf FairShareSans-SemiBold.otf SemiBold

egui applies no OpenType features, so the figures of equal width (`tnum`) are made the default ones.
The line metrics are set so that a line is 1.35 em high with capitals and figures near its middle.
The licence (OFL.txt) lets us do this; a changed font carries a name of its own.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "Fair Share Sans"
ASCENT, DESCENT = 1.02, 0.33

SYMBOLS = (
    list(range(0x2010, 0x2016))
    + [0x2009, 0x202F, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026, 0x2030]
    + [0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2153, 0x2154]
    + [0x2190, 0x2191, 0x2192, 0x2193, 0x2211, 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713]
)
LATIN = list(range(0x20, 0x7F)) + list(range(0xA0, 0x180)) + [0x218, 0x219, 0x21A, 0x21B]
LATIN += list(range(0x1E80, 0x1E86)) + [0x1EF2, 0x1EF3]  # Welsh


def tabular(font):
    """What `tnum` puts in the place of each glyph."""
    gsub, found = font["GSUB"].table, {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    found.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    return found


def main(source, target, style):
    font = TTFont(source)
    figures = tabular(font)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if table.cmap.get(code) in figures:
                table.cmap[code] = figures[table.cmap[code]]

    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["DSIG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LATIN + SYMBOLS)
    subsetter.subset(font)

    # Two of the semibold's tabular figures are 3 units narrower than the others.
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    widest = max(metrics[cmap[ord(d)]][0] for d in "0123456789")
    for digit in "0123456789":
        glyph = cmap[ord(digit)]
        metrics[glyph] = (widest, metrics[glyph][1])

    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), -round(DESCENT * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, descent, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent

    plain = NAME.replace(" ", "")
    names = {1: NAME, 2: style, 3: f"{plain}-{style}", 4: f"{NAME} {style}", 6: f"{plain}-{style}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
        if record.nameID == 5:
            record.string = record.toUnicode() + "; tabular figures, Latin subset"
    cff = font["CFF "].cff
    cff.fontNames[0] = names[6]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = names[4], NAME
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:4])
