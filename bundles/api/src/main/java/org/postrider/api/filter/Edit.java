package org.postrider.api.filter;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.Recipient;

/**
 * A change to a message or its envelope, as a value. The platform applies edits in their order, each to what those before
 * it left, and records who made them; the bytes that no edit names stay as they were received. Line breaks and NUL cannot
 * be smuggled in, because {@link Header} and {@link Address} refuse them.
 */
public sealed interface Edit {

    /** Octets that a new body or part has at most. */
    int MAX_CONTENT = 64 * 1024 * 1024;

    /** Put a field above all others. */
    record AddHeader(Header header) implements Edit {
        public AddHeader {
            Objects.requireNonNull(header, "header");
        }
    }

    /**
     * Put a field below others.
     *
     * @param position how many of {@link org.postrider.api.message.Message#headers()} stay above it; 0 is above all, and
     *     where there are fewer it comes last
     */
    record InsertHeader(int position, Header header) implements Edit {
        /** @throws IllegalArgumentException if the position is negative */
        public InsertHeader {
            Objects.requireNonNull(header, "header");
            checkCount("a position", position);
        }
    }

    /**
     * Remove a field.
     *
     * @param name in any case
     * @param occurrence which of that name, the uppermost being 1; 0 for every. One that is not there is passed over
     */
    record RemoveHeader(String name, int occurrence) implements Edit {
        /** @throws IllegalArgumentException if the occurrence is negative */
        public RemoveHeader {
            Objects.requireNonNull(name, "name");
            checkCount("an occurrence", occurrence);
        }

        /** Remove every field of this name. */
        public RemoveHeader(String name) {
            this(name, 0);
        }
    }

    /**
     * Replace a field of that name in its place.
     *
     * @param occurrence which of that name, the uppermost being 1; one that is not there is added below all others. 0: the
     *     uppermost is replaced and the others are removed; without one, it is added above all others
     */
    record ReplaceHeader(Header header, int occurrence) implements Edit {
        /** @throws IllegalArgumentException if the occurrence is negative */
        public ReplaceHeader {
            Objects.requireNonNull(header, "header");
            checkCount("an occurrence", occurrence);
        }

        /** Replace the first field of that name, remove the others; without one, add it. */
        public ReplaceHeader(Header header) {
            this(header, 0);
        }
    }

    /**
     * Replace all that follows the header block.
     *
     * @param body lines that end in CRLF, the last one too; without dot-stuffing; not modified after the call
     */
    record ReplaceBody(ByteBuffer body) implements Edit {
        /** @throws IllegalArgumentException if a CR or LF stands alone, the last line has no end, or it is too long */
        public ReplaceBody {
            body = kept(body);
            checkLines(body);
        }

        /** @return a new view of the octets, which cannot be written to */
        @Override
        public ByteBuffer body() {
            return body.duplicate();
        }
    }

    /**
     * Replace one part: its content, and in its header the fields whose names begin with {@code Content-}. The platform
     * writes the content as base64. A message that has no such part is deferred, because it cannot be accepted as it is.
     *
     * @param part its place in {@link org.postrider.api.message.Message#parts()}, the first being 0
     * @param contentType the type and its parameters, e.g. {@code text/plain; charset=utf-8}
     * @param content the octets before they are encoded; not modified after the call
     */
    record ReplacePart(int part, String contentType, ByteBuffer content) implements Edit {
        /** @throws IllegalArgumentException if the place is negative, the type is no field, or the content is too long */
        public ReplacePart {
            checkCount("the place of a part", part);
            contentType = new Header("Content-Type", contentType).unfolded();
            content = kept(content);
        }

        /** @return a new view of the octets, which cannot be written to */
        @Override
        public ByteBuffer content() {
            return content.duplicate();
        }
    }

    /** Replace the reverse-path; empty stands for {@code <>}. */
    record ReplaceSender(Optional<Address> sender) implements Edit {
        public ReplaceSender {
            Objects.requireNonNull(sender, "sender");
        }
    }

    /** Deliver to one more recipient. */
    record AddRecipient(Recipient recipient) implements Edit {
        public AddRecipient {
            Objects.requireNonNull(recipient, "recipient");
        }
    }

    /** Do not deliver to this recipient. A message that loses all of them is discarded. */
    record RemoveRecipient(Address recipient) implements Edit {
        public RemoveRecipient {
            Objects.requireNonNull(recipient, "recipient");
        }
    }

    private static void checkCount(String what, int found) {
        if (found < 0) {
            throw new IllegalArgumentException(what + " cannot be negative");
        }
    }

    private static ByteBuffer kept(ByteBuffer octets) {
        if (octets.remaining() > MAX_CONTENT) {
            throw new IllegalArgumentException("a new content has at most " + MAX_CONTENT + " octets");
        }
        return octets.slice().asReadOnlyBuffer();
    }

    /** RFC 5322 2.3: CR and LF only occur together; what others take for a line end must not be hidden in a body. */
    private static void checkLines(ByteBuffer octets) {
        byte before = 0;
        for (int i = 0; i < octets.limit(); i++) {
            byte octet = octets.get(i);
            if ((octet == '\n') != (before == '\r')) {
                throw new IllegalArgumentException("in a body CR and LF only occur together");
            }
            before = octet;
        }
        if (octets.hasRemaining() && before != '\n') {
            throw new IllegalArgumentException("the last line of a body ends in CRLF");
        }
    }
}
