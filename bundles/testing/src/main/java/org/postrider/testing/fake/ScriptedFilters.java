package org.postrider.testing.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/** A pipeline that answers what a test says, and is empty at every stage that it says nothing about. */
public final class ScriptedFilters implements Filters, FilterPipeline {

    private final Map<Stage, Supplier<CompletionStage<StageResult>>> script = new ConcurrentHashMap<>();
    private final List<Stage> calls = new CopyOnWriteArrayList<>();
    private final List<Session> greeted = new CopyOnWriteArrayList<>();

    /** At this stage a filter named {@code scripted} comes to this. */
    public ScriptedFilters on(Stage stage, Action action, Edit... edits) {
        String decidedBy = action instanceof Action.Pass ? "" : "scripted";
        StageResult result = new StageResult(action, decidedBy, List.of(), List.of(edits), List.of());
        return on(stage, () -> CompletableFuture.completedFuture(result));
    }

    /** At this stage the pipeline returns this. */
    public ScriptedFilters on(Stage stage, Supplier<CompletionStage<StageResult>> answer) {
        script.put(stage, answer);
        return this;
    }

    /** The stages that were called, in order. */
    public List<Stage> calls() {
        return List.copyOf(calls);
    }

    /** The sessions of the calls at {@link Stage#HELO}, in order. */
    public List<Session> greeted() {
        return List.copyOf(greeted);
    }

    @Override
    public FilterPipeline current() {
        return this;
    }

    @Override
    public List<FilterInfo> list() {
        return List.of();
    }

    @Override
    public void configure(String name, Map<String, String> settings) {
        throw new IllegalArgumentException("there is no filter " + name);
    }

    @Override
    public long generation() {
        return script.size();
    }

    @Override
    public boolean hasFilters(Stage stage, String role) {
        return script.containsKey(stage);
    }

    @Override
    public CompletionStage<StageResult> connect(Session session) {
        return call(Stage.CONNECT);
    }

    @Override
    public CompletionStage<StageResult> helo(Session session, String name) {
        greeted.add(session);
        return call(Stage.HELO);
    }

    @Override
    public CompletionStage<StageResult> sender(Transaction transaction, Optional<Address> sender) {
        return call(Stage.SENDER);
    }

    @Override
    public CompletionStage<StageResult> recipient(Transaction transaction, Recipient recipient) {
        return call(Stage.RECIPIENT);
    }

    @Override
    public CompletionStage<StageResult> data(Transaction transaction) {
        return call(Stage.DATA);
    }

    @Override
    public CompletionStage<StageResult> message(Transaction transaction, Message message) {
        return call(Stage.MESSAGE);
    }

    @Override
    public CompletionStage<StageResult> end(Session session) {
        return call(Stage.END);
    }

    private CompletionStage<StageResult> call(Stage stage) {
        calls.add(stage);
        return script.get(stage).get();
    }
}
