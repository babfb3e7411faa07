package org.postrider.api.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import org.osgi.annotation.versioning.ProviderType;

/** A leaf of the MIME structure of a message, or the whole body of a message that has no structure. */
@ProviderType
public interface Part {

    /** Type and subtype in lower case; {@code text/plain} where the part does not say (RFC 2045 5.2). */
    String contentType();

    /** The parameters of Content-Type, names in lower case, values decoded (RFC 2231). */
    Map<String, String> contentTypeParameters();

    /** The name the sender gave the file, decoded, without any directory; empty if there is none. */
    String fileName();

    /** The header fields of the part. */
    List<Header> headers();

    /** How deep the part lies: 0 for the body of an unstructured message. */
    int depth();

    /** Octets of the part as sent, before the transfer encoding is undone. */
    long size();

    /**
     * The content with its transfer encoding undone. Broken base64 or quoted-printable is decoded as far as it goes.
     *
     * @return a stream that the caller closes
     */
    InputStream open() throws IOException;
}
