package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;

class BdatTest {

    private static final int SIZE_LIMIT = 65_536;
    private static final SmtpLimits SMALL = new SmtpLimits(SIZE_LIMIT, 100, 0, 20, 5, 1000, 10, 2);

    // ^ is CRLF, % a CR, & a LF; M, R and B stand for MAIL, RCPT and MAIL with BODY=BINARYMIME.
    // ~ is where the client waits. The last column has the messages that were complete, / between them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one chunk                  | M^R^BDAT 5 LAST^Hi!^                           | 250 250 250            | Hi!^
            lower case                 | M^R^bdat 5 last^Hi!^                           | 250 250 250            | Hi!^
            several chunks             | M^R^BDAT 5^X: ^BDAT 3^y^BDAT 1 LAST^z          | 250 250 250 250 250    | X: ^y^z
            nothing at the end         | M^R^BDAT 4^ab^BDAT 0 LAST^                     | 250 250 250 250        | ab^
            nothing at all             | M^R^BDAT 0 LAST^                               | 250 250 250            | ''
            nothing in between         | M^R^BDAT 1^aBDAT 0^BDAT 1 LAST^b               | 250 250 250 250 250    | ab
            leading zeros              | M^R^BDAT 0000000002 LAST^ab                    | 250 250 250            | ab
            commands are text          | M^R^BDAT 12 LAST^QUIT^QUIT^                    | 250 250 250            | QUIT^QUIT^
            dots are text              | M^R^BDAT 11 LAST^..a^.^.^                      | 250 250 250            | ..a^.^.^
            end of data is text        | M^R^BDAT 9^a^.^b^BDAT 0 LAST^                  | 250 250 250 250        | a^.^b^
            CRLF in two chunks         | M^R^BDAT 2^a%BDAT 2 LAST^&b                    | 250 250 250 250        | a^b
            CR at the end of all       | M^R^BDAT 2 LAST^a%                             | 250 250 250            | a^
            CR at the end, then nothing| M^R^BDAT 2^a%BDAT 0 LAST^                      | 250 250 250 250        | a^
            bare LF becomes CRLF       | M^R^BDAT 3 LAST^a&b                            | 250 250 250            | a^b
            bare CR becomes CRLF       | M^R^BDAT 3 LAST^a%b                            | 250 250 250            | a^b
            two messages               | M^R^BDAT 1 LAST^aM^R^BDAT 1 LAST^b             | 250 250 250 250 250 250| a/b
            chunks after DATA          | M^R^DATA^~a^.^M^R^BDAT 1 LAST^b                | 250 250 354 250 250 250 250 | a^/b
            size -1                    | M^R^BDAT -1 LAST^NOOP^                         | 250 250 501 closed     |
            size +1                    | M^R^BDAT +1 LAST^NOOP^                         | 250 250 501 closed     |
            size 2^31                  | M^R^BDAT 2147483648^NOOP^                      | 250 250 501 closed     |
            size 2^31-1                | M^R^BDAT 2147483647^NOOP^                      | 250 250 552 closed     |
            size 2^32                  | M^R^BDAT 4294967296 LAST^NOOP^                 | 250 250 501 closed     |
            size 2^63                  | M^R^BDAT 9223372036854775808 LAST^NOOP^        | 250 250 501 closed     |
            size 2^64+2                | M^R^BDAT 18446744073709551618 LAST^NOOP^       | 250 250 501 closed     |
            sum beyond 2^31            | M^R^BDAT 5^12345BDAT 2147483647 LAST^NOOP^     | 250 250 250 552 closed |
            no size                    | M^R^BDAT^NOOP^                                 | 250 250 501 closed     |
            size is text               | M^R^BDAT five LAST^NOOP^                       | 250 250 501 closed     |
            hexadecimal size           | M^R^BDAT 0x5 LAST^NOOP^                        | 250 250 501 closed     |
            digits of another script   | M^R^BDAT ٥ LAST^NOOP^                          | 250 250 501 closed     |
            other word than LAST       | M^R^BDAT 4 FIRST^NOOP^                         | 250 250 501 closed     |
            something after LAST       | M^R^BDAT 4 LAST x^NOOP^                        | 250 250 501 closed     |
            two spaces                 | M^R^BDAT  4 LAST^NOOP^                         | 250 250 501 closed     |
            before MAIL                | BDAT 6 LAST^QUIT^M^R^                          | 503 250 250            |
            before RCPT                | M^BDAT 6^QUIT^BDAT 6 LAST^QUIT^R^              | 250 554 503 503        |
            twice after the end        | M^R^BDAT 1 LAST^aBDAT 6 LAST^QUIT^             | 250 250 250 503        | a
            DATA after BDAT            | M^R^BDAT 1^aDATA^~BDAT 1 LAST^b                | 250 250 250 503 250    | ab
            RCPT after BDAT            | M^R^BDAT 1^aR^BDAT 1 LAST^b                    | 250 250 250 503 250    | ab
            MAIL after BDAT            | M^R^BDAT 1^aM^BDAT 1 LAST^b                    | 250 250 250 503 250    | ab
            RSET between chunks        | M^R^BDAT 1^aRSET^BDAT 6 LAST^QUIT^M^R^BDAT 1 LAST^b | 250 250 250 250 503 250 250 250 | b
            EHLO between chunks        | M^R^BDAT 1^aEHLO d^~BDAT 6 LAST^QUIT^          | 250 250 250 250 503    |
            loop in the midst          | M^R^BDAT 44^Received: ^Received: ^Received: ^^QUIT^BDAT 6 LAST^QUIT^ | 250 250 554 503 |
            QUIT between chunks        | M^R^BDAT 1^aQUIT^                              | 250 250 250 221 closed |
            binary as it is            | B^R^BDAT 15 LAST^X: y^^a&b%c^                  | 250 250 250            | X: y^^a&b%c^
            binary header has lines    | B^R^BDAT 15 LAST^X: y&Z: %^^&&                 | 250 250 250            | X: y^Z: ^^^&&
            binary in pieces           | B^R^BDAT 7^X: y^%BDAT 4 LAST^&a&%              | 250 250 250 250        | X: y^^a&%
            binary with DATA           | B^R^DATA^~BDAT 1 LAST^a                        | 250 250 503 250        | a
            """)
    void eachCaseIsTheSameHoweverItIsCut(String name, String said, String replies, String messages) {
        int octets = written(said.replace("~", "")).length();
        for (int cut = 0; cut <= octets; cut++) {
            Client client = start(BareLineFeed.NORMALIZE);
            say(client, written(said), cut);
            assertThat(told(client)).as("%s, cut at %s", name, cut).isEqualTo(replies);
            assertThat(String.join("/", client.backend.messages)).as("%s, cut at %s", name, cut)
                    .isEqualTo(messages == null ? "" : written(messages));
        }
    }

    /** In two pieces, or octet by octet if cut at 0. The client waits where it says ~. */
    private static void say(Client client, String text, int cut) {
        int at = 0;
        StringBuilder piece = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '~' || at == cut || cut == 0) {
                client.send(piece.toString());
                piece.setLength(0);
            }
            if (c != '~') {
                piece.append(c);
                at++;
            }
        }
        client.send(piece.toString());
    }

    private static Client start(BareLineFeed policy) {
        Client client = new Client(SMALL, policy).open().say("EHLO c");
        client.codes();
        return client;
    }

    /** The codes, and that what is said now is read as a command. */
    private static String told(Client client) {
        List<String> codes = new ArrayList<>(client.codes().stream().map(code -> code.substring(0, 3)).toList());
        if (client.isClosed()) {
            codes.add("closed");
        } else {
            assertThat(client.say("NOOP").codes()).containsExactly("250 2.0.0");
        }
        return String.join(" ", codes);
    }

    private static String written(String text) {
        return text.replace("M^", "MAIL FROM:<a@b>^").replace("B^", "MAIL FROM:<a@b> BODY=BINARYMIME^")
                .replace("R^", "RCPT TO:<c@d>^").replace("^", "\r\n").replace('%', '\r').replace('&', '\n');
    }

    private static Client begun(BareLineFeed policy, String mail) {
        Client client = start(policy);
        client.send(written(mail + "R^")).codes();
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\r\n\nb", "ab\r"})
    void bareBreaksAreRefusedWherePolicySaysSo(String text) {
        Client client = begun(BareLineFeed.REJECT, "M^");
        client.send("BDAT " + text.length() + " LAST\r\n" + text);
        assertThat(client.codes()).containsExactly("550 5.6.11");
        assertThat(client.backend.calls).contains("refused DATA 550").doesNotContain("end");
        assertThat(told(client)).isEmpty();
    }

    @Test
    void binaryBodyMayHoldBareBreaksAndItsHeaderMayNot() {
        Client client = begun(BareLineFeed.REJECT, "B^");
        client.send("BDAT 9 LAST\r\nX: \r\n\r\n\r\n");
        assertThat(client.codes()).containsExactly("250 2.0.0");
        client.send(written("B^R^") + "BDAT 10 LAST\r\nX: \r\n\r\n\n\r\n");
        assertThat(client.codes()).endsWith("250 2.0.0");
        client.send(written("B^R^") + "BDAT 6 LAST\r\nX: \n\r\n");
        assertThat(client.codes()).endsWith("550 5.6.11");
    }

    @Test
    void messageThatIsTooLargeIsRefusedWhenItsChunkHasPassed() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.send("BDAT 60000\r\n\r\n" + "a".repeat(59_998) + "BDAT 10000\r\n" + "a".repeat(9999));
        assertThat(client.codes()).containsExactly("250 2.0.0");
        assertThat(client.backend.calls).contains("refused DATA 552");
        client.send("aBDAT 6 LAST\r\nQUIT\r\n");
        assertThat(client.codes()).containsExactly("552 5.3.4", "503 5.5.1");
        assertThat(told(client)).isEmpty();
    }

    @Test
    void messageOfTheGreatestSizeIsTaken() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.send("BDAT " + SIZE_LIMIT + " LAST\r\n\r\n" + ("b".repeat(98) + "\r\n").repeat(655) + "b".repeat(34));
        assertThat(client.codes()).containsExactly("250 2.0.0");
        assertThat(client.backend.messages.get(0)).hasSize(SIZE_LIMIT);
    }

    @Test
    void chunkThatIsMuchTooLargeIsNotWaitedFor() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.say("BDAT " + (SIZE_LIMIT + SIZE_LIMIT / 2 + 1));
        assertThat(told(client)).isEqualTo("552 closed");
        assertThat(client.backend.calls).contains("refused DATA 552");
    }

    @Test
    void chunksThatAreReadForNothingHaveALimitTogether() {
        Client client = start(BareLineFeed.NORMALIZE);
        client.send("BDAT 60000\r\n" + "a".repeat(60_000));
        assertThat(client.codes()).containsExactly("503 5.5.1");
        client.say("BDAT 60000");
        assertThat(told(client)).isEqualTo("503 closed");
    }

    @Test
    void emptyChunksHaveALimit() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        assertThat(client.send("BDAT 0\r\n".repeat(4)).codes()).hasSize(4).containsOnly("250 2.0.0");
        client.say("BDAT 0");
        assertThat(told(client)).isEqualTo("421 closed");
    }

    @Test
    void headerHasLimits() {
        Client client = begun(BareLineFeed.NORMALIZE, "B^");
        client.send("BDAT 66 LAST\r\n" + "X: x\r\n".repeat(11));
        assertThat(client.codes()).containsExactly("554 5.6.0");
    }

    @Test
    void endlessLineOfTextIsRefusedAndOfBinaryIsNot() {
        Client client = new Client(SmtpLimits.defaults(), BareLineFeed.NORMALIZE).open().say("EHLO c");
        client.send(written("M^R^")).codes();
        client.send("BDAT 70002 LAST\r\n\r\n" + "a".repeat(70_000));
        assertThat(client.codes()).containsExactly("554 5.6.0");
        client.send(written("B^R^")).codes();
        client.send("BDAT 70002 LAST\r\n\r\n" + "a".repeat(70_000));
        assertThat(client.codes()).containsExactly("250 2.0.0");
    }

    @Test
    void answerOfTheBackendIsToldWhenTheChunkHasPassed() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.backend.answer("data", Answer.of(Reply.of(451, "4.7.1", "Later")));
        client.send("BDAT 6\r\nQUI");
        assertThat(client.codes()).isEmpty();
        client.send("T\r\nBDAT 6 LAST\r\nQUIT\r\n");
        assertThat(client.codes()).containsExactly("451 4.7.1", "503 5.5.1");
        assertThat(client.backend.messages).isEmpty();
        assertThat(told(client)).isEmpty();
    }

    @Test
    void backendMayCloseBeforeTheChunk() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.backend.answer("data", Answer.closing(Reply.of(554, "5.7.1", "Go")));
        client.send("BDAT 6\r\nQUIT\r\n");
        assertThat(told(client)).isEqualTo("554 closed");
    }

    @Test
    void octetsWaitForTheAnswerOfTheBackend() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        var data = client.backend.later("data");
        client.send("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n");
        assertThat(client.left()).isEqualTo("QUIT\r\nNOOP\r\n");
        data.complete(Answer.yes());
        assertThat(client.turn().codes()).containsExactly("250 2.0.0", "250 2.0.0");
        assertThat(client.backend.messages).containsExactly("QUIT\r\n");
    }

    @Test
    void backendThatIsBehindStopsTheInputWithinAChunkAndAfterIt() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        CompletableFuture<Void> first = client.backend.room = new CompletableFuture<>();
        client.send("BDAT 6\r\nQU").send("IT\r\nBDAT 1 LAST\r\n!");
        assertThat(client.left()).isEqualTo("IT\r\nBDAT 1 LAST\r\n!");
        CompletableFuture<Void> second = client.backend.room = new CompletableFuture<>();
        first.complete(null);
        assertThat(client.turn().codes()).as("not before it is written").isEmpty();
        assertThat(client.left()).isEqualTo("BDAT 1 LAST\r\n!");
        client.backend.room = CompletableFuture.completedFuture(null);
        second.complete(null);
        assertThat(client.turn().codes()).containsExactly("250 2.0.0", "250 2.0.0");
        assertThat(client.backend.messages).containsExactly("QUIT\r\n!");
    }

    @Test
    void chunkThatCannotBeKeptIsReadToItsEndAndEndsTheMessage() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^");
        client.backend.room = CompletableFuture.failedFuture(new IllegalStateException("disk"));
        client.backend.answer("end", Answer.of(Reply.of(452, "4.3.1", "Full")));
        client.send("BDAT 6\r\nQU").send("IT\r\nBDAT 6 LAST\r\nQUIT\r\n");
        assertThat(client.codes()).containsExactly("452 4.3.1", "503 5.5.1");
        assertThat(told(client)).isEmpty();
    }

    @Test
    void connectionMayEndWithinAChunk() {
        Client client = begun(BareLineFeed.NORMALIZE, "M^").send("BDAT 100\r\nabc");
        client.machine.hangUp();
        assertThat(client.send("QUIT\r\n").codes()).isEmpty();
        assertThat(client.backend.calls).endsWith("reset").doesNotContain("end");
    }
}
