package org.postrider.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;

/** One request of a browser, and what was answered. */
final class Exchange {

    private final Map<String, String> headers = new HashMap<>(Map.of("Host", "127.0.0.1:8181"));
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final StringWriter text = new StringWriter();
    private final PrintWriter writer = new PrintWriter(text);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private HttpSession session;
    private String client = "192.0.2.7";
    private String path = "/mail";
    private int status;

    Exchange header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Exchange parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    Exchange from(String address) {
        client = address;
        return this;
    }

    Exchange path(String info) {
        path = info;
        return this;
    }

    Exchange in(HttpSession present) {
        session = present;
        return this;
    }

    int status() {
        return status;
    }

    String body() {
        return text + bytes.toString(StandardCharsets.UTF_8);
    }

    String answered(String header) {
        return answered.get(header);
    }

    HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (method, args) -> switch (method) {
            case "getHeader" -> headers.get(args[0]);
            case "getParameter" -> parameters.get(args[0]);
            case "getPathInfo" -> path;
            case "getRemoteAddr" -> client;
            case "getSession" -> session;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (method, args) -> {
            switch (method) {
                case "setHeader", "addHeader" -> answered.put((String) args[0], (String) args[1]);
                case "setContentType" -> answered.put("Content-Type", (String) args[0]);
                case "setStatus" -> status = (int) args[0];
                case "flushBuffer" -> writer.flush();
                case "getWriter" -> {
                    return writer;
                }
                case "getOutputStream" -> {
                    return stream();
                }
                default -> throw new UnsupportedOperationException(method);
            }
            return null;
        });
    }

    private ServletOutputStream stream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }

    static HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return proxy(HttpSession.class, (method, args) -> switch (method) {
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** Answers a method by its name. */
    interface Answers {
        Object to(String method, Object... args);
    }

    static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) ->
                answers.to(method.getName(), args == null ? new Object[0] : args)));
    }
}
