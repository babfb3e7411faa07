package org.postrider.filter.policy.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.postrider.bridge.PeerSocket;
import org.postrider.testing.peer.PlayedPeer;

/** A policy service that answers what a test says, and DUNNO to all else; it remembers what it was asked. */
final class FakePolicy implements AutoCloseable {

    /** In place of an answer: the connection is closed. */
    static final String HANG_UP = "\1";
    /** In place of an answer: nothing, until the other side has closed the connection. */
    static final String SILENCE = "\0";

    /** At the end of an answer: the connection is closed then. */
    static final String END = "\1";

    private final PlayedPeer peer = new PlayedPeer(this::play);
    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Map<String, String>, String> answer = question -> "action=DUNNO\n\n";
    private volatile int piece = Integer.MAX_VALUE;

    /** What it answers from now on, octet by octet. */
    FakePolicy answers(String octets) {
        return answers(question -> octets);
    }

    FakePolicy answers(Function<Map<String, String>, String> octets) {
        answer = octets;
        return this;
    }

    /** The action that it answers from now on. */
    FakePolicy action(String action) {
        return answers("action=" + action + "\n\n");
    }

    /** How many octets it sends at once. */
    FakePolicy inPiecesOf(int octets) {
        piece = octets;
        return this;
    }

    String socket() {
        return "inet:127.0.0.1:" + peer.port();
    }

    PolicySettings settings() {
        return settings(Duration.ofSeconds(10), 10);
    }

    PolicySettings settings(Duration timeout, int maxConnections) {
        return new PolicySettings(
                PeerSocket.ofPostfix(socket()), "mx", Duration.ofSeconds(5), timeout, maxConnections, Duration.ofSeconds(60));
    }

    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    Map<String, String> lastAsked() {
        return asked.get(asked.size() - 1);
    }

    PlayedPeer peer() {
        return peer;
    }

    private void play(InputStream input, OutputStream output) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        for (Map<String, String> question = question(in); !question.isEmpty(); question = question(in)) {
            asked.add(question);
            String octets = answer.apply(question);
            send(octets.replace(SILENCE, "").replace(END, "").getBytes(StandardCharsets.UTF_8), output);
            if (octets.endsWith(END)) {
                return;
            }
        }
    }

    private void send(byte[] octets, OutputStream output) throws IOException {
        for (int at = 0; at < octets.length; at += Math.min(piece, octets.length)) {
            output.write(octets, at, Math.min(piece, octets.length - at));
            output.flush();
        }
    }

    private static Map<String, String> question(BufferedReader in) throws IOException {
        Map<String, String> question = new LinkedHashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int equals = line.indexOf('=');
            if (question.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw new IOException(line + " comes twice");
            }
        }
        return question;
    }

    @Override
    public void close() {
        peer.close();
    }
}
