package org.postrider.filter.milter;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;
import org.postrider.mime.HeaderBlock;

/** A message as a milter is shown it: its fields, and its body as a stream. */
final class MessageSource {

    private final Message message;
    private final HeaderBlock block;
    private final List<RawField> fields;

    /** @throws MessageLimitException if the message, or its header, is larger than is allowed */
    MessageSource(Message message, long maxOctets) throws IOException {
        if (maxOctets > 0 && message.size() > maxOctets) {
            throw new MessageLimitException("the message has " + message.size() + " octets, maxBytes is " + maxOctets);
        }
        this.message = message;
        try (InputStream in = message.open()) {
            this.block = HeaderBlock.read(in);
        }
        this.fields = RawField.split(block.edited(List.of()));
    }

    List<RawField> fields() {
        return fields;
    }

    /** All that follows the empty line behind the header; to be closed. */
    InputStream body() throws IOException {
        InputStream in = message.open();
        try {
            in.skipNBytes(block.length());
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
