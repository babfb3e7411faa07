package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.postrider.testing.tls.TlsDialog;

/**
 * P4: whoever sits between client and server adds commands in clear text around STARTTLS. None of them may be acted upon once
 * the connection is encrypted, and nothing of what was said before may be remembered.
 */
class StartTlsInjectionTest {

    private static final Server SERVER = Encrypted.server(Encrypted.STARTTLS).start();
    private static final String VERB = "STARTTLS\r\n";
    private static final List<String> INJECTED = List.of("NOOP\r\n", "RSET\r\n", "EHLO evil.example\r\n",
            "MAIL FROM:<evil@example.org>\r\n", "EHLO evil.example\r\nMAIL FROM:<evil@example.org>\r\n"
            + "RCPT TO:<postmaster@localhost>\r\nDATA\r\n", "QUIT\r\n", "STARTTLS\r\n", "\r\n", "N", "\0");

    private int cases;

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static TlsDialog greeted(boolean inTransaction) throws IOException {
        TlsDialog dialog = Encrypted.connect(SERVER);
        Talk talk = new Talk(dialog);
        talk.expect("220");
        talk.ask("EHLO client.example", "250");
        if (inTransaction) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
        }
        return dialog;
    }

    @Test
    void nothingInClearTextIsActedUponAfterwards() throws IOException {
        for (String injected : INJECTED) {
            for (boolean inTransaction : new boolean[] {false, true}) {
                inTheSamePiece(injected, inTransaction);
                inTheNextPiece(injected, inTransaction);
            }
            for (int cut = 1; cut < VERB.length(); cut++) {
                cutInTheVerb(injected, cut);
            }
        }
        System.out.println("P4: " + cases + " injections around STARTTLS, none acted upon");
        assertThat(cases).isGreaterThanOrEqualTo(100);
        assertThat(SERVER.spool.messages()).isEmpty();
    }

    /** What follows the verb in one piece: the session ends with 554 before there is any TLS. */
    private void inTheSamePiece(String injected, boolean inTransaction) throws IOException {
        try (TlsDialog dialog = greeted(inTransaction)) {
            dialog.send(bytes(VERB + injected));
            assertThat(dialog.read().orElseThrow()).startsWith("554 5.5.0");
            assertThat(dialog.read()).isEmpty();
        }
        cases++;
    }

    /** What comes after 220 and is no TLS ends the connection without a word. */
    private void inTheNextPiece(String injected, boolean inTransaction) throws IOException {
        try (TlsDialog dialog = greeted(inTransaction)) {
            new Talk(dialog).ask("STARTTLS", "220 2.0.0");
            dialog.send(bytes(injected));
            assertThat(isRefused(dialog)).isTrue();
        }
        cases++;
    }

    /** The verb comes in two pieces, the second with more. */
    private void cutInTheVerb(String injected, int cut) throws IOException {
        try (TlsDialog dialog = greeted(false)) {
            dialog.send(bytes(VERB.substring(0, cut)));
            dialog.send(bytes(VERB.substring(cut) + injected));
            Optional<String> reply = dialog.read();
            assertThat(reply.orElseThrow()).startsWith("554 5.5.0");
            assertThat(dialog.read()).isEmpty();
        }
        cases++;
    }

    private static boolean isRefused(TlsDialog dialog) {
        try {
            dialog.encrypt("one.example");
            return false;
        } catch (IOException e) { // of TLS, or the end of the connection
            return true;
        }
    }

    /** The other way round: what is cut into octets and has nothing injected works. */
    @Test
    void theVerbInSingleOctetsIsTheVerb() throws IOException {
        try (TlsDialog dialog = greeted(true)) {
            for (byte octet : bytes(VERB)) {
                dialog.send(new byte[] {octet});
            }
            new Talk(dialog).expect("220 2.0.0");
            Talk talk = new Talk(dialog.encrypt("one.example"));
            talk.ask("RCPT TO:<postmaster@localhost>", "503 5.5.1");
            talk.ask("EHLO client.example", "250");
            talk.ask("QUIT", "221");
        }
    }
}
