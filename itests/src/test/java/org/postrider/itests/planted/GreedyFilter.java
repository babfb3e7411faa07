package org.postrider.itests.planted;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Ends the process when a message asks for it: by taking all memory, or by a call. */
public final class GreedyFilter implements MailFilter {

    private static final int PIECE = 16 << 20;
    private final List<byte[]> kept = new ArrayList<>();

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        String wish = message.header("X-Wish").orElse("");
        while (wish.equals("memory")) {
            kept.add(new byte[PIECE]);
        }
        if (wish.equals("end")) {
            Runtime.getRuntime().halt(70);
        }
        return Verdict.pass();
    }
}
