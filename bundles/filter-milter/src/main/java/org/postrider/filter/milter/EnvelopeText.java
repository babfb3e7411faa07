package org.postrider.filter.milter;

import java.util.Map;

import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Transaction;

/** Addresses and parameters as MAIL and RCPT have them. */
final class EnvelopeText {

    private EnvelopeText() {}

    static Payload mail(Transaction transaction) {
        return payload(transaction.sender().map(Address::toString).orElse(""), transaction.parameters());
    }

    static Payload rcpt(Recipient recipient) {
        return payload(recipient.address().toString(), recipient.parameters());
    }

    private static Payload payload(String address, Map<String, String> parameters) {
        Payload payload = new Payload().text("<" + address + ">");
        parameters.forEach((keyword, value) -> payload.text(value.isEmpty() ? keyword : keyword + "=" + value));
        return payload;
    }
}
