package org.postrider.shell;

import java.net.URI;
import java.nio.file.Path;

/** A file or an address, as it is typed. */
final class PluginSource {

    private PluginSource() {}

    /** @throws IllegalArgumentException if it is neither the whole path of a file nor a URI */
    static URI of(String text) {
        if (text.startsWith("/")) {
            return Path.of(text).toUri();
        }
        if (!text.matches("[a-z]+:.*")) {
            throw new IllegalArgumentException(
                    "give the whole path of the file, beginning with /; the server is in another directory: " + text);
        }
        return URI.create(text);
    }
}
