package org.postrider.testing.filter;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

record FakeTransaction(
        Session session, Optional<Address> sender, Map<String, String> parameters, List<Recipient> recipients,
        List<Evidence> evidence) implements Transaction {

    @Override
    public MessageId id() {
        return new MessageId(1);
    }
}
