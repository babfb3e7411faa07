package org.postrider.testing.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that remembers every message. Safe from any thread. */
public final class SmtpSink implements AutoCloseable {
    private final ServerSocket server;
    private final ExecutorService threads;
    private final List<Received> messages = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger tickets = new AtomicInteger();
    private volatile List<String> extensions = List.of("PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8");
    private volatile Misbehaviour misbehaviour = Misbehaviour.NONE;
    private volatile Duration dripPause = Duration.ofMillis(20);
    private volatile int temporaryFailures;

    /** Listens on a free port of 127.0.0.1. */
    public SmtpSink() {
        this(InetAddress.getLoopbackAddress());
    }

    public SmtpSink(InetAddress address) {
        this(new InetSocketAddress(address, 0));
    }

    public SmtpSink(InetSocketAddress address) {
        try {
            server = new ServerSocket();
            server.bind(address, 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "smtp-sink");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where it listens, as a route names it: {@code [127.0.0.1]:port}. */
    public String destination() {
        return "[" + server.getInetAddress().getHostAddress() + "]:" + port();
    }

    /** What it offers in its reply to EHLO, in place of PIPELINING, SIZE, 8BITMIME and SMTPUTF8. */
    public SmtpSink extensions(String... offered) {
        extensions = List.of(offered);
        return this;
    }

    public SmtpSink behave(Misbehaviour how) {
        misbehaviour = how;
        return this;
    }

    /** How long {@link Misbehaviour#DRIP} waits after each octet. */
    public SmtpSink dripPause(Duration pause) {
        dripPause = pause;
        return this;
    }

    /**
     * Answers commands that begin with this with another reply than the usual one; {@code .} stands for the end of the
     * message, {@code CONNECT} for the greeting. An empty reply takes it back.
     *
     * @param reply one or several lines, separated by CRLF, without the last CRLF
     */
    public SmtpSink reply(String command, String reply) {
        if (reply.isEmpty()) {
            replies.remove(command);
        } else {
            replies.put(command, reply);
        }
        return this;
    }

    /** Of every 100 recipients in a row so many are refused for now. */
    public SmtpSink temporaryFailures(int percent) {
        temporaryFailures = percent;
        return this;
    }

    /** The messages that it said 250 to, and those of {@link Misbehaviour#CLOSE_AFTER_DOT} and its like. */
    public List<Received> messages() {
        return List.copyOf(messages);
    }

    /** All commands, of all sessions, in the order of arrival. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** How many connections there were. */
    public int sessions() {
        return sessions.get();
    }

    /** How many connections there are. */
    public int openSessions() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sessions.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SinkSession(this, socket).run();
        } catch (IOException e) {
            return; // the client is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    List<String> offered() {
        return extensions;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    Duration dripPause() {
        return dripPause;
    }

    void heard(String command) {
        commands.add(command);
    }

    void took(Received message) {
        messages.add(message);
    }

    /** The reply to a command: the longest special one, or the usual one. */
    String replyTo(String command, String usual) {
        if (command.startsWith("RCPT") && tickets.getAndIncrement() % 100 < temporaryFailures) {
            return "451 4.3.0 Not now";
        }
        return replies.keySet().stream().filter(command::startsWith)
                .max((a, b) -> Integer.compare(a.length(), b.length())).map(replies::get).orElse(usual);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
