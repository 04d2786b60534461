package dev.espalier.synth.prover.coqidetop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of the protocol: a name, attributes, and elements and text in order. */
final class XmlElement {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    /** Each an {@link XmlElement} or a {@link String}. */
    private final List<Object> content = new ArrayList<>();

    XmlElement(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean is(String expected) {
        return name.equals(expected);
    }

    void put(String attribute, String value) {
        attributes.put(attribute, value);
    }

    void add(XmlElement child) {
        content.add(child);
    }

    void add(String text) {
        content.add(text);
    }

    Optional<String> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /** A number; {@link GarbledAnswer} if there is none. */
    int number(String key) throws GarbledAnswer {
        return parse(attribute(key).orElse(""));
    }

    private int parse(String digits) throws GarbledAnswer {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new GarbledAnswer("<" + name + "> has \"" + digits + "\" where a number belongs", e);
        }
    }

    List<XmlElement> children() {
        return content.stream()
                .filter(XmlElement.class::isInstance)
                .map(XmlElement.class::cast)
                .toList();
    }

    XmlElement child(int index) throws GarbledAnswer {
        List<XmlElement> children = children();
        if (index >= children.size()) {
            throw new GarbledAnswer("<" + name + "> has " + children.size() + " parts, not " + (index + 1));
        }
        return children.get(index);
    }

    /** The first element called {@code wanted} among the children. */
    Optional<XmlElement> first(String wanted) {
        return children().stream().filter(child -> child.is(wanted)).findFirst();
    }

    /** All text within. */
    String text() {
        StringBuilder text = new StringBuilder();
        appendTo(text);
        return text.toString();
    }

    private void appendTo(StringBuilder text) {
        for (Object part : content) {
            if (part instanceof XmlElement child) {
                child.appendTo(text);
            } else {
                text.append(part);
            }
        }
    }
}
