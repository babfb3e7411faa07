package org.postrider.example.discard;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.filter.Filter;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Acknowledges every message and drops it. */
@Component
@Filter(name = "discard-everything", stages = Stage.MESSAGE, concurrency = 64)
public final class DiscardEverything implements MailFilter {

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        return Verdict.discard();
    }
}
