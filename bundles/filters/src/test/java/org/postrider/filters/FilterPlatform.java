package org.postrider.filters;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.RecordedEvents;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.Messages;

/** The pipeline with filters that a test adds. */
final class FilterPlatform implements AutoCloseable {

    final FakeConfigurationAdmin configurations;
    final Overrides overrides = new Overrides();
    final RecordedEvents events = new RecordedEvents();
    final InstalledFilters filters;
    private final AtomicLong services = new AtomicLong();

    FilterPlatform() {
        this(new FakeConfigurationAdmin(), Optional.empty(), Map.of());
    }

    FilterPlatform(Map<String, Object> settings) {
        this(new FakeConfigurationAdmin(), Optional.empty(), settings);
    }

    FilterPlatform(FakeConfigurationAdmin configurations, Optional<Path> directory, Map<String, Object> settings) {
        this(configurations, directory, settings, SafeMode.NONE);
    }

    FilterPlatform(SafeMode safe, Map<String, Object> settings) {
        this(new FakeConfigurationAdmin(), Optional.empty(), settings, safe);
    }

    private FilterPlatform(
            FakeConfigurationAdmin configurations, Optional<Path> directory, Map<String, Object> settings, SafeMode safe) {
        this.configurations = configurations;
        this.filters = new InstalledFilters(overrides, new OverrideStore(configurations, directory),
                settings(settings), Clock.systemUTC(), safe);
        filters.events = events;
    }

    static InstalledFilters.Settings settings(Map<String, Object> values) {
        return Configured.with(InstalledFilters.Settings.class, values);
    }

    @Override
    public void close() {
        filters.deactivate();
    }

    /** A filter that does the same at every stage. */
    static MailFilter always(Function<Optional<Transaction>, Verdict> answer) {
        return new MailFilter() {
            @Override
            public Verdict onConnect(Session session) {
                return answer.apply(Optional.empty());
            }

            @Override
            public Verdict onHelo(Session session, String name) {
                return answer.apply(Optional.empty());
            }

            @Override
            public Verdict onSender(Transaction transaction, Optional<Address> sender) {
                return answer.apply(Optional.of(transaction));
            }

            @Override
            public Verdict onRecipient(Transaction transaction, Recipient recipient) {
                return answer.apply(Optional.of(transaction));
            }

            @Override
            public Verdict onData(Transaction transaction) {
                return answer.apply(Optional.of(transaction));
            }

            @Override
            public Verdict onMessage(Transaction transaction, Message message) {
                return answer.apply(Optional.of(transaction));
            }
        };
    }

    static MailFilter always(Verdict verdict) {
        return always(transaction -> verdict);
    }

    static MailFilter atEnd(Runnable action) {
        return new MailFilter() {
            @Override
            public void onEnd(Session session) {
                action.run();
            }
        };
    }

    /** Adds a filter for every stage; {@code more} are further properties: key, value, key, value. */
    long add(String name, Phase phase, MailFilter filter, Object... more) {
        return addVersion("1.0.0", name, phase, filter, more);
    }

    long addVersion(String version, String name, Phase phase, MailFilter filter, Object... more) {
        Map<String, Object> properties = new HashMap<>();
        long id = services.incrementAndGet();
        properties.put("service.id", id);
        properties.put("mail.filter.name", name);
        properties.put("mail.filter.phase", phase.name());
        properties.put("mail.filter.stages", EnumSet.allOf(Stage.class).stream().map(Enum::name).toArray(String[]::new));
        for (int i = 0; i < more.length; i += 2) {
            properties.put("mail.filter." + more[i], more[i + 1]);
        }
        filters.install(filter, properties, new InstalledFilter.Origin("test." + name, version, id, id));
        return id;
    }

    StageResult run(Stage stage) {
        return run(filters.current(), stage);
    }

    static StageResult run(FilterPipeline pipeline, Stage stage) {
        return await(start(pipeline, stage, "mx"));
    }

    static StageResult await(CompletionStage<StageResult> result) {
        try {
            return result.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the stage did not complete as it must", e);
        }
    }

    static CompletionStage<StageResult> start(FilterPipeline pipeline, Stage stage, String role) {
        FilterHarness harness = new FilterHarness(new MailFilter() { }).role(role).recipient("bob@example.org");
        Transaction transaction = harness.transaction();
        return switch (stage) {
            case CONNECT -> pipeline.connect(harness.session());
            case HELO -> pipeline.helo(harness.session(), "client.example.com");
            case SENDER -> pipeline.sender(transaction, transaction.sender());
            case RECIPIENT -> pipeline.recipient(transaction, transaction.recipients().get(0));
            case DATA -> pipeline.data(transaction);
            case MESSAGE -> pipeline.message(transaction, Messages.of("Subject: x\n\nbody\n"));
            case END -> pipeline.end(harness.session());
        };
    }

    FilterInfo info(String name) {
        return filters.list().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    List<String> order() {
        return new ArrayList<>(filters.list().stream().map(FilterInfo::name).toList());
    }
}
