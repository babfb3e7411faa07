package org.postrider.smtp.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.postrider.api.smtp.Reply;

/** Where extensions are asked before the backend is, or after it. */
final class ExtensionCheck {

    private ExtensionCheck() {}

    /** Goes on if nobody objects to what a command says. */
    static void run(Dialogue dialogue, String command, Map<String, String> parameters, Runnable next) {
        Extensions extensions = dialogue.backend().extensions();
        if (parameters.keySet().stream().noneMatch(keyword -> extensions.allows(command, keyword))) {
            next.run();
            return;
        }
        dialogue.await(extensions.check(command, parameters), answer -> {
            if (answer.isYes()) {
                next.run();
            } else {
                dialogue.told(answer);
            }
        });
    }

    /** EHLO: what the backend says to it, and if that is yes, our lines and those of extensions. */
    static CompletionStage<Answer> greeting(SmtpBackend backend, String name, Reply ours) {
        return backend.helo(name, true).thenCompose(answer -> answer.isYes() && answer.reply().isEmpty()
                ? backend.extensions().offers().thenApply(lines -> Answer.of(with(ours, lines)))
                : CompletableFuture.completedFuture(answer));
    }

    private static Reply with(Reply ours, List<String> lines) {
        List<String> all = new ArrayList<>(ours.lines());
        all.addAll(lines);
        return new Reply(ours.code(), ours.enhanced(), all);
    }
}
