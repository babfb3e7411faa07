package org.postrider.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/**
 * Runs one command in the server's shell, with our standard input, and waits for it, never longer than a deadline.
 *
 * <p>Both sides are known: the server by the key in {@code etc/host.key.pub}, we by {@code etc/shell.key}.
 * The exit code is the command's own; 124 means that the deadline passed, as with timeout(1).
 */
final class RemoteShell {

    private static final int TIMED_OUT = 124;
    private static final String COLOURS = "\u001b\\[[0-9;?]*[a-zA-Z]";
    private final Path home;
    private final int port;
    private final Duration limit;

    RemoteShell(Path home, int port, Duration limit) {
        this.home = home;
        this.port = port;
        this.limit = limit;
    }

    int run(String command, PrintStream out) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> isOurs(key));
            client.setKeyIdentityProvider(KeyPairProvider.wrap(key()));
            client.start();
            var connected = client.connect(FirstStart.ADMIN, "127.0.0.1", port).verify(limit);
            try (ClientSession session = connected.getSession()) {
                session.auth().verify(limit);
                return execute(session, command, out);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private int execute(ClientSession session, String command, PrintStream out) throws IOException {
        var written = new ByteArrayOutputStream();
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setIn(standardInput());
            channel.setOut(written);
            channel.setErr(written);
            channel.open().verify(limit);
            var seen = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit);
            out.print(written.toString(StandardCharsets.UTF_8).replaceAll(COLOURS, ""));
            out.flush();
            if (seen.contains(ClientChannelEvent.TIMEOUT)) {
                System.err.println("postrider: no end after " + limit.toSeconds() + " s: " + command);
                return TIMED_OUT;
            }
            return channel.getExitStatus() == null ? 1 : channel.getExitStatus();
        }
    }

    /** Nothing can interrupt a read of standard input, so a thread does it that the program does not wait for. */
    private static InputStream standardInput() throws IOException {
        var command = new PipedInputStream();
        var pipe = new PipedOutputStream(command);
        Thread reader = new Thread(() -> {
            try (pipe) {
                System.in.transferTo(pipe);
            } catch (IOException e) {
                // the command has ended and reads no more
            }
        }, "standard input");
        reader.setDaemon(true);
        reader.start();
        return command;
    }

    private boolean isOurs(PublicKey key) {
        try {
            return Arrays.equals(decode(home.resolve("etc/host.key.pub")), key.getEncoded());
        } catch (IOException e) {
            return false;
        }
    }

    private KeyPair key() throws IOException, GeneralSecurityException {
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        var secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(decode(SshKey.privateKey(home))));
        var open = rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
        return new KeyPair(open, secret);
    }

    private static byte[] decode(Path pem) throws IOException {
        return Base64.getDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", ""));
    }
}
