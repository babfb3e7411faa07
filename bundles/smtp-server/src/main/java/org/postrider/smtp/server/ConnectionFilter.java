package org.postrider.smtp.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Reply;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.smtp.protocol.Answer;

/** Asks the filters about a client before there is a transaction, and remembers what they found. */
final class ConnectionFilter {

    private final ClientSession session;
    private final Services services;
    private final Report report;
    private final Executor loop;
    private final FilterPipeline pipeline;
    private Findings findings = Findings.NONE;

    ConnectionFilter(ClientSession session, Services services, FilterPipeline pipeline, Executor loop) {
        this.session = session;
        this.services = services;
        this.report = new Report(services, session);
        this.pipeline = pipeline;
        this.loop = loop;
    }

    /** What was found so far. */
    Findings findings() {
        return findings;
    }

    CompletionStage<Answer> connect() {
        return ask(Stage.CONNECT, filters -> filters.connect(session));
    }

    CompletionStage<Answer> helo(String name) {
        return ask(Stage.HELO, filters -> filters.helo(session, name));
    }

    private CompletionStage<Answer> ask(Stage stage, Function<FilterPipeline, CompletionStage<StageResult>> question) {
        if (!pipeline.hasFilters(stage, session.role())) {
            return Answers.YES;
        }
        return Answers.then(question.apply(pipeline), (result, fault) -> answer(stage, result, fault), loop);
    }

    private Answer answer(Stage stage, StageResult result, Throwable fault) {
        if (fault != null) {
            report.failed("filters", fault);
            return Answer.of(Answers.LOCAL_ERROR);
        }
        findings = findings.and(Findings.of(result));
        if (!Answers.isRefusal(result.action())) {
            return Answer.yes();
        }
        Optional<Spool> ids = services.spool();
        if (ids.isEmpty()) { // nobody gives the trace an id
            return Answer.of(Answers.NOT_READY);
        }
        MessageId id = ids.get().nextId();
        Answer answer = Answers.of(result.action(), id);
        Reply reply = answer.reply().orElseThrow();
        List<Step> steps = new ArrayList<>(findings.steps());
        steps.add(Report.decision(stage.name(), result.decidedBy(), reply));
        services.keep(new Trace(id, Instant.now(), session.listener(), session.address(), session.helo().orElse(""),
                "", List.of(), reply.toString(), steps));
        report.refused(Optional.of(id), stage.name(), result.decidedBy(), reply);
        return answer;
    }
}
