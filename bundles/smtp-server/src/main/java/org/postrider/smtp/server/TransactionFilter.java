package org.postrider.smtp.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.Answer;

/** What the filters say of the commands of a transaction; a stage that has none costs nothing. Used on the event loop. */
final class TransactionFilter {

    private final ClientSession session;
    private final FilterPipeline pipeline;
    private final Report report;
    private final Executor loop;

    TransactionFilter(ClientSession session, FilterPipeline pipeline, Report report, Executor loop) {
        this.session = session;
        this.pipeline = pipeline;
        this.report = report;
        this.loop = loop;
    }

    /** Asks about a recipient, who belongs to the transaction if the answer is yes. */
    CompletionStage<Answer> recipient(MailTransaction asked, Recipient recipient) {
        if (!pipeline.hasFilters(Stage.RECIPIENT, session.role())) {
            asked.accepted(recipient, Fate.DELIVER);
            return Answers.YES;
        }
        return Answers.then(pipeline.recipient(asked, recipient), (result, fault) -> {
            Answer answer = answer(asked, Stage.RECIPIENT, result, fault);
            if (answer.isYes()) {
                asked.accepted(recipient, Fate.of(result.action()));
            }
            return answer;
        }, loop);
    }

    CompletionStage<Answer> filter(
            MailTransaction asked, Stage stage, Function<FilterPipeline, CompletionStage<StageResult>> question) {
        if (!pipeline.hasFilters(stage, session.role())) {
            return Answers.YES;
        }
        return Answers.then(question.apply(pipeline), (result, fault) -> answer(asked, stage, result, fault), loop);
    }

    private Answer answer(MailTransaction asked, Stage stage, StageResult result, Throwable fault) {
        if (fault != null) {
            report.failed("filters", fault);
            report.refused(asked, stage.name(), Report.ENGINE, Answers.LOCAL_ERROR);
            return Answer.of(Answers.LOCAL_ERROR);
        }
        asked.add(stage == Stage.RECIPIENT ? Findings.withoutFate(result) : Findings.of(result));
        Answer answer = Answers.of(result.action(), asked.id());
        answer.reply().ifPresent(reply -> report.refused(asked, stage.name(), result.decidedBy(), reply));
        return answer;
    }

    /** The engine itself refuses, whatever filters would say. */
    CompletionStage<Answer> refuse(MailTransaction asked, Stage stage, Reply reply) {
        Reply told = Answers.withId(reply, asked.id());
        report.refused(asked, stage.name(), Report.ENGINE, told);
        return Answers.of(told);
    }
}
