package org.postrider.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Verdict;
import org.postrider.bridge.PeerException;

class HookAnswerTest {

    /** With apostrophes for quotation marks. */
    private static Verdict read(String json) {
        return HookAnswer.read(json.replace('\'', '"'), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'action':'accept'} | Pass[]",
        "{'action':'accept','response':{'status':550,'message':'no'},'modifications':[],'more':{}} | Pass[]",
        "{'action':'discard'} | Discard[]",
        "{'action':'quarantine'} | Quarantine[reason=quarantined by an HTTP hook]",
        "{'action':'quarantine','response':{'message':'looks odd'}} | Quarantine[reason=looks odd]",
        "{'action':'reject'} | Reject[reply=550 5.7.1 Message rejected]",
        "{'action':'reject','response':null} | Reject[reply=550 5.7.1 Message rejected]",
        "{'action':'reject','response':{'status':554,'enhancedStatus':'5.6.1','message':'No','disconnect':false}}"
                + " | Reject[reply=554 5.6.1 No]",
        "{'action':'reject','response':{'status':451,'enhanced_status':'4.2.1','message':'Later'}} | Defer[reply=451 4.2.1 Later]",
        "{'action':'reject','response':{'status':450}} | Defer[reply=450 4.7.1 Message rejected]",
        "{'action':'reject','response':{'status':421,'message':'Bye','disconnect':true}} | Disconnect[reply=421 4.7.1 Bye]",
        "{'action':'reject','response':{'message':'a\\r\\n250 \u00fc'}} | Reject[reply=550 5.7.1 a??250 ?]"})
    void everyActionIsAVerdict(String json, String action) {
        assertThat(read(json).action()).hasToString(action);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "{", "[]", "'accept'", "null", "{}", "{'action':null}", "{'action':1}", "{'action':'Accept'}", "{'action':'greylist'}",
        "{'action':'accept'} x", "{'action':'accept','action':'reject'}", "{'action':'accept','modifications':{}}",
        "{'action':'accept','modifications':[1]}", "{'action':'accept','modifications':[{}]}", "{'action':'reject','response':'no'}",
        "{'action':'reject','response':{'status':250}}", "{'action':'reject','response':{'status':'550'}}",
        "{'action':'reject','response':{'status':550.5}}", "{'action':'reject','response':{'status':-1}}",
        "{'action':'reject','response':{'status':1e100}}", "{'action':'reject','response':{'status':600}}",
        "{'action':'reject','response':{'enhancedStatus':'4.7.1'}}", "{'action':'reject','response':{'enhancedStatus':'no'}}",
        "{'action':'reject','response':{'disconnect':'yes'}}", "<html>"})
    void whatIsNoAnswerIsAFault(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(PeerException.class).hasMessageStartingWith("its answer cannot be used: ");
    }

    private static Verdict modified(String modification) {
        return read("{'action':'accept','modifications':[" + modification + "]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'type':'changeFrom','value':'<a@example.org>','parameters':{'SIZE':null}} | ReplaceSender[sender=Optional[a@example.org]]",
        "{'type':'changeFrom','value':''} | ReplaceSender[sender=Optional.empty]",
        "{'type':'addRecipient','value':'a@example.org'} | AddRecipient[recipient=Recipient[address=a@example.org, parameters={}]]",
        "{'type':'addRcpt','value':'a@example.org','parameters':{'notify':'NEVER'}}"
                + " | AddRecipient[recipient=Recipient[address=a@example.org, parameters={NOTIFY=NEVER}]]",
        "{'type':'deleteRecipient','value':'<a@example.org>'} | RemoveRecipient[recipient=a@example.org]",
        "{'type':'deleteRcpt','value':'a@example.org'} | RemoveRecipient[recipient=a@example.org]",
        "{'type':'addHeader','name':'X-A','value':'b'} | InsertHeader[position=2147483647, header=Header[name=X-A, value=b]]",
        "{'type':'insertHeader','index':0,'name':'X-A','value':'b'} | InsertHeader[position=0, header=Header[name=X-A, value=b]]",
        "{'type':'changeHeader','index':2,'name':'X-A','value':'b'} | ReplaceHeader[header=Header[name=X-A, value=b], occurrence=2]",
        "{'type':'changeHeader','index':0,'name':'X-A','value':'b'} | ReplaceHeader[header=Header[name=X-A, value=b], occurrence=1]",
        "{'type':'changeHeader','index':1,'name':'X-A','value':''} | RemoveHeader[name=X-A, occurrence=1]",
        "{'type':'deleteHeader','index':3,'name':'X-A'} | RemoveHeader[name=X-A, occurrence=3]"})
    void everyModificationIsAnEdit(String modification, String edit) {
        assertThat(modified(modification).edits()).singleElement().hasToString(edit);
    }

    @Test
    void aNewBodyHasLines() {
        assertThat(modified("{'type':'replaceContents','value':'a\\nb\\r\\n\u00fc'}").edits()).singleElement().isInstanceOfSatisfying(
                Edit.ReplaceBody.class, edit -> assertThat(StandardCharsets.UTF_8.decode(edit.body()).toString()).isEqualTo("a\r\nb\r\n\u00fc\r\n"));
        assertThat(modified("{'type':'replaceContents','value':''}").edits()).singleElement().isInstanceOfSatisfying(
                Edit.ReplaceBody.class, edit -> assertThat(edit.body().remaining()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'type':'addHeader','name':'X-A','value':'b\\r\\nBcc: c'}", "{'type':'addHeader','name':'X A','value':'b'}",
        "{'type':'addHeader','name':'X-A','value':'\\u0000'}", "{'type':'addHeader','name':'X-A'}", "{'type':'addHeader','value':'b'}",
        "{'type':'insertHeader','name':'X-A','value':'b'}", "{'type':'insertHeader','index':-1,'name':'X-A','value':'b'}",
        "{'type':'changeHeader','index':2147483648,'name':'X-A','value':'b'}", "{'type':'deleteHeader','name':'X-A'}",
        "{'type':'changeFrom','value':'a b'}", "{'type':'changeFrom'}", "{'type':'addRecipient','value':'<>'}",
        "{'type':'addRecipient','value':'a@example.org','parameters':{'X':'y'}}", "{'type':'deleteRecipient','value':'a'}",
        "{'type':'replaceContents'}", "{'type':'replaceContents','value':'a\\rb'}", "{'type':'jump'}"})
    void whatCannotBeDoneIsAFault(String modification) {
        assertThatThrownBy(() -> modified(modification)).isInstanceOf(PeerException.class)
                .hasMessageStartingWith("its answer cannot be used: ");
    }

    @Test
    void modificationsAreForMessagesAndNotTooMany() {
        String one = "{\"type\":\"deleteHeader\",\"index\":1,\"name\":\"X\"}";
        String json = "{\"action\":\"accept\",\"modifications\":[" + one + "]}";
        assertThatThrownBy(() -> HookAnswer.read(json, false)).hasMessageEndingWith("modifications are possible at the stage data only");
        assertThat(modified((one + ",").repeat(999) + one).edits()).hasSize(1_000);
        assertThatThrownBy(() -> modified((one + ",").repeat(1_000) + one)).hasMessageEndingWith("more than 1000 modifications");
    }

    @Test
    void aMessageThatIsRefusedOrDroppedIsNotChanged() {
        String changes = ",'modifications':[{'type':'addHeader','name':'X','value':'y'}]}";
        assertThat(read("{'action':'quarantine'" + changes).edits()).hasSize(1);
        assertThat(read("{'action':'discard'" + changes).edits()).isEmpty();
        assertThat(read("{'action':'reject'" + changes).edits()).isEmpty();
    }
}
