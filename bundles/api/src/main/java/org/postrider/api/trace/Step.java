package org.postrider.api.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.postrider.api.message.Evidence;

/**
 * One thing that was done about a message.
 *
 * @param at when it began
 * @param stage where in the message's way, e.g. {@code RECIPIENT}, {@code SPOOL}, {@code DELIVERY}
 * @param actor who did it: a filter's name, or {@code engine}, {@code spool}, {@code queue}
 * @param version version of the actor's bundle; empty for parts of the platform
 * @param mode {@code enforce} or {@code shadow} for a filter, else empty
 * @param took how long it took
 * @param result what came of it: verdict, reply, or outcome
 * @param evidence what was found
 * @param edits what was changed, each in words
 */
public record Step(
        Instant at, String stage, String actor, String version, String mode, Duration took, String result,
        List<Evidence> evidence, List<String> edits) {

    public Step {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(result, "result");
        evidence = List.copyOf(evidence);
        edits = List.copyOf(edits);
    }

    /** A step of the platform itself. */
    public static Step of(Instant at, String stage, String actor, Duration took, String result) {
        return new Step(at, stage, actor, "", "", took, result, List.of(), List.of());
    }
}
