package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.mime.HeaderBlock;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.Messages;
import org.postrider.testing.peer.Place;
import org.postrider.testing.peer.RealOpendkim;
import org.postrider.testing.peer.RealProgram;

/** What opendkim signs, it finds signed when it comes back: every octet went to it as it was, and came from it so. */
class OpendkimTest {

    private static final String HEADER = "From: Joe <joe@example.org>\r\nTo: bob@example.net\r\n"
            + "Subject:  spaces  and\r\n\tfolding \r\nDate: Thu, 26 Nov 2026 00:00:00 +0000\r\n"
            + "Message-ID: <1@example.org>\r\n\r\n";
    private static final String BODY = "One\r\n\r\n.two  \r\n" + "long line ".repeat(60) + "\r\n\r\n\r\n";

    @TempDir
    Path home;

    @Test
    void signsAndVerifiesOverAPort() throws Exception {
        signsAndVerifies(Place.freePort());
    }

    @Test
    void signsAndVerifiesOverAUnixSocket() throws Exception {
        signsAndVerifies(Place.socketIn(home));
    }

    private void signsAndVerifies(Place place) throws Exception {
        try (RealProgram opendkim = RealOpendkim.start(home, place, "192.0.2.1")) {
            FilterHarness user = RealMilters.harness(place).client("192.0.2.1").sender("joe@example.org")
                    .recipient("bob@example.net");
            Verdict signed = user.onMessage(Messages.of(octets(HEADER + BODY)));
            assertThat(fields(signed)).contains("DKIM-Signature: v=1").contains("d=example.org").contains("c=simple/simple");
            String message = edited(signed) + BODY;
            assertThat(fields(stranger(place, message))).contains("Authentication-Results: mx.example.org")
                    .contains("dkim=pass");
            assertThat(fields(stranger(place, message.replace("One", "Two")))).contains("dkim=fail");
            user.onEnd();
        }
    }

    private static Verdict stranger(Place place, String message) {
        FilterHarness harness = RealMilters.harness(place).client("198.51.100.9").sender("joe@example.org")
                .recipient("bob@example.net");
        Verdict verdict = harness.onMessage(Messages.of(octets(message)));
        harness.onEnd();
        return verdict;
    }

    private static String edited(Verdict verdict) throws Exception {
        HeaderBlock block = HeaderBlock.read(new ByteArrayInputStream(octets(HEADER)));
        return new String(block.edited(verdict.edits()), StandardCharsets.UTF_8);
    }

    private static String fields(Verdict verdict) {
        StringBuilder fields = new StringBuilder();
        for (Edit edit : verdict.edits()) {
            if (edit instanceof Edit.InsertHeader insert) {
                fields.append(insert.header().name()).append(": ").append(insert.header().unfolded()).append('\n');
            }
        }
        return fields.toString();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
