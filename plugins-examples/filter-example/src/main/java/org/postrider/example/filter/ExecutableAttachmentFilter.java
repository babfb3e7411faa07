package org.postrider.example.filter;

import java.util.Locale;
import java.util.Set;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.filter.Filter;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.message.Part;
import org.postrider.api.smtp.Transaction;

/** Refuses messages that carry a program, and marks all others with a header field. */
@Component
@Filter(name = "executable-attachments", stages = Stage.MESSAGE, phase = Phase.GUARD)
public final class ExecutableAttachmentFilter implements MailFilter {

    private static final Set<String> PROGRAMS = Set.of(
            "bat", "cmd", "com", "cpl", "exe", "hta", "js", "jse", "lnk", "msi", "pif", "ps1", "scr", "vbe", "vbs", "wsf");

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        boolean refused = message.parts().map(Part::fileName).anyMatch(ExecutableAttachmentFilter::isProgram);
        return refused
                ? Verdict.reject(550, "5.7.1", "Executable attachments are not accepted here")
                : Verdict.pass().withHeader("X-Example", "seen");
    }

    /** Looks at the last extension; Windows ignores dots and spaces behind it. */
    private static boolean isProgram(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT).replaceFirst("[. ]+$", "");
        return name.contains(".") && PROGRAMS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
