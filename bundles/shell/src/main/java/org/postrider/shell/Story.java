package org.postrider.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

/** A trace as it is told to people: who, whom, the outcome, then a line for each step and for what it found. */
final class Story {

    private static final String DETAIL = " ".repeat(13);

    private final Trace trace;

    Story(Trace trace) {
        this.trace = trace;
    }

    void print(PrintStream out) {
        line(out, "Trace", trace.id() + ", " + Figures.time(trace.at()));
        if (!trace.listener().isEmpty()) {
            line(out, "Client", trace.client() + " at " + trace.listener() + ", calls itself " + named(trace.helo()));
        }
        line(out, "From", "<" + trace.sender() + ">");
        line(out, "To", trace.recipients().isEmpty() ? "nobody" : String.join(", ", trace.recipients()));
        line(out, "Outcome", trace.outcome());
        out.println();
        trace.steps().forEach(step -> print(step, trace.at(), out));
    }

    private static String named(String helo) {
        return helo.isEmpty() ? "nothing" : helo;
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("%-8s %s%n", name, Printable.text(value));
    }

    /** One step, with its time after {@code start}. */
    static void print(Step step, Instant start, PrintStream out) {
        String actor = step.actor() + (step.version().isEmpty() ? "" : " " + step.version());
        String mode = "shadow".equals(step.mode()) ? " (shadow, not applied)" : "";
        out.printf("%10s  %-9s %-18s %9s  %s%s%n", offset(Duration.between(start, step.at())),
                Printable.text(step.stage()), Printable.text(actor), Figures.millis(step.took()),
                Printable.text(step.result()), mode);
        step.evidence().forEach(found -> out.println(DETAIL + "found  " + Printable.text(words(found))));
        step.edits().forEach(edit -> out.println(DETAIL + "edit   " + Printable.text(edit)));
    }

    private static String offset(Duration since) {
        return since.toSeconds() < 10 ? String.format("+%d ms", since.toMillis()) : "+" + Figures.age(since);
    }

    private static String words(Evidence found) {
        Map<String, String> data = new TreeMap<>(found.data());
        return String.format(Locale.ROOT, "%s %+.1f  %s%s", found.symbol(), found.score(), found.explanation(),
                data.isEmpty() ? "" : "  " + data);
    }
}
