package org.postrider.itests.planted;

import java.util.concurrent.CountDownLatch;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Never returns from a message, interrupted or not. */
public final class HangingFilter implements MailFilter {

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.interrupted(); // as a plugin that swallows every exception
            }
        }
    }
}
