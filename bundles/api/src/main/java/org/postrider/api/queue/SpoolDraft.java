package org.postrider.api.queue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;

/**
 * A message on its way into the spool: write, then commit or abort. Used by one thread at a time. Whoever began a draft
 * ends it, with {@link #commit} or {@link #abort()}; until then it holds memory or a file.
 */
@ProviderType
public interface SpoolDraft {

    MessageId id();

    /** Octets written so far. */
    long size();

    /**
     * Appends the remaining bytes of the buffer, which are taken before the call returns. Never blocks.
     *
     * @return completed if more may be written at once; otherwise the writer stops reading from its peer until it
     *     completes. Completes exceptionally with {@link SpoolException} if the bytes cannot be kept; the draft is
     *     then to be aborted, and a commit fails in the same way
     */
    CompletionStage<Void> write(ByteBuffer bytes);

    /**
     * What was written until now, readable as often as wanted until the draft is committed or aborted, and the same
     * whatever is written afterwards. To be called when the last {@link #write} has completed.
     */
    Message content();

    /**
     * Makes the message durable and hands it to the queue.
     *
     * @return completes when the message is on disk, force included: only then may it be acknowledged to the client.
     *     Completes exceptionally with {@link SpoolException} if it is not and never will be queued
     */
    CompletionStage<QueuedMessage> commit(Submission submission);

    /**
     * Makes several messages of this draft durable at once, all of them or none, and hands them to the queue.
     *
     * @param submissions at least one; the first gets the id of the draft, the others new ones
     * @return as that of {@link #commit(Submission)}, in the order of the submissions
     */
    CompletionStage<List<QueuedMessage>> commit(List<Submission> submissions);

    /** Drops everything. Does nothing after a commit or another abort. */
    void abort();
}
