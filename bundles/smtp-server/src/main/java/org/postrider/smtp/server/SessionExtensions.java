package org.postrider.smtp.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TurnedConnection;
import org.postrider.smtp.protocol.Answer;
import org.postrider.smtp.protocol.Extensions;

/** The extensions of one session, which keeps those that it began with. What was not offered is not there. */
final class SessionExtensions implements Extensions {

    private static final Reply NOT_OFFERED = Reply.of(502, "5.5.1", "Command not implemented");

    private final ExtensionSet all;
    private final Session session;
    private volatile List<InstalledExtension> offered = List.of();

    SessionExtensions(ExtensionSet all, Session session) {
        this.all = all;
        this.session = session;
    }

    /** Whether it may run code of a bundle. */
    boolean isFrom(long bundle) {
        return all.extensions().stream().anyMatch(one -> one.origin().bundle() == bundle);
    }

    /** The client is another now. */
    void forget() {
        offered = List.of();
    }

    @Override
    public CompletionStage<List<String>> offers() {
        offered = List.of();
        List<InstalledExtension> asked = all.extensions();
        List<CompletableFuture<Optional<String>>> answers = asked.stream().map(one -> one.offer(session)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(done -> {
            offered = asked.stream().filter(one -> answers.get(asked.indexOf(one)).join().isPresent()).toList();
            return answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
        });
    }

    @Override
    public boolean allows(String command, String keyword) {
        return offered.stream().anyMatch(one -> one.has(command, keyword));
    }

    @Override
    public int extraOctets(String command) {
        return all.octets(command);
    }

    @Override
    public CompletionStage<Answer> check(String command, Map<String, String> parameters) {
        Set<String> keywords = parameters.keySet();
        List<CompletableFuture<Optional<Reply>>> answers = offered.stream().filter(one -> one.isMeant(command, keywords))
                .map(one -> one.refusal(session, command, parameters)).collect(Collectors.toList());
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).thenApply(done -> answers.stream()
                .map(CompletableFuture::join).flatMap(Optional::stream).findFirst()
                .map(SessionExtensions::answer).orElse(Answer.yes()));
    }

    @Override
    public Optional<SmtpVerb> verb(String name) {
        return all.extensions().stream().flatMap(one -> one.verbs().stream())
                .filter(verb -> verb.name().equals(name)).findFirst();
    }

    @Override
    public List<String> verbs() {
        return offered.stream().flatMap(one -> one.verbs().stream()).map(SmtpVerb::name).toList();
    }

    @Override
    public CompletionStage<Answer> run(SmtpVerb verb, String argument) {
        return offered.stream().filter(one -> one.verbs().contains(verb)).findFirst()
                .map(one -> one.run(session, verb, argument).thenApply(SessionExtensions::answer))
                .orElseGet(() -> Answers.of(NOT_OFFERED));
    }

    @Override
    public CompletionStage<Void> turned(SmtpVerb verb, String argument, TurnedConnection connection) {
        return offered.stream().filter(one -> one.verbs().contains(verb)).findFirst()
                .map(one -> one.turned(session, verb, argument, connection)).orElseThrow();
    }

    /** RFC 5321 3.8: 421 announces the end, as 221 does. */
    private static Answer answer(Reply reply) {
        return reply.code() == 421 || reply.code() == 221 ? Answer.closing(reply) : Answer.of(reply);
    }
}
