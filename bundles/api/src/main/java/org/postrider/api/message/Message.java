package org.postrider.api.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The bytes of a message, and views of them that are made on demand.
 *
 * <p>Safe to use from several threads. Headers and parts are read within limits (100 KB and 1,000 fields of header, 100
 * levels, 1,000 parts); a message beyond them throws {@link MessageLimitException}, which a filter need not catch: its
 * {@code onFailure} then decides, so that nothing passes because it was too big to look at.
 */
@ProviderType
public interface Message {

    /** Octets that {@link #open()} yields. */
    long size();

    /**
     * The message as it was received: lines end in CRLF, dot-stuffing undone.
     *
     * @return a new stream over the whole message, which the caller closes
     */
    InputStream open() throws IOException;

    /**
     * All header fields in their order.
     *
     * @throws MessageLimitException if the header is larger than is allowed
     */
    List<Header> headers();

    /** The unfolded value of the first field of this name (in any case). */
    default Optional<String> header(String name) {
        return headers().stream().filter(h -> h.name().equalsIgnoreCase(name)).findFirst().map(Header::unfolded);
    }

    /**
     * The leaves of the MIME structure, in order.
     *
     * @throws MessageLimitException if there are too many parts or levels; possibly while the stream is consumed
     */
    Stream<Part> parts();
}
