package org.postrider.example.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Header;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.MailFilterContract;

/** The contract of every filter, and what is particular to this one. */
class ExecutableAttachmentFilterTest implements MailFilterContract {

    @Override
    public MailFilter filter() {
        return new ExecutableAttachmentFilter();
    }

    @Override
    public Set<Stage> stages() {
        return Set.of(Stage.MESSAGE);
    }

    private Verdict verdict(String mail) {
        return new FilterHarness(filter()).recipient("joe@example.org").onMessage(mail);
    }

    private static String withAttachment(String disposition) {
        return """
                Subject: look at this
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b

                Dear Joe
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; %s
                Content-Transfer-Encoding: base64

                TVqQAAMAAAAEAAAA
                --b--
                """.formatted(disposition);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "filename=setup.exe", "filename=\"INVOICE.PDF.SCR\"", "filename=\"a.exe. \"", "filename*=UTF-8''rechn%C3%BCng.vbs",
        "filename*0=\"set\"; filename*1=\"up.js\"", "filename=\"dir/../setup.bat\""})
    void programsAreRefused(String disposition) {
        Verdict verdict = verdict(withAttachment(disposition));
        assertThat(verdict.action()).isInstanceOfSatisfying(Action.Reject.class, reject ->
                assertThat(reject.reply()).hasToString("550 5.7.1 Executable attachments are not accepted here"));
        assertThat(verdict.edits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename=report.pdf", "filename=exe", "filename=my.exercise", "filename=\".\"", "size=12"})
    void allOthersAreMarked(String disposition) {
        assertMarked(verdict(withAttachment(disposition)));
    }

    @Test
    void aMessageWithoutStructureIsMarkedToo() {
        assertMarked(verdict("Subject: setup.exe\n\nsetup.exe\n"));
    }

    private static void assertMarked(Verdict verdict) {
        assertThat(verdict.action()).isEqualTo(new Action.Pass());
        assertThat(verdict.edits()).isEqualTo(List.of(new Edit.AddHeader(new Header("X-Example", "seen"))));
    }
}
