package org.postrider.smtp.protocol.client;

import java.time.Duration;

/**
 * RFC 5321 4.5.3.2: how long each step may take, in all.
 *
 * @param banner the greeting
 * @param command the reply to a command
 * @param data the reply to DATA
 * @param block until a block is sent
 * @param dot the reply to the message
 */
public record ClientTimeouts(Duration banner, Duration command, Duration data, Duration block, Duration dot) {}
