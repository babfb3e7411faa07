package org.postrider.filter.policy.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.postrider.api.filter.Stage;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/**
 * What a policy service is asked about.
 *
 * @param recipient the one that is decided on, or the only one of the message
 * @param size of the message, once it is there
 */
record Question(
        Stage stage, Session session, Optional<Transaction> transaction, Optional<Recipient> recipient, OptionalLong size) {

    static Question of(Stage stage, Session session) {
        return new Question(stage, session, Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    static Question of(Stage stage, Transaction transaction) {
        List<Recipient> recipients = transaction.recipients();
        boolean one = recipients.size() == 1 && stage != Stage.SENDER;
        return new Question(stage, transaction.session(), Optional.of(transaction),
                one ? Optional.of(recipients.get(0)) : Optional.empty(), OptionalLong.empty());
    }

    static Question of(Transaction transaction, Recipient recipient) {
        return new Question(Stage.RECIPIENT, transaction.session(), Optional.of(transaction), Optional.of(recipient),
                OptionalLong.empty());
    }

    static Question of(Transaction transaction, Message message) {
        Question data = of(Stage.MESSAGE, transaction);
        return new Question(data.stage, data.session, data.transaction, data.recipient, OptionalLong.of(message.size()));
    }

    /** As Postfix calls the stage. */
    String state() {
        return switch (stage) {
            case CONNECT -> "CONNECT";
            case HELO -> session.isExtended() ? "EHLO" : "HELO";
            case SENDER -> "MAIL";
            case RECIPIENT -> "RCPT";
            case DATA -> "DATA";
            case MESSAGE, END -> "END-OF-MESSAGE";
        };
    }

    /** How many recipients there are, once no more can come. */
    int recipientCount() {
        boolean complete = stage == Stage.DATA || stage == Stage.MESSAGE;
        return complete ? transaction.map(all -> all.recipients().size()).orElse(0) : 0;
    }
}
