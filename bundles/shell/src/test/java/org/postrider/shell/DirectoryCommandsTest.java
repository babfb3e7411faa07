package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.directory.Directory;
import org.postrider.api.directory.DirectoryEditor;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.testing.admin.EditedDirectory;

class DirectoryCommandsTest {

    private final EditedDirectory directory = new EditedDirectory();
    private final Platform platform =
            new Platform().with(Directory.class, directory).with(DirectoryEditor.class, directory);

    @BeforeEach
    void oneAccount() {
        directory.addDomain(new Domain("example.org"));
        directory.addAccount(Address.parse("joe@example.org"), new char[0]);
    }

    @Test
    void domains() throws Exception {
        DomainsCommand command = new DomainsCommand();
        assertThat(platform.run(command)).contains("example.org");
        command.json = true;
        assertThat(platform.run(command))
                .isEqualToIgnoringNewLines("[{\"domain\":\"example.org\",\"accounts\":1,\"aliases\":0}]");
    }

    @Test
    void aDomainIsAddedInItsCanonicalForm() throws Exception {
        DomainAddCommand command = new DomainAddCommand();
        command.domain = "Example.COM";
        assertThat(platform.run(command)).contains("Added example.com.");
        assertThat(directory.domains()).hasSize(2);
        assertThatThrownBy(() -> platform.run(command)).hasMessage("example.com is there already");
    }

    @Test
    void aDomainThatIsNoneIsRefused() {
        DomainAddCommand command = new DomainAddCommand();
        command.domain = "exa mple";
        assertThatThrownBy(() -> platform.run(command)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDomainIsRemovedWhenItIsEmpty() throws Exception {
        DomainRemoveCommand command = new DomainRemoveCommand();
        command.domain = "example.org";
        assertThatThrownBy(() -> platform.run(command)).hasMessage("example.org has accounts");
        directory.removeAccount(Address.parse("joe@example.org"));
        assertThat(platform.run(command)).contains("Removed example.org.");
    }

    @Test
    void accounts() throws Exception {
        AccountsCommand command = new AccountsCommand();
        assertThat(platform.run(command)).contains("joe@example.org", "yes");
        command.domain = "example.org";
        command.json = true;
        assertThat(platform.run(command))
                .isEqualToIgnoringNewLines("[{\"address\":\"joe@example.org\",\"enabled\":true}]");
    }

    @Test
    void accountsOfADomainThatIsNotOurs() throws Exception {
        AccountsCommand command = new AccountsCommand();
        command.domain = "exmple.org";
        assertThat(platform.failure(command))
                .isEqualTo("We do not receive mail for exmple.org. Did you mean example.org?");
    }

    @Test
    void anAccountWithoutAPasswordReceivesOnly() throws Exception {
        AccountAddCommand command = account("ann@example.org");
        assertThat(platform.run(command)).contains("Added ann@example.org. It receives mail and cannot log in.");
        assertThat(directory.password(Address.parse("ann@example.org"))).isEmpty();
    }

    @Test
    void aPasswordIsAskedForTwiceOnATerminal() throws Exception {
        AccountAddCommand command = account("ann@example.org");
        command.prompt = true;
        command.session = terminal("correct horse", "correct horse");
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("Added ann@example.org.");
        assertThat(directory.password(Address.parse("ann@example.org"))).isEqualTo("correct horse");
    }

    @Test
    void passwordsThatDifferOrAreShortMakeNoAccount() throws Exception {
        AccountAddCommand command = account("ann@example.org");
        command.prompt = true;
        command.session = terminal("correct horse", "correct house");
        assertThat(platform.failure(command)).isEqualTo("The passwords differ. Nothing was changed.");
        command.session = terminal("short", "short");
        assertThat(platform.failure(command)).startsWith("A password has at least 8 characters.");
        assertThat(directory.password(Address.parse("ann@example.org"))).isNull();
    }

    @Test
    void withoutATerminalThePasswordIsALineOfInput() throws Exception {
        AccountAddCommand command = account("ann@example.org");
        command.prompt = true;
        command.session = input("Grüße 123\r\nnot this");
        platform.run(command);
        assertThat(directory.password(Address.parse("ann@example.org"))).isEqualTo("Grüße 123");
    }

    @Test
    void aPasswordIsChangedAndTaken() throws Exception {
        AccountPasswdCommand command = new AccountPasswdCommand();
        command.address = "joe@example.org";
        command.session = terminal("correct horse", "correct horse");
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("Changed the password of joe@example.org.");
        assertThat(directory.password(Address.parse("joe@example.org"))).isEqualTo("correct horse");
        command.none = true;
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("joe@example.org cannot log in any more.");
        assertThat(directory.password(Address.parse("joe@example.org"))).isEmpty();
        command.address = "bob@example.org";
        assertThatThrownBy(() -> platform.run(command)).hasMessage("there is no account bob@example.org");
    }

    @Test
    void anAccountIsRemoved() throws Exception {
        AccountRemoveCommand command = new AccountRemoveCommand();
        command.address = "joe@example.org";
        assertThat(platform.run(command)).contains("Removed joe@example.org");
        assertThatThrownBy(() -> platform.run(command)).hasMessage("there is no account joe@example.org");
    }

    @Test
    void anAliasIsMadeAndRemoved() throws Exception {
        AliasAddCommand add = new AliasAddCommand();
        add.alias = "info@example.org";
        add.targets = List.of("joe@example.org", "ann@example.com");
        assertThat(platform.run(add)).contains("info@example.org now goes to joe@example.org, ann@example.com.");
        assertThat(directory.domains().get(0).aliases()).isEqualTo(1);
        AliasRemoveCommand remove = new AliasRemoveCommand();
        remove.alias = "info@example.org";
        assertThat(platform.run(remove)).contains("Removed the alias info@example.org.");
        assertThat(directory.domains().get(0).aliases()).isZero();
    }

    @Test
    void domainsAndAccountsAreCompleted() {
        assertThat(platform.complete(new DomainCompleter(), "mail:accounts", "ex")).containsExactly("example.org");
        assertThat(platform.complete(new AccountCompleter(), "mail:account-remove", "j"))
                .containsExactly("joe@example.org");
        assertThat(platform.complete(new AccountCompleter(), "mail:account-remove", "x")).isEmpty();
    }

    private static AccountAddCommand account(String address) {
        AccountAddCommand command = new AccountAddCommand();
        command.address = address;
        return command;
    }

    private static Session terminal(String... lines) {
        Deque<String> typed = new ArrayDeque<>(Arrays.asList(lines));
        Terminal terminal = Platform.proxy(Terminal.class, (method, args) -> null);
        return Platform.proxy(Session.class, (method, args) -> switch (method) {
            case "getTerminal" -> terminal;
            case "readLine" -> args[1].equals('*') ? typed.poll() : "not masked";
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private static Session input(String text) {
        return Platform.proxy(Session.class, (method, args) -> switch (method) {
            case "getTerminal" -> null;
            case "getKeyboard" -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
