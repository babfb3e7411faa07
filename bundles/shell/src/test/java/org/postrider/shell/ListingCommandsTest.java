package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Filters;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Reading;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.trace.Traces;
import org.postrider.testing.admin.ListedFilters;
import org.postrider.testing.admin.ListedTraces;
import org.postrider.testing.admin.SampleMail;

class ListingCommandsTest {

    private final ListedFilters filters = new ListedFilters();
    private final ListedTraces traces = new ListedTraces();
    private final Platform platform = new Platform().with(Filters.class, filters).with(Traces.class, traces);

    @Test
    void listeners() throws Exception {
        Listeners listeners = () -> List.of(new ListenerInfo("mx", "mx", "smtp", "127.0.0.1", 2525,
                ListenerInfo.State.OPEN, "", 3, 500, 7, List.of("1.1.0", "1.0.0"), "starttls"));
        ListenersCommand command = new ListenersCommand();
        Platform open = new Platform().with(Listeners.class, listeners);
        assertThat(open.run(command)).contains("127.0.0.1:2525", "OPEN", "500", "1.1.0, 1.0.0");
        command.json = true;
        assertThat(open.run(command)).startsWith("[{\"name\":\"mx\",\"role\":\"mx\",\"protocol\":\"smtp\"")
                .contains("\"port\":2525,\"state\":\"OPEN\",\"problem\":\"\",\"sessions\":3");
    }

    @Test
    void unixSocketIsListedByItsPath() throws Exception {
        Listeners listeners = () -> List.of(new ListenerInfo("lmtp", "lmtp", "smtp", "/srv/run/lmtp.sock", 0,
                ListenerInfo.State.OPEN, "", 3, 500, 7, List.of("1.0.0"), "off"));
        assertThat(new Platform().with(Listeners.class, listeners).run(new ListenersCommand()))
                .contains("lmtp | lmtp | /srv/run/lmtp.sock | OPEN ");
    }

    @Test
    void filtersAreListed() throws Exception {
        filters.add("spf", "");
        filters.add("clamav", "clamd does not answer");
        FiltersCommand command = new FiltersCommand();
        assertThat(platform.run(command)).contains("spf", "enforce", "SENDER, MESSAGE", "clamd does not answer");
        command.json = true;
        assertThat(platform.run(command)).contains("\"name\":\"spf\"", "\"name\":\"clamav\"").hasLineCount(1);
    }

    @Test
    void aFilterIsShownAndChanged() throws Exception {
        filters.add("spf", "");
        FilterCommand command = filter("spf", "mode=shadow", "deadline=20s");
        assertThat(platform.run(command)).contains("mode         shadow  (overridden)",
                "deadline     20s  (overridden)", "Bundle       org.example.spf 1.2.0", "Listeners    all");
        FilterCommand show = filter("spf");
        show.json = true;
        assertThat(platform.run(show)).contains("\"settings\":{\"deadline\":\"20s\",\"mode\":\"shadow\"}");
    }

    @Test
    void whatAFilterInShadowWouldHaveDone() throws Exception {
        filters.add("spf", "");
        FilterReportCommand command = new FilterReportCommand();
        command.name = "spf";
        assertThat(platform.run(command)).contains("spf 1.2.0, enforce since", "\nrejected 5 of 1,000\n",
                "\nmade a difference 5 of 1,000\n");
        platform.run(filter("spf", "mode=shadow"));
        assertThat(platform.run(command)).contains(", shadow since", "would have rejected 5 of 1,000\n",
                "would have edited 0 of 1,000\n", "failed 2 of 1,000\n", "would have made a difference 5 of 1,000\n");
        command.json = true;
        assertThat(platform.run(command)).startsWith("{\"name\":\"spf\",\"version\":\"1.2.0\",\"mode\":\"SHADOW\"")
                .contains("\"wanted\":{\"reject\":5}").hasLineCount(1);
        command.name = "spg";
        assertThat(platform.failure(command)).isEqualTo("No filter spg. Did you mean spf?");
    }

