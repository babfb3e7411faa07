package org.postrider.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** The folders of one account. Safe from several threads. */
@ConsumerType
public interface Mailbox extends AutoCloseable {

    /** The folder that always exists. */
    String INBOX = "INBOX";

    /**
     * Begins a new message.
     *
     * @param folder name of the folder, levels separated by {@code /}; made if it is not there
     * @return the message to be written, which the caller closes
     * @throws IllegalArgumentException if the name of the folder is not allowed
     */
    Append append(String folder) throws IOException;

    /** The messages of a folder, oldest first; empty if there is no such folder. */
    List<StoredMessage> list(String folder) throws IOException;

    /**
     * @return the bytes of a message, in a stream that the caller closes
     * @throws java.io.FileNotFoundException if there is no such message
     */
    InputStream open(String folder, String id) throws IOException;

    @Override
    void close();
}
