package org.postrider.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpSession;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.testing.admin.ListedFilters;
import org.postrider.testing.admin.ListedQueue;
import org.postrider.testing.admin.ListedTraces;
import org.postrider.testing.admin.SampleMail;

class MailPageTest {

    private static final String HOSTILE = "550 </script><img src=x onerror=alert(1)>\u001b[2J";

    private final ListedQueue queue = new ListedQueue();
    private final ListedFilters filters = new ListedFilters();
    private final ListedTraces traces = new ListedTraces();
    private final HttpSession session = Exchange.session();
    private final MailPage page = new MailPage();

    @BeforeEach
    void services() {
        page.queue = queue;
        page.filters = filters;
        page.traces = traces;
        page.listeners = () -> List.of(new ListenerInfo("mx", "mx", "smtp", "127.0.0.1", 2525,
                ListenerInfo.State.OPEN, "", 3, 500, 7, List.of("1.0.0"), "off"));
        page.spool = Exchange.proxy(Spool.class, (method, args) -> new SpoolStatus(1, 2, 3, 4, 5, true, ""));
        queue.put(SampleMail.queued(33, "joe@example.org"));
        filters.add("spf", "");
    }

    @Test
    void thePageHasATokenOfItsSessionAndNoInlineScript() throws Exception {
        Exchange exchange = new Exchange().in(session);
        page.doGet(exchange.request(), exchange.response());
        assertThat(exchange.answered("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(exchange.answered("Content-Security-Policy")).startsWith("default-src 'self';")
                .doesNotContain("unsafe");
        assertThat(exchange.answered("X-Frame-Options")).isEqualTo("DENY");
        assertThat(exchange.body()).doesNotContain("@token@").doesNotContainPattern("<script>|\\son\\w+=|style=");
        assertThat(token(exchange.body())).hasSizeGreaterThan(40).isEqualTo(token(session))
                .isNotEqualTo(token(Exchange.session()));
    }

    @Test
    void theScriptNeverMakesHtmlOfText() throws Exception {
        Exchange exchange = new Exchange().path("/mail/res/mail.js");
        page.doGet(exchange.request(), exchange.response());
        assertThat(exchange.answered("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(exchange.body()).contains("textContent")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void allThatIsShownComesAsJson() throws Exception {
        String json = json();
        assertThat(json).contains("\"listeners\":[{\"name\":\"mx\"", "\"accepting\":true", "\"total\":1",
                "\"messages\":[{\"id\":\"11\"", "\"filters\":[{\"name\":\"spf\"", "\"traces\":[]");
    }

    @Test
    void whatPeersSaidIsHarmlessAlsoIfItWereReadAsHtml() throws Exception {
        queue.put(SampleMail.deferred(SampleMail.queued(34, "joe@example.org"), HOSTILE));
        traces.keep(SampleMail.trace(35, HOSTILE));
        assertThat(json()).contains("550 \\u003c/script\\u003e\\u003cimg src=x onerror=alert(1)\\u003e\\u001b[2J")
                .doesNotContain("<", ">", "\u001b");
    }

    @Test
    void partsThatAreAwayAreNull() throws Exception {
        page.queue = null;
        page.filters = null;
        page.listeners = null;
        assertThat(json()).contains("\"listeners\":null", "\"queue\":null", "\"filters\":null", "\"traces\":[]");
        assertThat(post("action", "flush-all").body()).contains("The queue is not running.");
        assertThat(post("action", "hold", "id", "11").body()).contains("The queue is not running.");
    }

    @Test
    void aPostWithoutTheTokenChangesNothing() throws Exception {
        Exchange none = new Exchange().in(session).parameter("action", "remove").parameter("id", "11");
        page.doPost(none.request(), none.response());
        Exchange other = new Exchange().in(session).header("X-Postrider-Token", token(Exchange.session()))
                .parameter("action", "remove").parameter("id", "11");
        token(session);
        page.doPost(other.request(), other.response());
        Exchange noSession = new Exchange().header("X-Postrider-Token", "x").parameter("action", "flush-all");
        page.doPost(noSession.request(), noSession.response());
        assertThat(List.of(none.status(), other.status(), noSession.status())).containsOnly(403);
        assertThat(queue.list(10)).hasSize(1);
    }

    @Test
    void aPostOfAnotherSiteChangesNothing() throws Exception {
        for (String[] foreign : new String[][] {{"Origin", "https://evil.example"}, {"Origin", "null"},
                {"Origin", "http://127.0.0.1:8182"}, {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"}}) {
            Exchange exchange = own().header(foreign[0], foreign[1])
                    .parameter("action", "remove").parameter("id", "11");
            page.doPost(exchange.request(), exchange.response());
            assertThat(exchange.status()).as(foreign[1]).isEqualTo(403);
        }
        assertThat(queue.list(10)).hasSize(1);
    }

    @Test
    void messagesAreHeldReleasedFlushedAndRemoved() throws Exception {
        MessageId id = new MessageId(33);
        assertThat(post("action", "hold", "id", "11").status()).isEqualTo(200);
        assertThat(queue.find(id).orElseThrow().state().hold()).contains("held in the web console");
        assertThat(post("action", "flush", "id", "11").status()).isEqualTo(409);
        assertThat(post("action", "release", "id", "11").status()).isEqualTo(200);
        assertThat(post("action", "flush", "id", "11").status()).isEqualTo(200);
        assertThat(post("action", "flush-all").body()).contains("1 messages are due now.");
        assertThat(post("action", "remove", "id", "11").status()).isEqualTo(200);
        assertThat(queue.find(id)).isEmpty();
        assertThat(post("action", "remove", "id", "11").body()).contains("The queue did not remove 11");
    }

    @Test
    void theModeOfAFilterIsChanged() throws Exception {
        assertThat(post("action", "filter-mode", "name", "spf", "mode", "shadow").status()).isEqualTo(200);
        assertThat(filters.list().get(0).settings()).containsEntry("mode", "shadow");
        assertThat(post("action", "filter-mode", "name", "spf", "mode", "on").status()).isEqualTo(409);
    }

    @Test
    void requestsThatMakeNoSenseAreRefusedInWords() throws Exception {
        assertThat(post("action", "explode").body()).contains("There is no such action.");
        assertThat(post("action", "remove").body()).contains("the parameter id is missing");
        assertThat(post("action", "remove", "id", "<b>").body()).contains("not a message id: \\u003cb\\u003e");
        assertThat(post().status()).isEqualTo(409);
    }

    private Exchange own() throws Exception {
        return new Exchange().in(session).header("X-Postrider-Token", token(session))
                .header("Origin", "http://127.0.0.1:8181").header("Sec-Fetch-Site", "same-origin");
    }

    private Exchange post(String... parameters) throws Exception {
        Exchange exchange = own();
        for (int i = 0; i < parameters.length; i += 2) {
            exchange.parameter(parameters[i], parameters[i + 1]);
        }
        page.doPost(exchange.request(), exchange.response());
        return exchange;
    }

    private String json() throws Exception {
        Exchange exchange = new Exchange().in(session).parameter("format", "json");
        page.doGet(exchange.request(), exchange.response());
        assertThat(exchange.answered("Content-Type")).isEqualTo("application/json;charset=utf-8");
        return exchange.body();
    }

    private String token(HttpSession of) throws Exception {
        Exchange exchange = new Exchange().in(of);
        page.doGet(exchange.request(), exchange.response());
        return token(exchange.body());
    }

    private static String token(String html) {
        Matcher matcher = Pattern.compile("data-token=\"([\\w-]+)\"").matcher(html);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
