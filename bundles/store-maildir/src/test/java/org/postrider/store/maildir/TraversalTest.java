package org.postrider.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.store.Append;
import org.postrider.api.store.Mailbox;

/** Nobody's address or folder leads out of the store. */
class TraversalTest {

    private static final List<String> WORDS = List.of(
            "..", ".", "...", "../", "/..", "/", "//", "\\", "..\\", "/etc/passwd", "../../../../tmp/x", "..%2f", "%2e%2e",
            "%2e%2e%2f", "..;", "~", "~root", "a/../..", "./..", ". .", " ..", ".. ", "..\u00e9", "\uff0e\uff0e\uff0f",
            "\u2025", "\u2215", "Maildir/../..", "tmp", "new", "cur", ".hidden", "con", "-rf", "*", "$HOME", "`id`", "a\"b");
    private static final List<String> FORMS = List.of("%s", "%sx", "x%s", "%s%s", "x/%s", "%s/x", "../%s", "%s..");

    @TempDir
    Path home;

    private static Set<String> hostile() {
        Set<String> cases = new HashSet<>();
        for (String form : FORMS) {
            for (String word : WORDS) {
                cases.add(form.replace("%s", word));
            }
        }
        return cases;
    }

    @Test
    void twoHundredHostileNamesBecomeOneHarmlessElementEach() {
        Set<String> cases = hostile();
        assertThat(cases).hasSizeGreaterThan(200);
        Set<String> elements = new HashSet<>();
        for (String name : cases) {
            String element = PathName.of(name);
            assertThat(element).as(name).matches("[A-Za-z0-9_+=%-]+(\\.[A-Za-z0-9_+=%-]+)*");
            assertThat(Path.of(element).getNameCount()).isEqualTo(1);
            elements.add(element);
        }
        assertThat(elements).as("different names stay different").hasSameSizeAs(cases);
    }

    @Test
    void controlCharactersAndNulAreEncoded() {
        assertThat(PathName.of("a\0b\r\nc\u007f")).isEqualTo("a%00b%0D%0Ac%7F");
    }

    @Test
    void plainNamesStayReadable() {
        assertThat(PathName.of("joe.smith+tag=x_y-1")).isEqualTo("joe.smith+tag=x_y-1");
        assertThat(PathName.of("Joe")).isEqualTo("Joe");
    }

    @Test
    void overlongNamesAreBoundedAndStayDifferent() {
        String longest = "é".repeat(255);
        assertThat(PathName.of(longest)).hasSizeLessThanOrEqualTo(200).isNotEqualTo(PathName.of(longest + "x"));
        assertThat(PathName.of("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(PathName.of("x".repeat(201))).hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void nothingIsWrittenOutsideTheStore() throws IOException {
        Path mail = home.resolve("deep/er/mail");
        MaildirStore store = new MaildirStore(mail, "host", Clock.systemUTC());
        int stored = 0;
        for (String name : hostile()) {
            stored += store(store, name);
        }
        assertThat(stored).isGreaterThan(200);
        List<Path> outside = new ArrayList<>();
        try (Stream<Path> all = Files.walk(home)) {
            all.filter(Files::isRegularFile).filter(file -> !file.startsWith(mail)).forEach(outside::add);
        }
        assertThat(outside).isEmpty();
        try (Stream<Path> all = Files.walk(mail)) {
            assertThat(all.filter(Files::isRegularFile).filter(f -> f.getParent().endsWith("new")).count()).isEqualTo(stored);
        }
    }

    private static int store(MaildirStore store, String name) throws IOException {
        Address address;
        try {
            address = new Address(name, new Domain("example.org"));
        } catch (IllegalArgumentException e) {
            return 0; // no address can be called that
        }
        int stored = 0;
        try (Mailbox mailbox = store.open(address)) {
            stored += append(mailbox, "INBOX");
            stored += append(mailbox, name);
        }
        return stored;
    }

    private static int append(Mailbox mailbox, String folder) throws IOException {
        try (Append append = mailbox.append(folder)) {
            append.stream().write('x');
            append.commit();
            return 1;
        } catch (IllegalArgumentException e) {
            return 0; // refused, which is as good
        }
    }
}
