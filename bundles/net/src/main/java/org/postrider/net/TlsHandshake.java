package org.postrider.net;

import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SniHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import org.postrider.api.smtp.TlsInfo;

/**
 * The server's side of TLS on a channel. What comes from the moment it begins is TLS or ends the connection, and what was
 * written before it began goes out as it is. The handlers behind are told with a user event: {@link TlsInfo} when the
 * handshake has succeeded, {@link TlsFailure} when it has not.
 */
public final class TlsHandshake extends ChannelInboundHandlerAdapter {

    /** Octets of the first message of a client: its length is the client's word only, and up to 16 MB. */
    private static final int LONGEST_HELLO = 64 * 1024;

    private final TlsSettings settings;
    private final Future<?> deadline;
    private String serverName = "";
    private boolean ended;

    private TlsHandshake(TlsSettings settings, Future<?> deadline) {
        this.settings = settings;
        this.deadline = deadline;
    }

    /**
     * Begins; on the channel's event loop.
     *
     * @param limit how long the whole handshake may take; then the channel is closed
     */
    public static void begin(Channel channel, TlsContexts contexts, TlsSettings settings, Duration limit) {
        Future<?> deadline = channel.eventLoop().schedule(() -> {
            channel.pipeline().get(TlsHandshake.class).fail("it takes longer than " + limit.toSeconds() + " s");
        }, limit.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
        channel.pipeline().addFirst(new TlsHandshake(settings, deadline));
        channel.pipeline().addFirst(new Hello(contexts, settings, limit));
    }

    private ChannelHandlerContext context;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SniCompletionEvent sni) {
            serverName = sni.hostname() == null ? "" : sni.hostname();
        } else if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                succeed(ctx);
            } else {
                fail(String.valueOf(handshake.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            ctx.close(); // RFC 8446 6.1: nothing counts that comes after it
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void succeed(ChannelHandlerContext ctx) {
        if (!ended) {
            ended = true;
            deadline.cancel(false);
            ctx.fireUserEventTriggered(info(ctx.pipeline().get(SslHandler.class).engine().getSession()));
        }
    }

    private void fail(String reason) {
        if (!ended) {
            ended = true;
            deadline.cancel(false);
            context.fireUserEventTriggered(new TlsFailure(reason));
        }
        context.close();
    }

    private TlsInfo info(SSLSession session) {
        Optional<String> name = serverName.isEmpty() ? Optional.empty() : Optional.of(serverName);
        return new TlsInfo(session.getProtocol(), session.getCipherSuite(), name, shown(session), verified(session));
    }

    private static Optional<X509Certificate> shown(SSLSession session) {
        return first(session.getLocalCertificates());
    }

    private static Optional<X509Certificate> first(Certificate[] chain) {
        return chain == null || chain.length == 0 ? Optional.empty() : Optional.of((X509Certificate) chain[0]);
    }

    private Optional<X509Certificate> verified(SSLSession session) {
        if (settings.clients().isEmpty()) {
            return Optional.empty();
        }
        try {
            X509Certificate[] chain = Arrays.stream(session.getPeerCertificates())
                    .map(X509Certificate.class::cast).toArray(X509Certificate[]::new);
            return settings.clients().get().vouchFor(chain) ? first(chain) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) { // it has none
            return Optional.empty();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("the client is gone");
        ctx.fireChannelInactive();
    }

    /** What a peer sends that is not TLS is no fault of ours. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof DecoderException || cause instanceof IOException) {
            fail(String.valueOf(cause.getMessage()));
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    /** Waits for the first message of the client, which says whom it wants to talk to, and chooses the certificate. */
    private static final class Hello extends SniHandler {

        private final TlsSettings settings;

        Hello(TlsContexts contexts, TlsSettings settings, Duration limit) {
            super(name -> contexts.find(name == null ? "" : name).orElseThrow(
                    () -> new DecoderException("there is no certificate")), LONGEST_HELLO, limit.toMillis());
            this.settings = settings;
        }

        @Override
        protected SslHandler newSslHandler(SslContext context, ByteBufAllocator allocator) {
            SslHandler handler = super.newSslHandler(context, allocator);
            handler.setHandshakeTimeoutMillis(0); // one limit for all of it
            handler.engine().setWantClientAuth(settings.clients().isPresent());
            return handler;
        }
    }
}
