package org.postrider.filters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.api.trace.Step;

/** An immutable pipeline: for each stage and listener role the groups that run. */
final class Pipeline implements FilterPipeline {

    private static final Action PASS = new Action.Pass();
    private static final Action NOT_READY =
            new Action.Defer(Reply.of(451, "4.3.2", "The system is not ready to accept mail, please try again later"));
    private static final String ANY_ROLE = "";

    private final long generation;
    private final Map<Stage, Map<String, List<Group>>> plans = new EnumMap<>(Stage.class);
    private final List<String> missing;
    private final Set<Long> bundles;
    private final Workplace workplace;

    /** @param missing names of required filters that cannot run; without them no sender is accepted */
    Pipeline(long generation, List<Group> groups, Set<String> missing, Workplace workplace) {
        this.generation = generation;
        this.missing = List.copyOf(new TreeSet<>(missing));
        this.bundles = groups.stream().flatMap(g -> g.filters().stream()).map(f -> f.source().origin().bundleId())
                .collect(Collectors.toUnmodifiableSet());
        this.workplace = workplace;
        for (Stage stage : Stage.values()) {
            plans.put(stage, plans(stage, groups));
        }
    }

    private static Map<String, List<Group>> plans(Stage stage, List<Group> groups) {
        Set<String> roles = new TreeSet<>(Set.of(ANY_ROLE));
        groups.forEach(g -> g.filters().forEach(f -> roles.addAll(f.source().declaration().listeners())));
        Map<String, List<Group>> plans = new HashMap<>();
        for (String role : roles) {
            plans.put(role, plan(stage, role, groups));
        }
        return plans;
    }

    private static List<Group> plan(Stage stage, String role, List<Group> groups) {
        List<Group> plan = new ArrayList<>();
        for (Group group : groups) {
            List<ConfiguredFilter> called = group.filters().stream()
                    .filter(f -> f.source().declaration().stages().contains(stage))
                    .filter(f -> f.source().declaration().appliesTo(role))
                    .toList();
            if (!called.isEmpty()) {
                plan.add(new Group(group.phase(), called));
            }
        }
        return List.copyOf(plan);
    }

    private List<Group> groups(Stage stage, String role) {
        Map<String, List<Group>> byRole = plans.get(stage);
        List<Group> groups = byRole.get(role);
        return groups != null ? groups : byRole.get(ANY_ROLE);
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public Set<Long> bundles() {
        return bundles;
    }

    @Override
    public boolean hasFilters(Stage stage, String role) {
        return !groups(stage, role).isEmpty() || stage == Stage.SENDER && !missing.isEmpty();
    }

    @Override
    public CompletionStage<StageResult> connect(Session session) {
        return run(Stage.CONNECT, session, new FoundEvidence(), f -> f.onConnect(session));
    }

    @Override
    public CompletionStage<StageResult> helo(Session session, String name) {
        return run(Stage.HELO, session, new FoundEvidence(), f -> f.onHelo(session, name));
    }

    @Override
    public CompletionStage<StageResult> sender(Transaction transaction, Optional<Address> sender) {
        if (!missing.isEmpty()) {
            return CompletableFuture.completedFuture(notReady());
        }
        TransactionView view = new TransactionView(transaction, new FoundEvidence());
        return run(Stage.SENDER, view.session(), view.found(), f -> f.onSender(view, sender));
    }

    @Override
    public CompletionStage<StageResult> recipient(Transaction transaction, Recipient recipient) {
        TransactionView view = new TransactionView(transaction, new FoundEvidence());
        return run(Stage.RECIPIENT, view.session(), view.found(), f -> f.onRecipient(view, recipient));
    }

    @Override
    public CompletionStage<StageResult> data(Transaction transaction) {
        TransactionView view = new TransactionView(transaction, new FoundEvidence());
        return run(Stage.DATA, view.session(), view.found(), f -> f.onData(view));
    }

    @Override
    public CompletionStage<StageResult> message(Transaction transaction, Message message) {
        TransactionView view = new TransactionView(transaction, new FoundEvidence());
        Set<Address> recipients = new HashSet<>();
        transaction.recipients().forEach(recipient -> recipients.add(recipient.address()));
        return run(Stage.MESSAGE, view.session(), recipients, view.found(), f -> f.onMessage(view, message));
    }

    @Override
    public CompletionStage<StageResult> end(Session session) {
        return run(Stage.END, session, new FoundEvidence(), f -> {
            f.onEnd(session);
            return Verdict.pass();
        });
    }

    private CompletionStage<StageResult> run(
            Stage stage, Session session, FoundEvidence found, Invocation invocation) {
        return run(stage, session, Set.of(), found, invocation);
    }

    private CompletionStage<StageResult> run(
            Stage stage, Session session, Set<Address> recipients, FoundEvidence found, Invocation invocation) {
        List<Group> groups = groups(stage, session.role());
        if (groups.isEmpty()) {
            return CompletableFuture.completedFuture(new StageResult(PASS, "", List.of(), List.of(), List.of()));
        }
        return new StageRun(stage, groups, recipients, invocation, found, workplace).start();
    }

    /** An unscanned message is never accepted: without a required filter the transaction does not begin. */
    private StageResult notReady() {
        String why = "required filter not running: " + String.join(", ", missing);
        Step step = Step.of(workplace.clock().instant(), Stage.SENDER.name(), "filters", Duration.ZERO, why);
        return new StageResult(NOT_READY, missing.get(0), List.of(), List.of(), List.of(step));
    }
}
