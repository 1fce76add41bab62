package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.html;
import static io.github.iocenrichment.ivanti.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import io.github.iocenrichment.ivanti.IvantiSession.AfterRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IvantiSessionTest {
    private static final String ID = "itsm.example#0123456789ABCDEF0123456789ABCDEF#4";
    private final IvantiSession session = IvantiSession.withLogin("itsm.example", "svc", "p\"w", "Admin");

    @Test
    void aKeyIsSentWithEqualsSignAndNothingElseAndFailsAtOnce() {
        IvantiSession key = IvantiSession.withKey("7C1E");
        assertThat(key.authorization()).contains("rest_api_key=7C1E");
        assertThat(key.usesLogin()).isFalse();
        assertThat(key.refused("rest_api_key=7C1E", false)).isEqualTo(AfterRefusal.FAIL);
        assertThatIllegalStateException().isThrownBy(key::loginBody);
    }

    @Test
    void aSessionIsOpenedByALogIn() {
        assertThat(session.authorization()).isEmpty();
        assertThat(session.loginBody()).isEqualTo("{\"tenant\":\"itsm.example\",\"username\":\"svc\",\"password\":\"p\\\"w\",\"role\":\"Admin\"}");
        assertThat(session.loggedIn(json(200, "\"" + ID + "\""), NOW)).isEmpty();
        assertThat(session.authorization()).contains(ID);
    }

    @Test
    void aJwtIsSentRawToo() {
        assertThat(session.loggedIn(json(200, "\"eyJh.eyJz.c2ln\""), NOW)).isEmpty();
        assertThat(session.authorization()).contains("eyJh.eyJz.c2ln");
    }

    @Test
    void aRefusedSessionIsOpenedAgainOnce() {
        session.loggedIn(json(200, "\"" + ID + "\""), NOW);
        assertThat(session.refused(ID, false)).isEqualTo(AfterRefusal.LOG_IN_AND_REPEAT);
        assertThat(session.authorization()).isEmpty();
        session.loggedIn(json(200, "\"second\""), NOW);
        assertThat(session.refused(ID, false)).as("another thread's older call").isEqualTo(AfterRefusal.REPEAT_WITH_NEWER_SESSION);
        assertThat(session.refused("second", true)).isEqualTo(AfterRefusal.FAIL);
    }

    @Test
    void aFailedLogInNamesItsSettings() {
        assertThat(session.loggedIn(json(400, "{\"code\":\"ISM_4000\",\"message\":[\"Unhandled system exception: Tenant Not Found or wrong Password\"]}"), NOW))
                .hasValueSatisfying(fault -> {
                    assertThat(fault.kind()).isEqualTo(Kind.UNAUTHORISED);
                    assertThat(fault.remedies()).containsExactly("ivanti.tenant", "ivanti.username", "ivanti.password", "ivanti.role");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"\"", "null", "\"a\\r\\nX-Evil: 1\"", "\"with blank\""})
    void anAnswerWithoutASessionIsAFault(String body) {
        assertThat(session.loggedIn(json(200, body), NOW)).map(IvantiFault::kind).contains(Kind.UNREADABLE);
        assertThat(session.authorization()).isEmpty();
    }

    @Test
    void aLogInPageIsMaintenance() {
        assertThat(session.loggedIn(html(200, "<html/>"), NOW)).map(IvantiFault::kind).contains(Kind.MAINTENANCE);
    }
}
