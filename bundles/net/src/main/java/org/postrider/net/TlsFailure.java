package org.postrider.net;

/**
 * A handshake that has come to nothing; a user event. The channel is being closed.
 *
 * @param reason why, in words of the machine that only a log should show
 */
public record TlsFailure(String reason) {}
