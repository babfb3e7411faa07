package org.postrider.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.felix.webconsole.servlet.AbstractServlet;
import org.apache.felix.webconsole.servlet.ServletConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.postrider.api.filter.Filters;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.trace.Traces;
import org.postrider.json.Json;

/**
 * The page "Mail" of the web console: what listeners, queue, filters and traces do now, and the actions on them.
 *
 * <p>The page itself is the same for everybody but for its token. What it shows comes as JSON from {@code ?format=json}
 * and is put into the page as text by its script, so nothing from a peer is ever read as HTML. The page is not framed
 * by the web console's own header, whose inline scripts the content security policy would have to allow.
 */
@Component(service = Servlet.class, property = {
        ServletConstants.PLUGIN_LABEL + "=mail",
        ServletConstants.PLUGIN_TITLE + "=Mail",
        ServletConstants.PLUGIN_CATEGORY + "=Postrider"
})
public final class MailPage extends AbstractServlet {

    private static final long serialVersionUID = 1L;
    private static final String TOKEN = "@token@";
    private static final Map<String, String> FILES = Map.of(
            "/mail/res/mail.css", "text/css;charset=utf-8", "/mail/res/mail.js", "text/javascript;charset=utf-8");

    private final transient CsrfToken tokens = new CsrfToken();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile transient Listeners listeners;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile transient Queue queue;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile transient Spool spool;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile transient Filters filters;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile transient Traces traces;

    @Activate
    public MailPage() {}

    private Sources sources() {
        return new Sources(listeners, queue, spool, filters, traces);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Headers.secure(response);
        if ("json".equals(request.getParameter("format"))) {
            send(response, HttpServletResponse.SC_OK, new Snapshot(sources()).view(Instant.now()));
        } else if (FILES.containsKey(String.valueOf(request.getPathInfo()))) {
            String path = request.getPathInfo();
            sendText(response, FILES.get(path), file(path.substring("/mail".length())));
        } else {
            sendText(response, "text/html;charset=utf-8",
                    file("/res/mail.html").replace(TOKEN, tokens.of(request.getSession(true))));
        }
    }

    private static String file(String name) throws IOException {
        try (InputStream in = MailPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Never cached: files of a reproducible build keep their date when they change. */
    private static void sendText(HttpServletResponse response, String type, String text) throws IOException {
        setNoCache(response);
        response.setContentType(type);
        response.getWriter().write(text);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.secure(response);
        if (!SameOrigin.isSo(request) || !tokens.isIn(request)) {
            send(response, HttpServletResponse.SC_FORBIDDEN, Map.of("ok", false,
                    "message", "This request does not come from this page. Reload it and try again."));
            return;
        }
        Change.Result result = new Change(sources()).apply(request::getParameter);
        send(response, result.done() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_CONFLICT,
                Map.of("ok", result.done(), "message", result.message()));
    }

    private static void send(HttpServletResponse response, int status, Map<String, Object> json) throws IOException {
        response.setStatus(status);
        sendText(response, "application/json;charset=utf-8", Json.write(json));
    }
}
