package org.postrider.json;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.postrider.api.directory.Account;
import org.postrider.api.directory.DomainInfo;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterReport;
import org.postrider.api.message.Evidence;
import org.postrider.api.metrics.Reading;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;
import org.postrider.api.queue.QueueStatus;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.api.smtp.CertificateInfo;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

/**
 * Values of the api as maps for {@link Json#write}. Keys are the names of the components of the records; times are
 * ISO 8601 in UTC, durations are numbers with their unit in the key. Keys are only ever added.
 */
public final class Views {

    private Views() {}

    /** @param now for its age and whether it is due */
    public static Map<String, Object> of(QueuedMessage message, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", message.id());
        view.put("state", QueuePlace.of(message.state(), now));
        view.put("accepted", message.accepted());
        view.put("ageSeconds", Duration.between(message.accepted(), now).toSeconds());
        view.put("size", message.size());
        view.put("sender", message.envelope().reversePath());
        view.put("recipients", message.state().pending().stream().map(r -> r.address().toString()).toList());
        view.put("attempts", message.state().attempts());
        view.put("nextAttempt", message.state().nextAttempt());
        view.put("lastReply", message.state().lastReply());
        view.put("hold", message.state().hold());
        return view;
    }

    public static Map<String, Object> of(QueueStatus status) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("total", status.total());
        view.put("active", status.active());
        view.put("deferred", status.deferred());
        view.put("held", status.held());
        view.put("delivered", status.delivered());
        view.put("bounced", status.bounced());
        return view;
    }

    public static Map<String, Object> of(SpoolStatus status) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("messages", status.messages());
        view.put("bytes", status.bytes());
        view.put("segments", status.segments());
        view.put("commits", status.commits());
        view.put("forces", status.forces());
        view.put("accepting", status.accepting());
        view.put("problem", status.problem());
        return view;
    }

    public static Map<String, Object> of(ListenerInfo listener) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", listener.name());
        view.put("role", listener.role());
        view.put("protocol", listener.protocol());
        view.put("address", listener.address());
        view.put("port", listener.port());
        view.put("state", listener.state());
        view.put("problem", listener.problem());
        view.put("sessions", listener.sessions());
        view.put("accepted", listener.accepted());
        view.put("refused", listener.refused());
        view.put("tls", listener.tls());
        view.put("engines", listener.engines());
        return view;
    }

    public static Map<String, Object> of(CertificateInfo info) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", info.name());
        view.put("names", info.names());
        view.put("fallback", info.fallback());
        view.put("subject", info.certificate().map(it -> it.getSubjectX500Principal().getName()).orElse(""));
        view.put("issuer", info.certificate().map(it -> it.getIssuerX500Principal().getName()).orElse(""));
        view.put("notBefore", info.certificate().map(it -> it.getNotBefore().toInstant()).orElse(null));
        view.put("notAfter", info.certificate().map(it -> it.getNotAfter().toInstant()).orElse(null));
        view.put("selfSigned", info.selfSigned());
        view.put("problem", info.problem());
        return view;
    }

    public static Map<String, Object> of(FilterInfo filter) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", filter.name());
        view.put("bundle", filter.bundle());
        view.put("version", filter.version());
        view.put("stages", filter.stages().stream().sorted().toList());
        view.put("phase", filter.phase());
        view.put("listeners", filter.listeners());
        view.put("settings", new TreeMap<>(filter.settings()));
        view.put("overridden", filter.overridden().stream().sorted().toList());
        view.put("calls", filter.calls());
        view.put("failures", filter.failures());
        view.put("refusals", filter.refusals());
        view.put("problem", filter.problem());
        return view;
    }

    public static Map<String, Object> of(FilterReport report) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", report.name());
        view.put("version", report.version());
        view.put("mode", report.mode());
        view.put("since", report.since());
        view.put("calls", report.calls());
        view.put("failed", report.failed());
        view.put("wanted", report.wanted());
        view.put("edited", report.edited());
        view.put("different", report.different());
        return view;
    }

    public static Map<String, Object> of(Trace trace) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", trace.id());
        view.put("at", trace.at());
        view.put("listener", trace.listener());
        view.put("client", trace.client());
        view.put("helo", trace.helo());
        view.put("sender", trace.sender());
        view.put("recipients", trace.recipients());
        view.put("outcome", trace.outcome());
        view.put("steps", trace.steps().stream().map(Views::of).toList());
        return view;
    }

    public static Map<String, Object> of(Step step) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", step.at());
        view.put("stage", step.stage());
        view.put("actor", step.actor());
        view.put("version", step.version());
        view.put("mode", step.mode());
        view.put("tookMicros", step.took().toNanos() / 1_000);
        view.put("result", step.result());
        view.put("evidence", step.evidence().stream().map(Views::of).toList());
        view.put("edits", step.edits());
        return view;
    }

    private static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("symbol", evidence.symbol());
        view.put("score", evidence.score());
        view.put("explanation", evidence.explanation());
        view.put("data", evidence.data());
        return view;
    }

    public static Map<String, Object> of(Reading reading) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", reading.name());
        view.put("kind", reading.kind());
        view.put("value", reading.value());
        view.put("detail", reading.detail());
        view.put("description", reading.description());
        return view;
    }

    public static Map<String, Object> of(DomainInfo domain) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("domain", domain.domain());
        view.put("accounts", domain.accounts());
        view.put("aliases", domain.aliases());
        return view;
    }

    public static Map<String, Object> of(Account account) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("address", account.address());
        view.put("enabled", account.enabled());
        return view;
    }

    public static Map<String, Object> of(PluginPlan plan) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", plan.name());
        view.put("version", plan.version());
        view.put("size", plan.size());
        view.put("sha256", plan.sha256());
        view.put("source", plan.source());
        view.put("replaces", plan.replaces().orElse(""));
        view.put("installs", plan.installs());
        view.put("refreshes", plan.refreshes());
        view.put("offers", plan.offers());
        view.put("problems", plan.problems().stream().map(Views::of).toList());
        view.put("fine", plan.isFine());
        return view;
    }

    public static Map<String, Object> of(PluginChange change) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("started", change.started());
        view.put("ended", change.ended());
        view.put("notes", change.notes());
        return view;
    }

    public static Map<String, Object> of(PluginInfo plugin) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", plugin.name());
        view.put("version", plugin.version());
        view.put("state", plugin.state());
        view.put("place", plugin.place());
        view.put("offers", plugin.offers());
        view.put("since", plugin.since());
        view.put("sha256", plugin.sha256());
        view.put("lock", plugin.lock());
        view.put("problem", plugin.problem());
        return view;
    }

    private static Map<String, Object> of(PluginProblem problem) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("text", problem.text());
        view.put("advice", problem.advice());
        return view;
    }
}
