package org.postrider.smtp.protocol;

import java.util.Optional;

import org.postrider.api.smtp.Reply;

/**
 * BDAT, RFC 3030. The octets that it announces are taken in any case, so that nothing of a message is ever read as a
 * command. Where nobody can say how many they are, or they are too many to wait for, the session ends.
 */
final class BdatVerb implements Verb {

    private static final Reply SYNTAX = Reply.of(501, "5.5.4", "Syntax: BDAT octets [LAST]");
    private static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "Message exceeds the size limit");

    @Override
    public void run(Dialogue dialogue, String argument) {
        Optional<Chunk> chunk = Chunk.parse(argument);
        if (chunk.isEmpty()) {
            dialogue.close(SYNTAX);
        } else if (isHopeless(dialogue, chunk.get())) {
            dialogue.backend().refused("DATA", TOO_LARGE);
            dialogue.close(TOO_LARGE);
        } else if (isIdle(chunk.get()) && dialogue.tally().junk(true)) {
            dialogue.tooMuch();
        } else {
            run(dialogue, chunk.get());
        }
    }

    private static void run(Dialogue dialogue, Chunk chunk) {
        if (!dialogue.inTransaction()) {
            dialogue.transfer().drop(chunk, Dialogue.sequence("Send MAIL first"));
        } else if (!dialogue.tally().hasRecipients()) {
            dialogue.transfer().drop(chunk, DataVerb.nobody(dialogue));
        } else if (dialogue.transfer().hasBegun()) {
            dialogue.transfer().chunk(chunk);
        } else {
            dialogue.await(dialogue.backend().data(), answer -> dialogue.transfer().firstChunk(chunk, answer));
        }
    }

    private static boolean isHopeless(Dialogue dialogue, Chunk chunk) {
        long limit = dialogue.settings().limits().size();
        long before = dialogue.transfer().hasBegun() ? dialogue.transfer().body().size() : 0;
        return before + chunk.octets() > limit + limit / 2;
    }

    /** A chunk that says nothing and ends nothing. */
    private static boolean isIdle(Chunk chunk) {
        return chunk.octets() == 0 && !chunk.last();
    }

    @Override
    public boolean isJunk() {
        return false;
    }
}
