package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.TlsInfo;

/** No extension takes a name that is ours. */
class ReservedNamesTest {

    /** Whatever EHLO says, in clear text and encrypted, to a client that may do everything. */
    @Test
    void keywordsThatWeOfferAreReserved() {
        Client client = new Client();
        client.backend.login = new ScriptedLogin();
        client.backend.speaksForOthers = true;
        client.encryption = Encryption.OFFERED;
        client.open();
        List<String> keywords = new ArrayList<>(keywords(client));
        client.machine.secured(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), Optional.empty(),
                Optional.empty()));
        keywords.addAll(keywords(client));
        assertThat(keywords).contains("STARTTLS", "AUTH", "REQUIRETLS", "XCLIENT", "DSN")
                .allMatch(ReservedNames::isKeyword);
    }

    private static List<String> keywords(Client client) {
        List<String> lines = client.say("EHLO client.test").lastReply().lines();
        return lines.subList(1, lines.size()).stream().map(line -> line.split(" ")[0]).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL", "QUIT", "AUTH", "TURN", "GET"})
    void verbsThatWeHaveAreReserved(String verb) {
        assertThat(ReservedNames.isVerb(verb)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ETRN", "ATRN", "X-PLAY"})
    void verbsThatExtensionsMayBringAreNot(String verb) {
        assertThat(ReservedNames.isVerb(verb)).isFalse();
    }
}
