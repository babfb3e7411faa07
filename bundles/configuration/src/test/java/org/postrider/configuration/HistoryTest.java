package org.postrider.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.schema.Metatype;
import org.postrider.schema.Schema;

class HistoryTest {

    private static final String METATYPE = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="a.Settings">
                <AD id="port" type="Integer" min="0" max="65535" default="2525"/>
                <AD id="on" type="Boolean" default="true"/>
                <AD id="host" type="String"/>
              </OCD>
              <Designate pid="a"><Object ocdref="a.Settings"/></Designate>
            </metatype:MetaData>
            """;

    private final Schema schema = schema();
    private final History history = new History();

    @Test
    void whatFitsIsInForce() {
        Map<String, Object> found = Map.of("host", "h", "port", "25");
        assertThat(judge(found)).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "70000", "-1", "1.5", ""})
    void whatDoesNotFitLeavesWhatWasInForce(String port) {
        judge(Map.of("host", "h", "port", "25"));
        judge(Map.of("host", "h", "port", "26"));
        assertThat(judge(Map.of("host", "other", "port", port))).isEqualTo(Map.of("host", "h", "port", "26"));
        assertThat(judge(Map.of("host", "other", "port", "27"))).isEqualTo(Map.of("host", "other", "port", "27"));
    }

    @Test
    void valuesThatAreTypedAreJudgedToo() {
        judge(Map.of("host", "h"));
        assertThat(judge(Map.of("host", "h", "port", 70_000))).isEqualTo(Map.of("host", "h"));
        assertThat(judge(Map.of("host", "h", "on", false))).containsEntry("on", false);
    }

    @Test
    void aMissingKeyWithoutADefaultLeavesWhatWasInForce() {
        judge(Map.of("host", "h"));
        assertThat(judge(Map.of("port", "25"))).isEqualTo(Map.of("host", "h"));
    }

    @Test
    void whereNothingWasInForceTheComponentJudges() {
        assertThat(judge(Map.of("host", "h", "port", "many"))).containsEntry("port", "many");
    }

    @Test
    void anUnknownKeyRefusesNothing() {
        judge(Map.of("host", "h"));
        assertThat(judge(Map.of("host", "other", "prot", "25"))).containsEntry("host", "other");
    }

    @Test
    void variablesAndListsAreLeftToTheComponent() {
        judge(Map.of("host", "h"));
        Map<String, Object> found = new HashMap<>(Map.of("host", "h", "port", "$[env:PORT;default=many]"));
        assertThat(judge(found)).isEqualTo(found);
        found.put("port", List.of("many"));
        assertThat(judge(found)).isEqualTo(found);
    }

    private Map<String, Object> judge(Map<String, Object> found) {
        return history.judge(found, schema, "a.cfg");
    }

    private static Schema schema() {
        try {
            return Metatype.read(new ByteArrayInputStream(METATYPE.getBytes(StandardCharsets.UTF_8))).get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
