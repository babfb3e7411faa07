package org.postrider.net;

import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;

/**
 * How sockets are waited for. Channels must be registered with event loops of the same transport.
 *
 * @param name {@code epoll}, {@code nio} or {@code io_uring}
 * @param handlers what drives an event loop
 * @param server makes sockets that listen
 * @param client makes sockets that connect
 * @param unix makes Unix domain sockets that listen
 */
public record SocketTransport(
        String name, IoHandlerFactory handlers, ChannelFactory<? extends ServerSocketChannel> server,
        ChannelFactory<? extends SocketChannel> client, Unix unix) {

    /**
     * Unix domain sockets.
     *
     * @param server makes sockets that listen
     * @param address what they are bound to for the file of this name
     */
    public record Unix(ChannelFactory<? extends ServerChannel> server, Function<Path, SocketAddress> address) {

        /** The address as Netty's own transports have it. */
        static Unix of(ChannelFactory<? extends ServerChannel> server) {
            return new Unix(server, path -> new DomainSocketAddress(path.toString()));
        }
    }

    /**
     * The transport of this name; {@code auto} is epoll where there is epoll, else NIO.
     *
     * @throws IllegalArgumentException if it is unknown or cannot be used on this machine; the message says why
     */
    public static SocketTransport choose(String name) {
        return switch (name) {
            case "auto" -> Epoll.isAvailable() ? epoll() : nio();
            case "epoll" -> epoll();
            case "io_uring" -> ioUring();
            case "nio" -> nio();
            default -> throw new IllegalArgumentException(
                    "transport is \"" + name + "\"; allowed is auto, epoll, nio or io_uring");
        };
    }

    /** Event loops for this transport; whoever makes them shuts them down. */
    public EventLoopGroup loops(int threads, ThreadFactory factory) {
        return new FairLoops(threads, factory, handlers);
    }

    private static SocketTransport nio() {
        return new SocketTransport(
                "nio", NioIoHandler.newFactory(), NioServerSocketChannel::new, NioSocketChannel::new,
                new Unix(NioServerDomainSocketChannel::new, UnixDomainSocketAddress::of));
    }

    private static SocketTransport epoll() {
        require("epoll", Epoll.unavailabilityCause());
        return new SocketTransport(
                "epoll", EpollIoHandler.newFactory(), EpollServerSocketChannel::new, EpollSocketChannel::new,
                Unix.of(EpollServerDomainSocketChannel::new));
    }

    private static SocketTransport ioUring() {
        try {
            return IoUringSockets.transport();
        } catch (NoClassDefFoundError e) { // its bundle is not installed
            throw new IllegalArgumentException("transport is \"io_uring\"; its bundle is not installed", e);
        }
    }

    static void require(String name, Throwable unavailable) {
        if (unavailable != null) {
            throw new IllegalArgumentException(
                    "transport is \"" + name + "\"; not on this machine: " + unavailable, unavailable);
        }
    }
}
