package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.smtp.Reply;

/** Answers as a test has written it, and remembers what it was told. */
final class ScriptedLogin implements SmtpLogin {

    final List<String> said = new ArrayList<>();
    List<String> mechanisms = List.of("SCRAM-SHA-256", "PLAIN");
    private final Queue<CompletableFuture<Answer>> answers = new ArrayDeque<>();

    void answer(Reply... replies) {
        Arrays.stream(replies).forEach(reply -> answers.add(CompletableFuture.completedFuture(Answer.of(reply))));
    }

    CompletableFuture<Answer> later() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Override
    public List<String> mechanisms() {
        return mechanisms;
    }

    @Override
    public CompletionStage<Answer> begin(String mechanism, Optional<byte[]> initial) {
        said.add(mechanism);
        return answers.remove();
    }

    @Override
    public CompletionStage<Answer> respond(byte[] response) {
        said.add(new String(response, StandardCharsets.UTF_8));
        return answers.remove();
    }

    @Override
    public void cancel() {
        said.add("cancelled");
    }
}
