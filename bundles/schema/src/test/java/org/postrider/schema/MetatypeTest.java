package org.postrider.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetatypeTest {

    private static final String DOCUMENT = """
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="box.Settings">
                <AD id="port" type="Integer" min="0" max="65535" default="2525"/>
                <AD id="size" type="Byte" required="false"/>
                <AD id="mode" type="String" default="a"><Option label="A" value="a"/><Option label="B" value="b"/></AD>
                <AD id="on" type="Boolean" default="true"/>
                <AD id="sizes" type="Long" cardinality="2147483647" required="false" min="1"/>
                <AD id=".password" type="Password" required="false" min="8"/>
                <AD id="host" type="String"/>
              </OCD>
              <Designate factoryPid="box"><Object ocdref="box.Settings"/></Designate>
            </metatype:MetaData>
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "port      | 65536 | port: found '65536', allowed a whole number of 0..65535",
        "port      | many  | port: found 'many', allowed a whole number of 0..65535",
        "size      | 1000  | size: found '1000', allowed a whole number",
        "mode      | c     | mode: found 'c', allowed a, b",
        "on        | yes   | on: found 'yes', allowed true, false",
        "sizes     | 2, 0  | sizes: found '2, 0', allowed a whole number of 1..",
        ".password | short | .password: found a secret, allowed text of 8.. characters",
        "prot      | 25    | prot: found an unknown key, allowed .password, host, mode, on, port, size, sizes",
    })
    void objectionsNameKeyFoundAndAllowed(String key, String text, String objection) throws IOException {
        assertThat(schema(DOCUMENT).objection(key, text)).hasToString("Optional[" + objection + "]");
    }

    @ParameterizedTest
    @CsvSource({"port, 0", "port, 65535", "mode, b", "on, false", "sizes, '1,2'", "host, anything",
        "service.pid, x", "felix.fileinstall.filename, x", "store.target, (a=b)"})
    void whatFitsIsFine(String key, String text) throws IOException {
        assertThat(schema(DOCUMENT).objection(key, text)).isEmpty();
    }

    @Test
    void aKeyWithoutADefaultMustBeThere() throws IOException {
        assertThat(schema(DOCUMENT).missing(Set.of("port")))
                .hasToString("[host: found nothing, allowed a value, there is no default]");
        assertThat(schema(DOCUMENT).missing(Set.of("host"))).isEmpty();
    }

    @Test
    void thereMayBeSeveralOfAFactory() throws IOException {
        assertThat(schema(DOCUMENT).factory()).isTrue();
        assertThat(schema(DOCUMENT.replace("factoryPid", "pid")).factory()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"no document", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:/etc/passwd'>]><a>&b;</a>"})
    void whatIsNoDocumentIsAFault(String text) {
        assertThatThrownBy(() -> schema(text)).isInstanceOf(IOException.class);
    }

    private static Schema schema(String document) throws IOException {
        return Metatype.read(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))).get(0);
    }
}