    @Test
    void whatAFilterDoesNotAllowIsSaidInItsWords() throws Exception {
        filters.add("spf", "");
        assertThatThrownBy(() -> platform.run(filter("spf", "mode=on")))
                .hasMessage("mode is enforce, shadow or off, not on");
        assertThatThrownBy(() -> platform.run(filter("spf", "mode"))).hasMessage("a setting is key=value, not mode");
        assertThat(platform.failure(filter("spg"))).isEqualTo("No filter spg. Did you mean spf?");
    }

    @Test
    void filterNamesAndSettingsAreCompleted() {
        filters.add("spf", "");
        assertThat(platform.complete(new FilterNameCompleter(), "mail:filter", "s")).containsExactly("spf");
        assertThat(platform.complete(new FilterSettingCompleter(), "mail:filter", "spf", "m"))
                .containsExactly("mode=enforce", "mode=off", "mode=shadow");
        assertThat(platform.complete(new FilterSettingCompleter(), "mail:filter", "spf", "d"))
                .containsExactly("deadline=30s");
        assertThat(platform.complete(new FilterSettingCompleter(), "mail:filter", "spf", "onF"))
                .contains("onFailure=by_phase", "onFailure=quarantine");
    }

    @Test
    void theLatestTraces() throws Exception {
        traces.keep(SampleMail.trace(40, "550 5.7.1 no"));
        traces.keep(SampleMail.trace(41, "accepted"));
        TraceCommand command = new TraceCommand();
        assertThat(platform.run(command)).containsSubsequence("19", "accepted", "18", "550 5.7.1 no");
        command.limit = 1;
        command.json = true;
        assertThat(platform.run(command)).contains("\"id\":\"19\"").doesNotContain("\"id\":\"18\"");
    }

    @Test
    void theWholeStoryOfOne() throws Exception {
        traces.keep(SampleMail.delivered(SampleMail.trace(41, "250 \u009b2J"), "delivered to <joe@example.org>"));
        TraceCommand command = new TraceCommand();
        command.id = "19";
        assertThat(platform.run(command)).contains("192.0.2.1 at mx, calls itself mail.example.com",
                "Outcome  250 \\x9b2J",
                "+12 ms  SENDER    spf 1.2.0             7.0 ms  reject (shadow, not applied)",
                "found  SPF_FAIL +3.0  not allowed to send  {client-ip=192.0.2.1}", "edit   add X-Spf: fail",
                "+40 ms  DELIVERY  queue                 3.0 ms  delivered to <joe@example.org>");
    }

    @Test
    void anUnknownTrace() throws Exception {
        traces.keep(SampleMail.trace(41, "accepted"));
        TraceCommand command = new TraceCommand();
        command.id = "9";
        assertThat(platform.failure(command)).isEqualTo("No trace of 9; it is unknown or too old. Did you mean 19?");
        command.id = "!";
        assertThatThrownBy(() -> platform.run(command)).hasMessage("not a message id: !");
    }

    @Test
    void metricsByPrefix() throws Exception {
        Metrics metrics = Platform.proxy(Metrics.class, (method, args) -> List.of(
                new Reading("smtp.sessions", "counter", 12, "", "sessions"),
                new Reading("spool.commit", "timer", 3, "mean 1.2 ms", "time of a commit")));
        MetricsCommand command = new MetricsCommand();
        command.prefix = "smtp.";
        Platform counted = new Platform().with(Metrics.class, metrics);
        assertThat(counted.run(command)).contains("smtp.sessions", "12").doesNotContain("spool.commit");
        command.prefix = "";
        command.json = true;
        assertThat(counted.run(command)).contains("\"name\":\"spool.commit\",\"kind\":\"timer\",\"value\":3");
    }

    @Test
    void spool() throws Exception {
        SpoolStatus status = new SpoolStatus(5, 5_000_000, 2, 100, 40, false, "the disk is full");
        Spool spool = Platform.proxy(Spool.class, (method, args) -> status);
        SpoolCommand command = new SpoolCommand();
        Platform full = new Platform().with(Spool.class, spool);
        assertThat(full.run(command)).contains("NO", "4.8 MiB", "2.5", "the disk is full");
        command.json = true;
        assertThat(full.run(command)).contains("\"accepting\":false,\"problem\":\"the disk is full\"");
    }

    private static FilterCommand filter(String name, String... settings) {
        FilterCommand command = new FilterCommand();
        command.name = name;
        command.settings = List.of(settings);
        return command;
    }
}
