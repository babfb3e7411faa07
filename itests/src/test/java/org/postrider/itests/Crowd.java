package org.postrider.itests;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Many clients at once, each greeted. */
final class Crowd implements AutoCloseable {

    private static final int THREADS = 8;

    private final List<RawClient> clients;

    private Crowd(List<RawClient> clients) {
        this.clients = clients;
    }

    static Crowd of(int size, int port) throws InterruptedException {
        return of(size, () -> RawClient.greeted(port));
    }

    /** One whose sessions are encrypted from the first octet on. */
    static Crowd encrypted(int size, int port) throws InterruptedException, GeneralSecurityException {
        SSLSocketFactory sockets = trusting();
        return of(size, () -> {
            Socket socket = sockets.createSocket();
            return new RawClient(port, socket).greet("EHLO");
        });
    }

    private static Crowd of(int size, Callable<RawClient> arrival) throws InterruptedException {
        return new Crowd(new ArrayList<>(Parallel.run(THREADS, Stream.generate(() -> arrival).limit(size))));
    }

    /** Believes any certificate. */
    static SSLSocketFactory trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context.getSocketFactory();
    }

    List<RawClient> clients() {
        return clients;
    }

    @Override
    public void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private static final class Trusting implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // there are none
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
