package org.postrider.testing.spool;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

/** Envelopes that a careless store would change. */
final class OddEnvelopes {

    private OddEnvelopes() {}

    static List<Envelope> all() {
        Recipient plain = new Recipient(Address.parse("joe@example.org"));
        Recipient quoted = new Recipient(Address.parse("\"a\\\"b\\\\ @c\"@example.org"), Map.of(
                "ORCPT", "rfc822;a+0D+0A", "NOTIFY", "SUCCESS,FAILURE", "X", ""));
        Recipient literal = new Recipient(Address.parse("x@[IPv6:2001:db8::1]"));
        Recipient unicode = new Recipient(new Address("\u00fcser\ud83d\ude00", new Domain("b\u00fccher.example")));
        return List.of(
                new Envelope(Optional.empty(), List.of(plain)),
                new Envelope(Optional.of(quoted.address()), List.of(quoted, literal, unicode), Map.of("SMTPUTF8", "")),
                new Envelope(Optional.of(plain.address()), List.of(plain, plain, quoted), Map.of(
                        "ENVID", "with\r\nQUIT\r\n\u0000", "AUTH", "<>", "", "no name")),
                SpoolMail.envelope(1000));
    }
}
