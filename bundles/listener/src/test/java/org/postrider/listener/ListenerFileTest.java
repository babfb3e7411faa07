package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Network;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;
import org.postrider.net.Trust;
import org.postrider.testing.tls.TestCertificates;

class ListenerFileTest {

    @Test
    void emptyFileIsAListenerForMailFromOtherServersOnLoopback() {
        ListenerSettings settings = file(Map.of()).settings();
        assertThat(settings.name()).isEqualTo("mx");
        assertThat(settings.protocol()).isEqualTo("smtp");
        assertThat(settings.role()).isEqualTo("mx");
        assertThat(port(settings).getAddress().isLoopbackAddress()).isTrue();
        assertThat(port(settings).getPort()).isEqualTo(2525);
        assertThat(settings.trust()).isEqualTo(Trust.NOBODY);
        assertThat(settings.limits()).isEqualTo(ConnectionLimits.defaults());
    }

    @Test
    void networksAreSeparatedByCommas() {
        assertThat(file(Map.of("relayNetworks", " 10.0.0.0/8,, 2001:db8::/32 ,")).settings().trust().relay())
                .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("2001:db8::/32"));
        assertThat(file(Map.of("trustedNetworks", "")).settings().limits().trusted()).isEqualTo(List.of());
    }

    @Test
    void proxiesCountOnlyWhereTheirProtocolIsOn() {
        assertThat(file(Map.of("proxyNetworks", "10.0.0.1")).settings().trust().expectsProxies()).isFalse();
        assertThat(file(Map.of("proxyNetworks", "10.0.0.1", "proxyProtocol", "on")).settings().trust().proxies())
                .containsExactly(Network.parse("10.0.0.1"));
    }

    @Test
    void encryptionIsOfferedUnlessTheFileSaysOtherwise() {
        assertThat(file(Map.of()).settings().tls())
                .isEqualTo(new TlsSettings(TlsMode.STARTTLS, false, Optional.empty()));
        assertThat(file(Map.of("tls", "implicit", "tlsRequired", true)).settings().tls())
                .isEqualTo(new TlsSettings(TlsMode.IMPLICIT, true, Optional.empty()));
        assertThatThrownBy(() -> file(Map.of("tls", "off", "tlsRequired", true)).settings())
                .hasMessageContaining("tlsRequired is true and tls is off");
    }

    @Test
    void authoritiesAreReadFromTheirFile(@TempDir Path folder) throws Exception {
        Path file = TestCertificates.copy("authority.pem", folder.resolve("authorities.pem"));
        Map<String, Object> config = Map.of("clientCertificates", "optional", "clientAuthorities", file.toString());
        assertThat(file(config).settings().tls().clients()).hasToString("Optional[" + file + "]");
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> file(config).settings()).hasMessageStartingWith("clientAuthorities: " + file);
    }

    @Test
    void starIsEveryAddress() {
        assertThat(port(file(Map.of("host", "*")).settings()).getAddress().isAnyLocalAddress()).isTrue();
    }

    @Test
    void socketIsBelowTheDataFolderAndForItsOwnerAndGroup() {
        ListenerSettings settings = file(Map.of("role", "lmtp", "socket", "run/lmtp.sock", "host", " ")).settings();
        SocketFile socket = (SocketFile) settings.bind();
        assertThat(socket.path()).isEqualTo(Path.of("").toAbsolutePath().resolve("run/lmtp.sock"));
        assertThat(PosixFilePermissions.toString(socket.permissions())).isEqualTo("rw-rw----");
        assertThat(settings.tls().mode()).isEqualTo(TlsMode.OFF);
        assertThat(file(Map.of("socket", "/x/y", "tls", "starttls")).settings().tls().mode()).isEqualTo(TlsMode.STARTTLS);
        assertThat(file(Map.of("socket", "/x/y", "socketMode", "642")).settings().bind())
                .hasToString("/x/y").isNotEqualTo(file(Map.of("socket", "/x/y")).settings().bind())
                .extracting(bind -> PosixFilePermissions.toString(((SocketFile) bind).permissions())).isEqualTo("rw-r---w-");
    }

    @Test
    void socketHasRoomForTheFolderInWhichItIsMade() {
        String longest = "/" + "x".repeat(98);
        assertThat(file(Map.of("socket", longest)).settings().bind()).hasToString(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> file(Map.of("socket", longest + "x")).settings())
                .withMessage("socket is " + longest + "x, which has 100 octets; allowed is at most 99");
    }

    @ParameterizedTest
    @CsvSource({
        "host, 127.0.0.1, 'socket is \"/x/y\" and host is \"127.0.0.1\"; allowed is one of the two'",
        "port, 2525, 'socket is \"/x/y\" and port is \"2525\"; allowed is one of the two'",
        "relayNetworks, ::1, 'socket is \"/x/y\" and relayNetworks is \"::1\"; allowed is none, for clients of a socket have"
                + " no address'",
        "xclientNetworks, ::1, 'socket is \"/x/y\" and xclientNetworks is \"::1\"; allowed is none, for clients of a socket"
                + " have no address'",
        "proxyProtocol, on, 'socket is \"/x/y\" and proxyProtocol is \"on\"; allowed is off, for clients of a socket have no"
                + " address'",
        "socketMode, 0668, 'socketMode is \"0668\"; allowed is 000 to 777 in octal, e.g. 0660'",
        "socketMode, 1660, 'socketMode is \"1660\"; allowed is 000 to 777 in octal, e.g. 0660'",
        "socket, /, 'socket is \"/\"; allowed is the path of a file'",
    })
    void refusalOfASocketNamesKeyAndRange(String key, String value, String message) {
        Map<String, Object> keys = new HashMap<>(Map.of("socket", "/x/y"));
        keys.put(key, value);
        assertThatIllegalArgumentException().isThrownBy(() -> file(keys).settings()).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "port, 65536, port is 65536; allowed is 0 to 65535",
        "port, -1, port is -1; allowed is 0 to 65535",
        "backlog, 0, backlog is 0; allowed is 1 to 65535",
        "maxSessions, 4001, maxSessions is 4001; allowed is 1 to 4000",
        "maxPerClient, 0, maxPerClient is 0; allowed is 1 to 1000000",
        "maxNewPerMinute, 1000001, maxNewPerMinute is 1000001; allowed is 1 to 1000000",
        "role, MX, role is \"MX\"; allowed is a word in lower case",
        "tls, maybe, 'tls is \"maybe\"; allowed is off, starttls or implicit'",
        "clientCertificates, must, clientCertificates is \"must\"; allowed is off or optional",
        "clientCertificates, optional, 'clientAuthorities is empty; with clientCertificates = optional it is a file of"
                + " certificates in PEM'",
        "proxyProtocol, on, 'proxyNetworks is empty; with proxyProtocol = on it names the proxies, e.g. 127.0.0.1'",
        "proxyProtocol, yes, proxyProtocol is \"yes\"; allowed is off or on",
        "proxyNetworks, proxy, proxyNetworks: \"proxy\" is not a network; one looks like 192.0.2.0/24 or 2001:db8::/32",
        "trustedNetworks, localhost, trustedNetworks: \"localhost\" is not a network; one looks like 192.0.2.0/24 or 2001:db8::/32",
    })
    void refusalNamesKeyAndRange(String key, String value, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> file(Map.of(key, value)).settings()).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"port", "backlog", "maxConnections", "maxSessions", "maxPerClient", "maxNewPerMinute"})
    void refusalOfWhatIsNoNumberNamesTheKey(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> file(Map.of(key, "many")).settings())
                .withMessage(key + " is \"many\"; allowed is a number");
    }

    private static InetSocketAddress port(ListenerSettings settings) {
        return (InetSocketAddress) settings.bind();
    }

    private static ListenerFile file(Map<String, Object> keys) {
        Map<String, Object> all = new HashMap<>(keys);
        all.put("service.pid", "org.postrider.listener~mx");
        return new ListenerFile(Installation.config(all), all);
    }
}
