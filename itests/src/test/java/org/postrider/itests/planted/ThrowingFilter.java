package org.postrider.itests.planted;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Throws at every message. */
public final class ThrowingFilter implements MailFilter {

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        throw new IllegalStateException("planted");
    }
}
