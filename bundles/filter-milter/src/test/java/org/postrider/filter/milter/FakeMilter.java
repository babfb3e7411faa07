package org.postrider.filter.milter;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postrider.bridge.PeerSocket;
import org.postrider.testing.peer.PlayedPeer;

/** A milter that answers what a test says, and CONTINUE to all else; it remembers what it was told. */
final class FakeMilter implements AutoCloseable {

    /** In place of an answer: the connection is closed. */
    static final Packet HANG_UP = new Packet('!');
    /** In place of an answer: octets as they are. */
    static final char RAW = '#';

    private static final Set<Character> UNANSWERED = Set.of('D', 'A', 'Q', 'K');

    private final PlayedPeer peer = new PlayedPeer(this::play);
    private final Map<Character, List<Packet>> answers = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile Packet terms = terms(6, 0x1ff, 0).as('O');

    static Payload terms(int version, int actions, int protocol) {
        return new Payload().number(version).number(actions).number(protocol);
    }

    /** What it answers to the offer. */
    FakeMilter terms(Packet reply) {
        terms = reply;
        return this;
    }

    /** What it answers to a command; nothing means that it does not answer. */
    FakeMilter on(Step step, Packet... replies) {
        answers.put(step.command(), List.of(replies));
        return this;
    }

    FakeMilter on(Step step, char reply) {
        return on(step, new Packet(reply));
    }

    String socket() {
        return "inet:" + peer.port() + "@127.0.0.1";
    }

    MilterSettings settings() {
        return settings(Duration.ofSeconds(10), 10);
    }

    MilterSettings settings(Duration patience, int maxConnections) {
        return new MilterSettings(PeerSocket.ofMilter(socket()), 6, patience, patience, patience, patience.multipliedBy(2),
                maxConnections, 0, "mx.example.org", Map.of("{more}", "value"));
    }

    /** What it was told, without the macros: the letter of the command and its texts. */
    List<String> told() {
        return told.stream().filter(line -> !line.startsWith("D")).toList();
    }

    /** The macros that it was told with a command. */
    List<String> macros(Step step) {
        return told.stream().filter(line -> line.startsWith("D" + step.command())).toList();
    }

    int connections() {
        return peer.connections();
    }

    int open() {
        return peer.open();
    }

    private void play(InputStream input, OutputStream output) throws IOException {
        DataInputStream in = new DataInputStream(input);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(output));
        boolean goesOn = true;
        while (goesOn) {
            byte[] packet = new byte[in.readInt()];
            in.readFully(packet);
            told.add(text(packet));
            goesOn = packet[0] != 'Q' && answer((char) packet[0], out);
        }
    }

    private static String text(byte[] packet) {
        String text = new String(packet, StandardCharsets.ISO_8859_1);
        String rest = text.substring(1).replace('\0', '|');
        return text.charAt(0) == 'O' || text.charAt(0) == 'E' || rest.isEmpty() ? text.substring(0, 1)
                : text.charAt(0) + (text.charAt(0) == 'D' ? "" : " ") + rest;
    }

    private boolean answer(char command, DataOutputStream out) throws IOException {
        List<Packet> usual = command == 'O' ? List.of(terms)
                : UNANSWERED.contains(command) ? List.of() : List.of(new Packet('c'));
        for (Packet reply : answers.getOrDefault(command, usual)) {
            if (reply.equals(HANG_UP)) {
                return false;
            }
            if (reply.type() != RAW) {
                out.writeInt(reply.payload().length + 1);
                out.write(reply.type());
            }
            out.write(reply.payload());
            out.flush();
        }
        return true;
    }

    /** It is stopped and started again: whoever is connected is cut off. */
    void hangUp() {
        peer.hangUp();
    }

    @Override
    public void close() {
        peer.close();
    }
}
