package org.postrider.testing.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.postrider.testing.smtp.Dialog;
import org.postrider.testing.smtp.SocketDialog;

/** A client that begins in clear text, and believes {@code authority.pem}. */
public final class TlsDialog implements Dialog {

    private final Socket socket = new Socket();
    private SSLSocket secure;
    private SocketDialog dialog;

    public TlsDialog(InetSocketAddress server, Duration patience) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        dialog = new SocketDialog(socket);
    }

    /** The handshake, for a server of this name. */
    public TlsDialog encrypt(String serverName) throws IOException {
        return encrypt(serverName, "", "TLSv1.3");
    }

    /**
     * The handshake.
     *
     * @param serverName none if it is empty
     * @param client the file with the client's own certificate; none if it is empty
     * @param protocol the only one that is offered
     */
    public TlsDialog encrypt(String serverName, String client, String protocol) throws IOException {
        secure = (SSLSocket) context(client).getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        if (!serverName.isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        dialog = new SocketDialog(secure);
        return this;
    }

    /** What the server has shown. */
    public X509Certificate shown() throws IOException {
        return (X509Certificate) secure.getSession().getPeerCertificates()[0];
    }

    /** Tells that nothing more will come, and leaves the connection open. */
    public void sayGoodbye() throws IOException {
        secure.shutdownOutput();
    }

    private static SSLContext context(String client) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            KeyStore own = KeyStore.getInstance("PKCS12");
            char[] password = TestCertificates.PASSWORD.toCharArray();
            trusted.load(null, password);
            own.load(null, password);
            trusted.setCertificateEntry("authority", TestCertificates.chain("authority.pem").get(0));
            if (!client.isEmpty()) {
                own.setKeyEntry("client", TestCertificates.key(client), password,
                        TestCertificates.chain(client).toArray(X509Certificate[]::new));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        dialog.send(bytes);
    }

    @Override
    public Optional<String> read() throws IOException {
        return dialog.read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
