package org.postrider.filter.policy.service;

import java.time.Duration;

import org.postrider.bridge.PeerSocket;

/**
 * How a policy service is asked.
 *
 * @param context what it is told as {@code policy_context}
 * @param timeout for all of one question
 * @param maxConnections at once
 * @param maxIdle after which a connection is not used again
 */
record PolicySettings(
        PeerSocket socket, String context, Duration connectTimeout, Duration timeout, int maxConnections, Duration maxIdle) {}
