package ${package};

import java.util.Locale;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.filter.Filter;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.smtp.Transaction;

/** Refuses messages whose subject has the word casino, and marks all others with a header field. */
@Component
@Filter(name = "${artifactId}", stages = Stage.MESSAGE, phase = Phase.GUARD)
public final class SubjectFilter implements MailFilter {

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        String subject = message.header("Subject").orElse("").toLowerCase(Locale.ROOT);
        return subject.contains("casino")
                ? Verdict.reject(550, "5.7.1", "Such subjects are not accepted here")
                : Verdict.pass().withHeader("X-Checked-By", "${artifactId}");
    }
}
