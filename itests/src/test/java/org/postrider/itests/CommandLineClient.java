package org.postrider.itests;

import static org.postrider.itests.Letter.SENDER;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Clients that are programs and log in. None of them verifies the certificate, which is the one of the first start. */
enum CommandLineClient implements MailClient {

    CURL("submission", 67, 55, 55) {
        @Override
        List<String> command(Letter letter) {
            return curl(letter, "smtp");
        }
    },
    CURL_SMTPS("submissions", 67, 55, 55) {
        @Override
        List<String> command(Letter letter) {
            return curl(letter, "smtps");
        }
    },
    MSMTP("submission", 77, 65, 69) {
        @Override
        List<String> command(Letter letter) {
            return msmtp(letter, "on", "on");
        }
    },
    MSMTP_SMTPS("submissions", 77, 65, 69) {
        @Override
        List<String> command(Letter letter) {
            return msmtp(letter, "scram-sha-256", "off");
        }
    },
    S_NAIL("submission", 4, 4, 4) {
        @Override
        List<String> command(Letter letter) {
            return RealPeer.needed("s-nail").command("-:/", "-S", "v15-compat", "-S", "sendwait", "-S", "nosave",
                    "-S", "mime-encoding=8bit", "-S", "tls-verify=ignore", "-S", "smtp-auth=plain", "-S", "smtp-use-starttls",
                    "-S", "from=" + SENDER, "-S", "mta=smtp://" + SENDER.replace("@", "%40") + ":" + letter.password()
                    + "@127.0.0.1:" + letter.port(), "-s", "letter", letter.recipient());
        }

        /** It makes the header itself, and lines of a file of its system. */
        @Override
        String input(Letter letter) {
            return letter.body().replace("\r\n", "\n");
        }
    },
    PYTHON("submission", 1, 1, 1) {
        @Override
        List<String> command(Letter letter) {
            return RealPeer.needed("python3").command("-c", """
                    import smtplib, ssl, sys
                    port, sender, password, recipient = sys.argv[1:]
                    with smtplib.SMTP("127.0.0.1", int(port), timeout=60) as server:
                        server.starttls(context=ssl._create_unverified_context())
                        server.login(sender, password)
                        server.sendmail(sender, [recipient], sys.stdin.buffer.read())
                    """, "" + letter.port(), SENDER, letter.password(), letter.recipient());
        }
    },
    NODEMAILER("submission", 1, 1, 1) {
        @Override
        List<String> command(Letter letter) {
            return RealPeer.needed("node", NODE_MODULES.resolve("nodemailer")).command("-e", """
                    const [port, user, pass, to] = process.argv.slice(1);
                    require("nodemailer").createTransport({ host: "127.0.0.1", port, requireTLS: true,
                        tls: { rejectUnauthorized: false }, auth: { user, pass } })
                        .sendMail({ envelope: { from: user, to: [to] }, raw: require("fs").readFileSync(0) })
                        .catch(fault => { console.error(fault.message); process.exitCode = 1; });
                    """, "" + letter.port(), SENDER, letter.password(), letter.recipient());
        }
    };

    private static final Path NODE_MODULES = Path.of("/usr/share/nodejs");

    private final String listener;
    private final List<Integer> failures;

    CommandLineClient(String listener, Integer... failures) {
        this.listener = listener;
        this.failures = List.of(failures);
    }

    @Override
    public String listener() {
        return listener;
    }

    @Override
    public List<Integer> failures() {
        return failures;
    }

    abstract List<String> command(Letter letter);

    String input(Letter letter) {
        return letter.text();
    }

    @Override
    public Result send(Letter letter) {
        return Programs.run(Distribution.work(), Map.of("NODE_PATH", NODE_MODULES.toString(), "LC_ALL", "C.UTF-8"),
                command(letter), input(letter));
    }

    private static List<String> curl(Letter letter, String scheme) {
        return RealPeer.needed("curl").command("-sSvk", "--ssl-reqd", "--max-time", "60",
                scheme + "://127.0.0.1:" + letter.port(), "--user", SENDER + ":" + letter.password(), "--mail-from", SENDER,
                "--mail-rcpt", letter.recipient(), "-T", letter.file().toString());
    }

    private static List<String> msmtp(Letter letter, String mechanism, String starttls) {
        return RealPeer.needed("msmtp").command("--host=127.0.0.1", "--port=" + letter.port(), "--timeout=60",
                "--auth=" + mechanism, "--user=" + SENDER, "--passwordeval=echo " + letter.password(), "--tls=on",
                "--tls-starttls=" + starttls, "--tls-certcheck=off", "--from=" + SENDER, letter.recipient());
    }
}
