package org.postrider.listener;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.postrider.net.ListenerSettings;
import org.postrider.net.SocketTransport;

/**
 * Opens the server sockets of a listener. For the one accepting event loop, files included: to bind a socket to one writes
 * to the file system as well.
 */
final class ServerSockets {

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoops loops;
    private final Acceptor acceptor;
    private Object file;

    ServerSockets(EventLoops loops, Acceptor acceptor) {
        this.loops = loops;
        this.acceptor = acceptor;
    }

    /** The file of a Unix domain socket goes when the channel is closed. */
    Future<Channel> open(ListenerSettings settings) {
        Promise<Channel> opened = loops.boss().newPromise();
        if (settings.bind() instanceof SocketFile target) {
            openFile(settings, target, opened);
        } else {
            bootstrap(settings).channelFactory(loops.transport().server())
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .bind(settings.bind())
                    .addListener(whenBound(opened::setSuccess, opened));
        }
        return opened;
    }

    private void openFile(ListenerSettings settings, SocketFile target, Promise<Channel> opened) {
        SocketTransport.Unix unix = loops.transport().unix();
        try {
            FreshSocket fresh = FreshSocket.of(target, file);
            opened.addListener(over -> fresh.discard());
            bootstrap(settings).channelFactory(unix.server())
                    .bind(unix.address().apply(fresh.path()))
                    .addListener(whenBound(channel -> publish(fresh, target, channel, opened), opened));
        } catch (IOException e) {
            opened.setFailure(named(e));
        }
    }

    private void publish(FreshSocket fresh, SocketFile target, Channel channel, Promise<Channel> opened) {
        try {
            Object placed = fresh.publish(file);
            file = placed;
            channel.closeFuture().addListener(closed -> remove(target, placed));
            opened.setSuccess(channel);
        } catch (IOException e) {
            channel.close();
            opened.setFailure(named(e));
        }
    }

    private void remove(SocketFile target, Object placed) {
        FreshSocket.remove(target, placed);
        if (placed.equals(file)) {
            file = null;
        }
    }

    private ServerBootstrap bootstrap(ListenerSettings settings) {
        return new ServerBootstrap().group(loops.bosses(), loops.workers())
                .option(ChannelOption.SO_BACKLOG, settings.limits().backlog())
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(acceptor);
    }

    private static ChannelFutureListener whenBound(Consumer<Channel> then, Promise<Channel> opened) {
        return bound -> {
            if (bound.isSuccess()) {
                then.accept(bound.channel());
            } else {
                opened.setFailure(bound.cause());
            }
        };
    }

    /** The message of a file system's exception is often the path alone. */
    private static IOException named(IOException e) {
        return e instanceof FileSystemException
                ? new IOException(e.getClass().getSimpleName() + ": " + e.getMessage(), e) : e;
    }
}
