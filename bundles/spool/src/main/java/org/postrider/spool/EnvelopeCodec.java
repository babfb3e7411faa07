package org.postrider.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

/** Envelopes in a payload. */
final class EnvelopeCodec {

    private EnvelopeCodec() {}

    static void write(FieldWriter out, Envelope envelope) {
        out.number(envelope.sender().isPresent() ? 1 : 0);
        envelope.sender().ifPresent(sender -> write(out, sender));
        out.texts(envelope.parameters());
        out.count(envelope.recipients().size(), FieldReader.MAX_RECIPIENTS, "recipients");
        envelope.recipients().forEach(recipient -> write(out, recipient));
    }

    static void write(FieldWriter out, Recipient recipient) {
        write(out, recipient.address());
        out.texts(recipient.parameters());
    }

    private static void write(FieldWriter out, Address address) {
        out.text(address.localPart()).text(address.domain().name());
    }

    static Envelope read(FieldReader in) throws IOException {
        Optional<Address> sender = in.count(1) == 1 ? Optional.of(address(in)) : Optional.empty();
        var parameters = in.texts();
        int size = in.count(FieldReader.MAX_RECIPIENTS);
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            recipients.add(recipient(in));
        }
        return new Envelope(sender, recipients, parameters);
    }

    static Recipient recipient(FieldReader in) throws IOException {
        return new Recipient(address(in), in.texts());
    }

    private static Address address(FieldReader in) throws IOException {
        String localPart = in.text();
        String domain = in.text();
        try {
            return new Address(localPart, new Domain(domain));
        } catch (IllegalArgumentException e) {
            throw new IOException("a stored address is none: " + e.getMessage(), e);
        }
    }
}
