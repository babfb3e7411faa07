package org.postrider.filter.milter;

import org.postrider.api.smtp.Reply;

/** What a milter answers. */
sealed interface MilterReply permits Disposition, MilterReply.Custom, Amendment {

    /** A reply for the client, in its own words: 4yz or 5yz. */
    record Custom(Reply reply) implements MilterReply {}
}
