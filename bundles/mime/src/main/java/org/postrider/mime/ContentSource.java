package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;

import org.osgi.annotation.versioning.ConsumerType;

/** Where the bytes of a message are. Asked from any thread, as often as somebody looks into the message. */
@ConsumerType
@FunctionalInterface
public interface ContentSource {

    /** A new stream over the whole message, which the caller closes. */
    InputStream open() throws IOException;
}
