package org.charactermirror.chart;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A chart's file, read as any other program would read it. */
final class Drawn {

    private final Document document;

    private Drawn(Document document) {
        this.document = document;
    }

    static Drawn of(Chart chart) {
        try {
            return new Drawn(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(chart.file().getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new AssertionError("not XML:\n" + chart.file(), e);
        }
    }

    List<Element> all(String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    /** Returns elements of a kind that have a class. */
    List<Element> all(String name, String style) {
        return all(name).stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ")).contains(style))
                .toList();
    }

    /** Returns the letters that are seen, without those of a title that is shown when a text is pointed at. */
    static String shown(Element text) {
        StringBuilder shown = new StringBuilder();
        for (Node child = text.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                shown.append(child.getNodeValue());
            }
        }
        return shown.toString();
    }

    List<String> texts() {
        return all("text").stream().map(Drawn::shown).toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /**
     * The room that a text takes at most.
     *
     * @param bottom where letters such as g end
     */
    record Box(String text, double left, double top, double right, double bottom) {

        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    List<Box> boxes() {
        return all("text").stream()
                .map(text -> {
                    double width = Letters.width(shown(text));
                    double x = number(text, "x");
                    double left = switch (text.getAttribute("text-anchor")) {
                        case "middle" -> x - width / 2;
                        case "end" -> x - width;
                        default -> x;
                    };
                    double line = number(text, "y");
                    return new Box(
                            shown(text), left, line - 0.75 * Letters.SIZE, left + width, line + 0.2 * Letters.SIZE);
                })
                .toList();
    }
}
