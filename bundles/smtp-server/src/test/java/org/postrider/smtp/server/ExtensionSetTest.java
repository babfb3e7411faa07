package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;
import org.postrider.api.smtp.SmtpVerb;

/** Which extensions can be used together. */
class ExtensionSetTest {

    private record Declared(String keyword, String mail, String rcpt, String verb) implements SmtpExtension {

        @Override
        public Set<SmtpParameter> mailParameters() {
            return mail == null ? Set.of() : Set.of(new SmtpParameter(mail, 600));
        }

        @Override
        public Set<SmtpParameter> recipientParameters() {
            return rcpt == null ? Set.of() : Set.of(new SmtpParameter(rcpt, 600));
        }

        @Override
        public Set<SmtpVerb> verbs() {
            return verb == null ? Set.of() : Set.of(new SmtpVerb(verb, 0, true));
        }
    }

    private static final Declared FIRST = new Declared("FIRST", "MF", "RF", "VF");

    private static List<String> refusals(SmtpExtension... extensions) {
        List<String> refused = new ArrayList<>();
        List<InstalledExtension> all = new ArrayList<>();
        for (SmtpExtension extension : extensions) {
            all.add(new InstalledExtension(extension, Server.ORIGIN));
        }
        ExtensionSet set = ExtensionSet.of(all, refused);
        assertThat(set.extensions()).hasSize(extensions.length - refused.size());
        return refused;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            FIRST | A    |       |       | another extension has the keyword FIRST
            S     | MF   |       |       | another extension has the MAIL parameter MF
            S     |      | RF    |       | another extension has the RCPT parameter RF
            S     |      |       | VF    | another extension has the verb VF
            SIZE  |      |       |       | the keyword SIZE is the server's own
            AUTH  |      |       |       | the keyword AUTH is the server's own
            S     | BODY |       |       | the parameter BODY is the server's own
            S     |      | ORCPT |       | the parameter ORCPT is the server's own
            S     |      |       | MAIL  | the verb MAIL is the server's own
            S     |      |       | GET   | the verb GET is the server's own
            S     |      |       | TURN  | the verb TURN is the server's own
            """)
    void nameThatIsTakenIsRefusedInWords(String keyword, String mail, String rcpt, String verb, String why) {
        assertThat(refusals(FIRST, new Declared(keyword, mail, rcpt, verb)))
                .containsExactly("Extension " + keyword + " is not used: " + why);
    }

    @Test
    void freeNamesAreUsed() {
        assertThat(refusals(FIRST, new Declared("ETRN", "RF", "MF", "ETRN"), new Declared("ATRN", null, null, "ATRN")))
                .isEmpty();
    }

    @Test
    void linesDoNotGrowWithoutEnd() {
        assertThat(refusals(FIRST, new Declared("A", "A", null, null), new Declared("B", "B", null, null),
                new Declared("C", "C", null, null)))
                .containsExactly("Extension C is not used: the line of MAIL would be too long");
    }

    @Test
    void secondIsUsedWhenTheFirstIsGone() {
        InstalledExtensions installed = new InstalledExtensions();
        Declared second = new Declared("FIRST", null, null, null);
        installed.add(FIRST, Server.ORIGIN);
        installed.add(second, Server.ORIGIN);
        assertThat(installed.current().extensions()).singleElement().matches(one -> one.is(FIRST));
        installed.remove(FIRST);
        assertThat(installed.current().extensions()).singleElement().matches(one -> one.is(second));
    }

    @Test
    void ofTwoVersionsOfABundleTheNewerIsUsedUntilItIsRetired() {
        InstalledExtensions installed = new InstalledExtensions();
        Declared older = new Declared("FIRST", null, null, null);
        installed.add(older, origin(1, "1.9.0"));
        assertThat(installed.current().extensions()).singleElement().matches(one -> one.is(older));
        installed.add(FIRST, origin(2, "1.10.0"));
        assertThat(installed.current().extensions()).singleElement().matches(one -> one.is(FIRST));
        installed.retire(2);
        assertThat(installed.current().extensions()).singleElement().matches(one -> one.is(older));
    }

    private static ExtensionOrigin origin(long bundle, String version) {
        return new ExtensionOrigin(bundle, "org.example.extension", Version.parseVersion(version));
    }

    @Test
    void declarationThatFailsKeepsItsExtensionOut() {
        InstalledExtensions installed = new InstalledExtensions();
        installed.add(new Declared("no keyword", null, null, null), Server.ORIGIN);
        installed.add(new Declared(null, null, null, null), Server.ORIGIN);
        assertThat(installed.current().extensions()).isEmpty();
    }
}
