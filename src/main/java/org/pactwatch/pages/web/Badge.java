package org.pactwatch.pages.web;

import java.io.StringWriter;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.pactwatch.compliance.Compliance;

/**
 * Draws a badge: fields side by side, each with its words and some with a shape. Nothing in it needs a style sheet, a
 * script or a font of ours; light on dark, it is read on light and dark pages alike.
 */
final class Badge {

    private static final String SVG = "http://www.w3.org/2000/svg";

    private static final String INK = "#ffffff";
    private static final String PLAIN = "#2b333f";
    private static final String FORCE = "#454e5b";

    private static final int HEIGHT = 22;
    private static final int PADDING = 7;
    private static final int FONT = 11;
    private static final int ICON = 14;
    private static final int BASELINE = 15;

    /** Widths of the characters from blank to tilde in thousandths of the font's size, of DejaVu Sans and so of Verdana. */
    private static final int[] WIDTHS = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838
    };

    private final String language;
    private final List<Field> fields = new ArrayList<>();

    private record Field(String text, @Nullable String icon, String colour) {

        int width() {
            return PADDING + (icon == null ? 0 : ICON + 4) + length(text) + PADDING;
        }
    }

    Badge(String language) {
        this.language = language;
    }

    Badge plain(String text) {
        fields.add(new Field(OneLine.of(text), null, PLAIN));
        return this;
    }

    Badge force(String word, String icon) {
        fields.add(new Field(word, icon, FORCE));
        return this;
    }

    Badge compliance(String word, String icon, Compliance compliance) {
        fields.add(new Field(word, icon, colour(compliance)));
        return this;
    }

    /** As pactwatch.css has them on light pages: all are dark enough to be written on. */
    static String colour(Compliance compliance) {
        return switch (compliance) {
            // Red is what an authority has found, and nothing else.
            case VIOLATION_FOUND -> "#a8170f";
            case ALLEGED, CLAIMED, SHORTFALL -> "#8a4b00";
            case CONTESTED -> "#6b3fa0";
            case UNRESOLVED, PARTIAL -> "#2f5d8a";
            case NO_VIOLATION_ESTABLISHED, PENDING -> "#3f5566";
            case FULFILLED -> "#14655c";
            case NOT_BINDING -> "#57606f";
        };
    }

    /** How long the text is drawn, in pixels: the same whatever font there is, because the picture says so. */
    static int length(String text) {
        long thousandths = text.codePoints().mapToLong(Badge::width).sum();
        return (int) ((thousandths * FONT + 999) / 1000);
    }

    private static int width(int c) {
        if (c == '·') {
            return WIDTHS[0];
        }
        if (c >= ' ' && c < ' ' + WIDTHS.length) {
            return WIDTHS[c - ' '];
        }
        if (c < 0x250) {
            // A letter with a mark is as wide as the letter. The rest, such as ß, is close to a digit.
            int letter = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD)
                    .codePointAt(0);
            return letter < 0x80 && letter >= ' ' ? WIDTHS[letter - ' '] : WIDTHS['0' - ' '];
        }
        return 1080;
    }

    /** @param says all of it in a sentence */
    String draw(String says) {
        int width = fields.stream().mapToInt(Field::width).sum() + fields.size() - 1;
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("svg");
            xml.writeDefaultNamespace(SVG);
            attributes(xml, "width", width, "height", HEIGHT, "viewBox", "0 0 " + width + " " + HEIGHT);
            attributes(xml, "role", "img", "aria-label", OneLine.of(says), "lang", language);
            xml.writeStartElement("title");
            xml.writeCharacters(OneLine.of(says));
            xml.writeEndElement();
            // Shows between the fields, and as an edge on dark pages.
            xml.writeEmptyElement("rect");
            attributes(xml, "width", width, "height", HEIGHT, "rx", 3, "fill", "#c3c9d2");
            int x = 0;
            for (Field field : fields) {
                field(xml, field, x);
                x += field.width() + 1;
            }
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory takes every element", e);
        }
        return text.append('\n').toString();
    }

    private static void field(XMLStreamWriter xml, Field field, int left) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attributes(xml, "x", left, "y", 1, "width", field.width(), "height", HEIGHT - 2, "fill", field.colour());
        int x = left + PADDING;
        if (field.icon() != null) {
            xml.writeEmptyElement("path");
            attributes(xml, "transform", "translate(" + x + " 4) scale(" + ICON / 24.0 + ")", "d", field.icon());
            attributes(xml, "fill", "none", "stroke", INK, "stroke-width", 2);
            attributes(xml, "stroke-linecap", "round", "stroke-linejoin", "round");
            x += ICON + 4;
        }
        xml.writeStartElement("text");
        attributes(xml, "x", x, "y", BASELINE, "fill", INK, "font-size", FONT);
        attributes(xml, "font-family", "Verdana, DejaVu Sans, Geneva, sans-serif");
        attributes(xml, "textLength", length(field.text()), "lengthAdjust", "spacingAndGlyphs");
        xml.writeCharacters(field.text());
        xml.writeEndElement();
    }

    private static void attributes(XMLStreamWriter xml, Object... pairs) throws XMLStreamException {
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            xml.writeAttribute(pairs[i].toString(), pairs[i + 1].toString());
        }
    }
}
