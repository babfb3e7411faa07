package org.postrider.bridge;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;

/**
 * Changes of a header as milters, and programs like them, want them. In a value a line break is CRLF or LF, and must be followed
 * by white space: else it would begin a field of its own, and a {@link PeerException} says so.
 */
public final class HeaderEdits {

    private HeaderEdits() {}

    /** A field below all others. */
    public static Edit add(String name, String value) {
        return new Edit.InsertHeader(Integer.MAX_VALUE, header(name, value));
    }

    /** A field with so many others above it. */
    public static Edit insert(int index, String name, String value) {
        return new Edit.InsertHeader(index, header(name, value));
    }

    /** Another value for a field, the uppermost of its name being 1; without a value it is removed. */
    public static Edit change(int index, String name, String value) {
        int occurrence = Math.max(1, index);
        return value.isEmpty() ? new Edit.RemoveHeader(name, occurrence)
                : new Edit.ReplaceHeader(header(name, value), occurrence);
    }

    private static Header header(String name, String value) {
        try {
            return new Header(name, value.replace("\r\n", "\n").replace("\n", "\r\n"));
        } catch (IllegalArgumentException e) {
            throw new PeerException("it wants the field " + PeerText.quoted(name + ": " + value) + ": " + e.getMessage(), e);
        }
    }
}
