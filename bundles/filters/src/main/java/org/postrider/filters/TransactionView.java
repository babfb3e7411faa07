package org.postrider.filters;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/** The transaction as a filter sees it: with what the filters before it found at this very stage. */
record TransactionView(Transaction transaction, FoundEvidence found) implements Transaction {

    @Override
    public MessageId id() {
        return transaction.id();
    }

    @Override
    public Session session() {
        return transaction.session();
    }

    @Override
    public Optional<Address> sender() {
        return transaction.sender();
    }

    @Override
    public Map<String, String> parameters() {
        return transaction.parameters();
    }

    @Override
    public List<Recipient> recipients() {
        return transaction.recipients();
    }

    @Override
    public List<Evidence> evidence() {
        return found.after(transaction.evidence());
    }
}
