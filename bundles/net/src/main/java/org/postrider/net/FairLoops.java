package org.postrider.net;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.RejectedExecutionHandlers;

/**
 * Event loops that look at their sockets again after a few milliseconds, however much else waits. Each new connection is
 * a task, and Netty would give all that are there a second: in a flood of connections those before had to wait for it (L1).
 */
final class FairLoops extends MultiThreadIoEventLoopGroup {

    private static final long MILLISECONDS_FOR_TASKS = 5;

    FairLoops(int threads, ThreadFactory factory, IoHandlerFactory handlers) {
        super(threads, factory, handlers);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... none) {
        return new SingleThreadIoEventLoop(this, executor, handlers, Integer.MAX_VALUE,
                RejectedExecutionHandlers.reject(), MILLISECONDS_FOR_TASKS);
    }
}
