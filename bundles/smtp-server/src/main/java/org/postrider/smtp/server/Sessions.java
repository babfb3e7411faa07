package org.postrider.smtp.server;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import org.postrider.net.Connection;
import org.postrider.smtp.protocol.SmtpMachine;
import org.postrider.smtp.protocol.SmtpSettings;

/** The sessions of an engine: begun until the engine is retired, counted until their connection is closed. */
final class Sessions {

    private final Services services;
    private final LoginThrottle throttle = new LoginThrottle(System::nanoTime);
    private final MailDate date = new MailDate();
    private final AccountRates rates = new AccountRates(System::nanoTime);
    private final AtomicLong ids = new AtomicLong(System.currentTimeMillis());
    private final AtomicInteger active = new AtomicInteger();
    private final Set<SmtpHandler> open = ConcurrentHashMap.newKeySet();
    private final StressModes stress = new StressModes();
    private final Object changes = new Object();
    private volatile boolean retired;

    Sessions(Services services) {
        this.services = services;
    }

    int active() {
        return active.get();
    }

    /** How many of them may run code of a bundle. */
    int using(long bundle) {
        return (int) open.stream().filter(handler -> handler.uses(bundle)).count();
    }

    /** How many listeners are nearly full. */
    int stressed() {
        return stress.active();
    }

    void retire() {
        retired = true;
    }

    /** Begins a session; false if no more are begun. On the channel's event loop. */
    boolean begin(Connection connection, SessionPolicy policy) {
        active.incrementAndGet(); // first: whoever sees zero after retiring sees no session come any more
        if (retired) {
            ended();
            return false;
        }
        Channel channel = connection.channel();
        try {
            SmtpHandler handler = handler(connection, policy);
            open.add(handler);
            channel.closeFuture().addListener(closed -> {
                open.remove(handler);
                ended();
            });
            if (connection.admission().isAdmitted()) {
                stress.began(connection, policy.stress(), handler);
            }
            return true;
        } catch (RuntimeException e) {
            ended();
            throw e;
        }
    }

    private SmtpHandler handler(Connection connection, SessionPolicy policy) {
        Channel channel = connection.channel();
        channel.config().setOption(ChannelOption.TCP_NODELAY, true); // replies are small and awaited
        SmtpSettings settings = policy.forRole(connection.settings().role());
        Executor loop = onLoop(channel.eventLoop());
        ClientSession client = new ClientSession(connection, ids, settings.limits().ofSession());
        Login login = new Login(client, services, throttle, policy.login(), channel.eventLoop());
        MailSession session = new MailSession(client, connection.admission(), services,
                new ReceivedField(settings.hostname(), date), agent(client, policy, loop), login, loop);
        Patience patience = new Patience(policy.timeouts(), policy.stress(), channel);
        SmtpHandler handler = new SmtpHandler(session, new Greeting(session, policy.timeouts()), patience,
                services.meters(), new SessionTls(
                        channel, connection.settings().tls(), services, policy.timeouts().tls()));
        handler.carry(new SmtpMachine(settings, session, handler, loop));
        patience.install(channel.pipeline());
        channel.pipeline().addLast(handler);
        return handler;
    }

    private Optional<SubmissionAgent> agent(ClientSession client, SessionPolicy policy, Executor loop) {
        if (!SessionPolicy.isSubmission(client.role())) {
            return Optional.empty();
        }
        SenderRights rights = new SenderRights(services, new Report(services, client), loop);
        return Optional.of(new SubmissionAgent(client, policy.submitting(), rights, rates, date));
    }

    private static Executor onLoop(EventLoop loop) {
        return task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        };
    }

    private void ended() {
        if (active.decrementAndGet() == 0) {
            synchronized (changes) {
                changes.notifyAll();
            }
        }
    }

    /** Sends idle clients away now, the others when their transactions have ended, or at the deadline. */
    void drain(Duration patience) throws InterruptedException {
        each(SmtpHandler::dismiss);
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (changes) {
            long rest = deadline - System.nanoTime();
            while (active.get() > 0 && rest > 0) {
                changes.wait(rest / 1_000_000 + 1);
                rest = deadline - System.nanoTime();
            }
        }
        each(SmtpHandler::expel);
    }

    private void each(Consumer<SmtpHandler> action) {
        open.forEach(handler -> handler.onLoop(action));
    }
}
