package org.postrider.filter.policy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.bridge.PeerException;

class AnswerTextTest {

    private static final int ANSWERS = Integer.getInteger("policy.answers", 20_000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "OK | Now[action=Accept[]]", "permit | Now[action=Accept[]]", "1098765432 | Now[action=Accept[]]",
        "DUNNO | Now[action=Pass[]]", "dunno whatever | Now[action=Pass[]]",
        "REJECT | Now[action=Reject[reply=554 5.7.1 Access denied]]",
        "reject Not you | Now[action=Reject[reply=554 5.7.1 Not you]]",
        "REJECT 5.7.9 Not you | Now[action=Reject[reply=554 5.7.9 Not you]]",
        "DEFER | Now[action=Defer[reply=450 4.7.1 Access denied]]",
        "DEFER_IF_PERMIT 4.2.0 Greylisted, see http://x.test/a.html"
                + " | Now[action=Defer[reply=450 4.2.0 Greylisted, see http://x.test/a.html]]",
        "defer_if_permit Service temporarily unavailable"
                + " | Now[action=Defer[reply=450 4.7.1 Service temporarily unavailable]]",
        "550 No | Now[action=Reject[reply=550 5.7.1 No]]", "550 | Now[action=Reject[reply=550 5.7.1 Access denied]]",
        "450 5.1.1 Later | Now[action=Defer[reply=450 4.1.1 Later]]", "451 4.3.5 | Now[action=Defer[reply=451 4.3.5 Access denied]]",
        "421 4.7.0 Bye | Now[action=Disconnect[reply=421 4.7.0 Bye]]", "521 Bye | Now[action=Disconnect[reply=521 5.7.1 Bye]]",
        "499 odd | Now[action=Defer[reply=499 4.7.1 odd]]", "550 f\u00fcr | Now[action=Reject[reply=550 5.7.1 f?r]]",
        "PREPEND X-Greylist: delayed 3 seconds | Prepend[header=Header[name=X-Greylist, value=delayed 3 seconds]]",
        "HOLD | Hold[reason=held by a policy service]", "HOLD by\u0007me | Hold[reason=by?me]",
        "DISCARD for a reason | Discard[]", "REDIRECT a@example.org | Redirect[address=a@example.org]",
        "BCC a@example.org | Copy[address=a@example.org]", "WARN look | Told[isWarning=true, text=look]",
        "INFO look | Told[isWarning=false, text=look]", "FILTER smtp:[127.0.0.1]:10025 | Impossible[word=FILTER]",
        "DEFER_IF_REJECT x | Impossible[word=DEFER_IF_REJECT]"})
    void readsWhatPostfixHas(String text, String answer) {
        assertThat(AnswerText.parse(text)).hasToString(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "GREYLIST", "250 Ok", "354 go on", "5500 x", "55 x", "reject_unauth_destination", "PREPEND", "PREPEND x", "PREPEND : x",
        "PREPEND a b: c", "PREPEND A: b\rc", "PREPEND A: \0", "REDIRECT", "REDIRECT nobody", "BCC <a@example.org>", "BCC a@b@c"})
    void whatItDoesNotHaveIsAFault(String text) {
        assertThatThrownBy(() -> AnswerText.parse(text)).isInstanceOf(PeerException.class).hasMessageStartingWith("it answers \"");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(AnswerText.parse("REJECT " + "x".repeat(5_000)).toString()).hasSizeLessThan(500);
    }

    /** Whatever a service answers is an action, or a fault of the service, and nothing else. */
    @Test
    void garbageIsAnActionOrAFault() {
        Random random = new Random(1);
        String[] words = {"OK", "DUNNO", "REJECT", "PREPEND", "HOLD", "BCC", "REDIRECT", "WARN", "450", "550", "5.7.1", "X:", "a@b", ""};
        int actions = 0;
        for (int i = 0; i < ANSWERS; i++) {
            StringBuilder text = new StringBuilder(words[random.nextInt(words.length)]);
            for (int n = random.nextInt(6); n > 0; n--) {
                text.append(random.nextInt(3) == 0 ? words[random.nextInt(words.length)] : (char) random.nextInt(0x180));
            }
            actions += isAction(text.toString()) ? 1 : 0;
        }
        System.out.println("policy: " + ANSWERS + " random answers, " + actions + " taken as actions");
        assertThat(actions).isBetween(1, ANSWERS - 1);
    }

    private static boolean isAction(String text) {
        try {
            return AnswerText.parse(text) != null;
        } catch (PeerException e) {
            return false;
        }
    }
}
