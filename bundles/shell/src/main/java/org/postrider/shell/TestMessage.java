package org.postrider.shell;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

import org.postrider.api.message.Address;

/** The message that {@code mail:test} sends. No line begins with a dot, and all is ASCII unless the address is not. */
final class TestMessage {

    private static final DateTimeFormatter DATE = // RFC 5322 3.3
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private TestMessage() {}

    static String to(Address recipient, ZonedDateTime now) {
        return String.join("\r\n",
                "Date: " + DATE.format(now),
                "From: Postrider test <postmaster@" + recipient.domain() + ">",
                "To: <" + recipient + ">",
                "Subject: Postrider test message",
                "Message-ID: <" + UUID.randomUUID() + "@" + recipient.domain() + ">",
                "Auto-Submitted: auto-generated", // RFC 3834 5: nobody is to answer it
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "This message was sent by mail:test to see that mail arrives. It did.");
    }
}
