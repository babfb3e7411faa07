package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.filter.Action;
import org.postrider.testing.filter.FilterHarness;

/** rspamd's proxy worker, which is a milter: it refuses the test pattern of spam filters and passes other mail. */
class RspamdTest {

    private static final String HEADER = "From: joe@example.com\nTo: bob@example.org\nSubject: x\n"
            + "Date: Thu, 26 Nov 2026 00:00:00 +0000\nMessage-ID: <1@example.com>\n\n";
    private static final String GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    @TempDir
    Path home;

    @Test
    void refusesSpamAndPassesOtherMail() throws Exception {
        String program = RealMilter.program("rspamd");
        try (RealMilter rspamd = new RealMilter()) {
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
            String user = "root".equals(System.getProperty("user.name")) ? "_rspamd" : System.getProperty("user.name");
            rspamd.start(home.resolve("log"), program, "-f", "-i", "-u", user, "-g", user,
                    "-c", configuration(rspamd.port()).toString());
            FilterHarness session = rspamd.harness().helo("client.example.com").recipient("bob@example.org");
            assertThat(session.onConnect().action()).isEqualTo(new Action.Pass());
            session.onSender();
            assertThat(session.onMessage(HEADER + "Good news\n").action()).isEqualTo(new Action.Pass());
            session.onSender();
            assertThat(session.onMessage(HEADER + GTUBE + "\n").action()).isInstanceOf(Action.Reject.class)
                    .asString().contains("5.7.1");
            session.onEnd();
        }
    }

    private Path configuration(int port) throws Exception {
        Path domains = Files.writeString(home.resolve("domains"), "com\norg\n"); // compiling all takes half a minute
        return Files.writeString(home.resolve("rspamd.conf"), """
                options {
                  pidfile = "%1$s/pid"; tempdir = "%1$s"; hs_cache_dir = "%1$s"; history_file = "%1$s/history"; filters = "";
                  dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
                  url_tld = "%3$s";
                }
                logging { type = "console"; level = "warning"; }
                worker "rspamd_proxy" {
                  bind_socket = "127.0.0.1:%2$d"; milter = yes; count = 1; timeout = 20s;
                  upstream "local" { default = yes; self_scan = yes; }
                }
                actions { reject = 15; add_header = 6; greylist = 4; }
                """.formatted(home, port, domains));
    }
}
