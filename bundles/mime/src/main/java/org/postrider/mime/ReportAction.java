package org.postrider.mime;

/** What a report tells about a recipient, RFC 3464 2.3.3. */
public enum ReportAction {
    /** The message could not be delivered and is not tried again. */
    FAILED("failed", "could not be delivered to"),
    /** It was not delivered yet and is tried again. */
    DELAYED("delayed", "has not been delivered yet to"),
    /** It was delivered. */
    DELIVERED("delivered", "was delivered to"),
    /** It was handed to a system that does not report. */
    RELAYED("relayed", "was passed on to the mail system of");

    private final String keyword;
    private final String words;

    ReportAction(String keyword, String words) {
        this.keyword = keyword;
        this.words = words;
    }

    String keyword() {
        return keyword;
    }

    String words() {
        return words;
    }
}
