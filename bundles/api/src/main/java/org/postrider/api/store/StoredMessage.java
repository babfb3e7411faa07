package org.postrider.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * A message in a folder.
 *
 * @param id unique in the folder, stable
 * @param size octets
 * @param received when it was stored
 */
public record StoredMessage(String id, long size, Instant received) {

    public StoredMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(received, "received");
    }
}
