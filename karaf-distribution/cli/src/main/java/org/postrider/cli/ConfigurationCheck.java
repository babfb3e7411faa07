package org.postrider.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.postrider.schema.Objection;
import org.postrider.schema.Schema;

/** Holds every {@code org.postrider.*.cfg} against what the bundle it belongs to says about it. */
final class ConfigurationCheck {

    private final Schemas schemas;
    private final Interpolation interpolation;
    private final List<Finding> findings = new ArrayList<>();
    private final Ports ports = new Ports();

    ConfigurationCheck(Schemas schemas, Interpolation interpolation) {
        this.schemas = schemas;
        this.interpolation = interpolation;
    }

    /** Ports that are taken by something else than these files, by the name of what takes them. */
    ConfigurationCheck reserve(Map<String, String> taken) {
        taken.forEach((name, port) -> ports.add("environment", name, port, findings));
        return this;
    }

    List<Finding> check(List<Path> files) throws IOException {
        for (Path file : files) {
            checkFile(file);
        }
        return findings;
    }

    private void checkFile(Path file) throws IOException {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.length() - ".cfg".length());
        if (pid.contains("~")) {
            report(name, "file name", name, name.replace('~', '-') + ": with ~ the file would be ignored");
            return;
        }
        Optional<Schema> schema = schema(name, pid);
        Optional<Map<String, String>> values = read(file);
        if (schema.isPresent() && values.isPresent()) {
            checkKeys(name, schema.get(), values.get());
        }
    }

    private Optional<Schema> schema(String name, String pid) {
        int dash = pid.indexOf('-');
        String family = dash < 0 ? pid : pid.substring(0, dash);
        Schema schema = schemas.byPid().get(family);
        if (schema == null) {
            report(name, "file name", family, "one of " + String.join(", ", schemas.byPid().keySet()));
        } else if (dash >= 0 && !schema.factory()) {
            report(name, "file name", name, family + ".cfg: there is one of it");
            return Optional.empty();
        } else if (dash < 0 && schema.factory()) {
            report(name, "file name", name, family + "-NAME.cfg: there may be several of it");
        }
        return Optional.ofNullable(schema);
    }

    private Optional<Map<String, String>> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
            report(file.getFileName().toString(), "text", e.getMessage(), "key = value in UTF-8");
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return Optional.of(values);
    }

    private void checkKeys(String name, Schema schema, Map<String, String> values) {
        values.forEach((key, text) -> checkValue(name, schema, key, text));
        schema.missing(values.keySet()).forEach(objection -> report(name, objection));
    }

    private void checkValue(String name, Schema schema, String key, String raw) {
        String text = interpolation.fill(raw);
        if (Interpolation.isUnfilled(text)) {
            report(name, key, raw, "a variable, property or secret that is set");
            return;
        }
        Optional<Objection> objection = schema.objection(key, text);
        objection.ifPresent(found -> report(name, found));
        if (objection.isEmpty() && key.equals("port")) {
            ports.add(name, "port", text, findings);
        }
    }

    private void report(String file, Objection objection) {
        report(file, objection.key(), objection.found(), objection.allowed());
    }

    private void report(String file, String key, String found, String allowed) {
        findings.add(new Finding(file, key, found, allowed));
    }
}
