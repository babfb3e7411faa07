package org.postrider.itests.planted;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Has no opinion, and takes no time for it: what is left is the cost of asking. */
public final class PassingFilter implements MailFilter {

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        return Verdict.pass();
    }
}
