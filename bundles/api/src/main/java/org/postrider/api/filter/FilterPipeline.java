package org.postrider.api.filter;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/**
 * The filters as they stood when a session began. Immutable; a session keeps the one it took.
 *
 * <p>The methods return at once. Their stages complete on any thread, within the deadlines of the filters, and never
 * exceptionally: a filter's failure has become an action by then.
 */
@ProviderType
public interface FilterPipeline {

    /** Counts up with every change of the set of filters or of their settings. */
    long generation();

    /** Ids of the bundles whose filters it may call. */
    default Set<Long> bundles() {
        return Set.of();
    }

    /** Whether any filter would be called. If not, the engine need not call and stays on its loop. */
    boolean hasFilters(Stage stage, String role);

    CompletionStage<StageResult> connect(Session session);

    CompletionStage<StageResult> helo(Session session, String name);

    CompletionStage<StageResult> sender(Transaction transaction, Optional<Address> sender);

    CompletionStage<StageResult> recipient(Transaction transaction, Recipient recipient);

    CompletionStage<StageResult> data(Transaction transaction);

    CompletionStage<StageResult> message(Transaction transaction, Message message);

    /** To be called once, when every other call of the session has completed. Its result is always a pass. */
    CompletionStage<StageResult> end(Session session);
}
