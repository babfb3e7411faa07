package org.postrider.mime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Header;

/**
 * What the header of a message or a part says about its content.
 *
 * @param headers the header fields
 * @param depth how deep it lies, 0 for the message itself
 * @param type Content-Type, or what stands for it where it is missing or unreadable
 * @param disposition Content-Disposition; empty value where it is missing
 * @param encoding Content-Transfer-Encoding in lower case; empty where it is missing
 */
record Entity(
        List<Header> headers, int depth, ParameterizedValue type, ParameterizedValue disposition, String encoding) {

    private static final ParameterizedValue NOTHING = new ParameterizedValue("", Map.of());

    /** @param usual the type where the header names none: text/plain, or message/rfc822 in a digest */
    static Entity of(List<Header> headers, int depth, String usual) {
        ParameterizedValue type = named(headers, "Content-Type").orElse(NOTHING);
        ParameterizedValue disposition = named(headers, "Content-Disposition").orElse(NOTHING);
        String encoding = named(headers, "Content-Transfer-Encoding").orElse(NOTHING).value();
        return new Entity(headers, depth, readable(type, usual), disposition, encoding);
    }

    private static Optional<ParameterizedValue> named(List<Header> headers, String name) {
        return headers.stream().filter(h -> h.name().equalsIgnoreCase(name)).findFirst()
                .map(h -> ParameterizedValue.parse(h.unfolded()));
    }

    /** RFC 2045 5.2: what has no type, or one without a subtype, is plain text. */
    private static ParameterizedValue readable(ParameterizedValue type, String usual) {
        String value = type.value().replace(" ", "");
        int slash = value.indexOf('/');
        boolean readable = slash > 0 && slash < value.length() - 1;
        String instead = value.isEmpty() ? usual : "text/plain";
        return new ParameterizedValue(readable ? value : instead, type.parameters());
    }

    /** The boundary, if this is a multipart that has one. */
    Optional<String> boundary() {
        String boundary = type.parameters().getOrDefault("boundary", "");
        return type.value().startsWith("multipart/") && !boundary.isBlank()
                ? Optional.of(boundary.stripTrailing()) : Optional.empty();
    }

    /** Whether the body is itself a message that can be read where it stands. */
    boolean isMessage() {
        boolean message = type.value().equals("message/rfc822") || type.value().equals("message/global");
        return message && !encoding.equals("base64") && !encoding.equals("quoted-printable");
    }

    /** What parts of this multipart are, if they do not say (RFC 2046 5.1.5). */
    String usualPart() {
        return type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
    }

    /** The name of the file, decoded, without directory. */
    String fileName() {
        String name = disposition.parameters().getOrDefault("filename", "");
        if (name.isBlank()) {
            name = type.parameters().getOrDefault("name", "");
        }
        return withoutDirectory(EncodedWords.decode(name));
    }

    private static String withoutDirectory(String path) {
        StringBuilder name = new StringBuilder();
        path.codePoints().filter(c -> !Character.isISOControl(c)).forEach(name::appendCodePoint);
        int slash = Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\"));
        String last = name.substring(slash + 1).strip();
        return last.equals(".") || last.equals("..") ? "" : last;
    }
}
