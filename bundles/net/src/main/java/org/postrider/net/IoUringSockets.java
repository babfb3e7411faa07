package org.postrider.net;

import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/** The only class that needs the io_uring bundle, which is optional. */
final class IoUringSockets {

    private IoUringSockets() {}

    static SocketTransport transport() {
        SocketTransport.require("io_uring", IoUring.unavailabilityCause());
        return new SocketTransport("io_uring", IoUringIoHandler.newFactory(), IoUringServerSocketChannel::new,
                IoUringSocketChannel::new, SocketTransport.Unix.of(IoUringServerDomainSocketChannel::new));
    }
}
