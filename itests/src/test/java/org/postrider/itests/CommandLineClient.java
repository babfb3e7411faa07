package org.postrider.itests;

import static org.postrider.itests.MailClient.Letter.SENDER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Clients that are programs. None of them verifies the certificate, which is the one of the development profile. */
enum CommandLineClient implements MailClient {

    SWAKS_PLAIN("swaks") {
        @Override
        List<String> arguments(Letter letter) {
            return swaks(letter, "PLAIN", "--tls");
        }
    },
    SWAKS_LOGIN("swaks") {
        @Override
        List<String> arguments(Letter letter) {
            return swaks(letter, "LOGIN", "--tls");
        }
    },
    SWAKS_SMTPS("swaks", true) {
        @Override
        List<String> arguments(Letter letter) {
            return swaks(letter, "PLAIN", "--tls-on-connect");
        }
    },
    CURL("curl") {
        @Override
        List<String> arguments(Letter letter) {
            return curl(letter, "smtp");
        }
    },
    CURL_SMTPS("curl", true) {
        @Override
        List<String> arguments(Letter letter) {
            return curl(letter, "smtps");
        }
    },
    MSMTP("msmtp") {
        @Override
        List<String> arguments(Letter letter) {
            return msmtp(letter, "plain", "on");
        }
    },
    MSMTP_SCRAM("msmtp") {
        @Override
        List<String> arguments(Letter letter) {
            return msmtp(letter, "scram-sha-256", "on");
        }
    },
    MSMTP_SMTPS("msmtp", true) {
        @Override
        List<String> arguments(Letter letter) {
            return msmtp(letter, "plain", "off");
        }
    },
    S_NAIL("s-nail") {
        @Override
        List<String> arguments(Letter letter) {
            return List.of("-:/", "-S", "v15-compat", "-S", "sendwait", "-S", "tls-verify=ignore",
                    "-S", "smtp-auth=plain", "-S", "from=" + SENDER, "-S", "smtp-use-starttls",
                    "-S", "mta=smtp://" + SENDER.replace("@", "%40") + ":" + letter.password() + "@127.0.0.1:" + letter.port(),
                    "-s", "s-nail", letter.recipient());
        }
    },
    PYTHON("python3") {
        @Override
        List<String> arguments(Letter letter) {
            return List.of("-c", """
                    import smtplib, ssl, sys
                    port, sender, password, recipient = sys.argv[1:]
                    context = ssl.create_default_context()
                    context.check_hostname = False
                    context.verify_mode = ssl.CERT_NONE
                    with smtplib.SMTP('127.0.0.1', int(port), timeout=30) as smtp:
                        smtp.starttls(context=context)
                        smtp.login(sender, password)
                        smtp.sendmail(sender, [recipient], sys.stdin.buffer.read())
                    """, String.valueOf(letter.port()), SENDER, letter.password(), letter.recipient());
        }
    },
    NODEMAILER("node") {
        @Override
        List<String> arguments(Letter letter) {
            return List.of("-e", """
                    const [port, user, pass, to] = process.argv.slice(1);
                    const raw = require('fs').readFileSync(0);
                    require('nodemailer').createTransport({ host: '127.0.0.1', port, requireTLS: true,
                        tls: { rejectUnauthorized: false }, auth: { user, pass } })
                        .sendMail({ envelope: { from: user, to: [to], size: raw.length }, raw })
                        .catch(fault => { console.error(fault.message); process.exitCode = 1; });
                    """, String.valueOf(letter.port()), SENDER, letter.password(), letter.recipient());
        }
    };

    private final String program;
    private final boolean implicitTls;

    CommandLineClient(String program) {
        this(program, false);
    }

    CommandLineClient(String program, boolean implicitTls) {
        this.program = program;
        this.implicitTls = implicitTls;
    }

    /** Whether TLS comes before the greeting. */
    boolean isImplicitTls() {
        return implicitTls;
    }

    abstract List<String> arguments(Letter letter);

    @Override
    public Result send(Letter letter) {
        List<String> command = RealPeer.needed(program).command(arguments(letter).toArray(String[]::new));
        return Programs.run(Distribution.work(), Map.of("NODE_PATH", "/usr/share/nodejs"), command, read(letter.message()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> swaks(Letter letter, String mechanism, String tls) {
        return List.of("--server", "127.0.0.1", "--port", String.valueOf(letter.port()), "--timeout", "30", tls,
                "--auth", mechanism, "--auth-user", SENDER, "--auth-password", letter.password(),
                "--from", SENDER, "--to", letter.recipient(), "--data", "@" + letter.message());
    }

    private static List<String> curl(Letter letter, String scheme) {
        return List.of("-sS", "-k", "--ssl-reqd", "--max-time", "30", scheme + "://127.0.0.1:" + letter.port(),
                "--user", SENDER + ":" + letter.password(), "--mail-from", SENDER, "--mail-rcpt", letter.recipient(),
                "-T", letter.message().toString());
    }

    private static List<String> msmtp(Letter letter, String mechanism, String starttls) {
        return List.of("--host=127.0.0.1", "--port=" + letter.port(), "--timeout=30", "--auth=" + mechanism,
                "--user=" + SENDER, "--passwordeval=echo " + letter.password(), "--tls=on",
                "--tls-starttls=" + starttls, "--tls-certcheck=off", "--from=" + SENDER, letter.recipient());
    }
}
