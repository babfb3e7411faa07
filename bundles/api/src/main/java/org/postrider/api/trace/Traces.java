package org.postrider.api.trace;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.MessageId;

/** The traces that are kept. Safe from any thread; nothing here blocks or throws for want of space. */
@ProviderType
public interface Traces {

    /** Keeps the trace of a transaction that has ended. */
    void keep(Trace trace);

    /** Adds a step to a kept trace. It is lost if the trace is kept no longer. */
    void add(MessageId id, Step step);

    Optional<Trace> find(MessageId id);

    /**
     * The newest traces, newest first.
     *
     * @param limit at most so many
     */
    List<Trace> latest(int limit);
}
