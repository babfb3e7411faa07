package org.postrider.net;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Speaks a protocol on the connections that a listener accepts. An OSGi service with the property
 * {@value #PROTOCOL}.
 *
 * <p>Several versions of an engine may be registered at once. A listener offers each new connection to the newest; an
 * engine that is being replaced is retired, declines, and ends the sessions it has. A listener never takes a connection
 * back.
 *
 * <pre>
 * accept(connection)*   on the event loop of the connection, inside ChannelInitializer.initChannel
 * retire()              once, from any thread; accept may be running and may still be called
 * </pre>
 */
@ConsumerType
public interface SessionEngine {

    /** The service property that names the protocol, e.g. {@code smtp}. */
    String PROTOCOL = "mail.protocol";

    /**
     * Takes a connection over. Called on the channel's event loop, before the channel is active or while it reads
     * nothing. The engine installs its handlers before it returns true; they are then told
     * {@code channelActive} in the usual way. From there on the connection is the engine's, closing included. A
     * connection whose admission is a refusal is taken like any other, told so in the words of the protocol, and closed.
     *
     * <p>Must not block. If it throws, the connection is closed.
     *
     * @return false if the engine is retired and has installed nothing; the next engine is asked
     */
    boolean accept(Connection connection);

    /** Version of the engine's bundle; the greatest is offered connections first. */
    String version();

    /** How many connections it has accepted that are still open. */
    int active();

    /** From now on accept returns false; sessions go on. */
    void retire();
}
