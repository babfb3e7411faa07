package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.postrider.api.trace.Traces;
import org.postrider.testing.admin.ListedQueue;
import org.postrider.testing.admin.ListedTraces;
import org.postrider.testing.admin.SampleMail;

class QueueCommandsTest {

    private final ListedQueue queue = new ListedQueue();
    private final ListedTraces traces = new ListedTraces();
    private final Platform platform = new Platform().with(Queue.class, queue).with(Traces.class, traces);

    @BeforeEach
    void twoMessages() {
        queue.put(SampleMail.queued(33, "joe@example.org", "ann@example.org"));
        queue.put(SampleMail.deferred(SampleMail.queued(34, "bob@example.org"), "451 4.7.1 \u001b[31mlater"));
    }

    @Test
    void queueListsMessages() throws Exception {
        String out = platform.run(new QueueCommand());
        assertThat(out.lines().map(line -> line.replaceAll("[│|]", "").replaceAll(" +", " ").strip()))
                .contains("11 1m 0s 2.0 KiB <sender@example.com> joe@example.org +1 due 0 now")
                .anyMatch(line -> line.matches(
                        "12 1m 0s 2.0 KiB <sender@example.com> bob@example.org deferred 1 in [45]m \\d+s .*later"))
                .contains("2 messages (2 shown): 0 being delivered, 1 deferred, 0 held");
        assertThat(platform.inUse()).isZero();
    }

    @Test
    void whatAPeerSaidCannotActOnTheTerminal() throws Exception {
        assertThat(platform.run(new QueueCommand())).contains("451 4.7.1 \\x1b[31mlater").doesNotContain("\u001b");
    }

    @Test
    void queueAsJson() throws Exception {
        QueueCommand command = new QueueCommand();
        command.json = true;
        command.limit = 1;
        assertThat(platform.run(command)).contains("\"messages\":[{\"id\":\"11\",\"state\":\"due\"")
                .contains("\"recipients\":[\"joe@example.org\",\"ann@example.org\"]")
                .contains("\"total\":2").doesNotContain("\"id\":\"12\"").hasLineCount(1);
    }

    @Test
    void emptyQueueSaysSo() throws Exception {
        assertThat(new Platform().with(Queue.class, new ListedQueue()).run(new QueueCommand()))
                .contains("The queue is empty.");
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        QueueCommand command = new QueueCommand();
        command.limit = 0;
        assertThat(catchThrowable(() -> platform.run(command)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("--limit is 1 to 100000, not 0");
    }

    @Test
    void withoutAQueueTheDoctorIsNamed() throws Exception {
        assertThat(new Platform().failure(new QueueCommand()))
                .isEqualTo("The queue is not running. mail:doctor says why.");
    }

    @Test
    void showPrintsAllOfIt() throws Exception {
        QueueShowCommand command = new QueueShowCommand();
        command.id = "11";
        assertThat(platform.run(command)).contains("Id            11", "State         due", "<ann@example.org>",
                "Done          0 of 2 recipients");
    }

    @Test
    void anUnknownIdIsSaidToBeUnknownAndTheNearestIsNamed() throws Exception {
        QueueShowCommand command = new QueueShowCommand();
        command.id = "1A";
        assertThat(platform.failure(command)).isEqualTo("No message 1A in the queue. Did you mean 11?");
    }

    @Test
    void anIdThatWasDeliveredLeadsToItsTrace() throws Exception {
        traces.keep(SampleMail.trace(99, "accepted"));
        QueueShowCommand command = new QueueShowCommand();
        command.id = new MessageId(99).toString();
        assertThat(platform.failure(command)).endsWith("mail:trace 33 tells what became of it.");
    }

    @Test
    void flushMakesDue() throws Exception {
        assertThat(platform.run(with(new QueueFlushCommand(), "12"))).isEqualToIgnoringNewLines("1 message due now.");
        assertThat(queue.find(new MessageId(34)).orElseThrow().state().nextAttempt()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void flushAll() throws Exception {
        QueueFlushCommand command = new QueueFlushCommand();
        command.all = true;
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("2 messages due now.");
    }

    @Test
    void flushDomain() throws Exception {
        QueueFlushCommand command = new QueueFlushCommand();
        command.domain = "nowhere.test";
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("0 messages due now.");
        String there = queue.list(1).get(0).state().pending().get(0).address().domain().name();
        command.domain = there;
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("2 messages due now.");
        command.domain = "@" + there.substring(there.indexOf('.') + 1);
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("2 messages due now.");
        command.domain = there;
        command.all = true;
        assertThat(platform.failure(command)).isEqualTo("Say --all or --domain, not both.");
    }

    @Test
    void whatCouldNotBeDoneIsNamedAfterWhatCould() throws Exception {
        assertThat(platform.failure(with(new QueueRemoveCommand(), "11", "ZZ")))
                .isEqualTo("Not done for ZZ: unknown or being delivered.");
        assertThat(platform.output()).isEqualToIgnoringNewLines("1 message removed.");
        assertThat(queue.list(10)).hasSize(1);
    }

    @Test
    void nobodyIsChangedUnlessNamed() throws Exception {
        assertThat(platform.failure(new QueueFlushCommand())).startsWith("Name the ids of messages, or say --all");
        QueueHoldCommand both = with(new QueueHoldCommand(), "11");
        both.all = true;
        assertThat(platform.failure(both)).startsWith("Name the ids");
    }

    @Test
    void removeAllNeedsForce() throws Exception {
        QueueRemoveCommand command = new QueueRemoveCommand();
        command.all = true;
        assertThat(platform.failure(command)).contains("2 messages for good", "--all --force");
        assertThat(queue.list(10)).hasSize(2);
        command.force = true;
        assertThat(platform.run(command)).isEqualToIgnoringNewLines("2 messages removed.");
        assertThat(queue.list(10)).isEmpty();
    }

    @Test
    void holdAndRelease() throws Exception {
        QueueHoldCommand hold = with(new QueueHoldCommand(), "11");
        hold.why = "suspicious";
        assertThat(platform.run(hold)).isEqualToIgnoringNewLines("1 message held.");
        assertThat(platform.run(new QueueCommand())).contains("held", "suspicious");
        assertThat(platform.run(with(new QueueReleaseCommand(), "11")))
                .isEqualToIgnoringNewLines("1 message released.");
        assertThat(platform.failure(with(new QueueReleaseCommand(), "11"))).endsWith("unknown or not held.");
    }

    @Test
    void idsAreCompleted() {
        assertThat(platform.complete(new QueuedIdCompleter(), "mail:queue-show", "1")).containsExactly("11", "12");
        assertThat(new Platform().complete(new QueuedIdCompleter(), "mail:queue-show", "1")).isEmpty();
    }

    private static <C extends QueueChange> C with(C command, String... ids) {
        command.ids = List.of(ids);
        return command;
    }
}
