package io.github.iocenrichment.ivanti;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where people read a record of Ivanti, see "Logging In or Accessing Records Using URLs" in its help. */
public final class RecordPages {
    private final String top;

    /** @param baseUrl {@code ivanti.base-url}, with {@code /api} at its end */
    public RecordPages(String baseUrl) {
        this.top = baseUrl.strip().replaceFirst("(?i)/api/*$", "");
    }

    /** Address of an incident's page; empty for a number that is none, and where Ivanti's address is not HTTPS. */
    public Optional<String> of(String number) {
        return of(BusinessObject.INCIDENT, number);
    }

    /** The same of any object. */
    public Optional<String> of(BusinessObject object, @Nullable String number) {
        return top.regionMatches(true, 0, "https://", 0, 8) && number != null && number.matches("[1-9]\\d{0,17}") ? Optional.of(top
                + "/Login.aspx?Scope=ObjectWorkspace&CommandId=Search&ObjectType=" + object.parent() + "%23&CommandData=" + object.numberField()
                + "%2C%3D%2C0%2C" + number + "%2Cstring%2CAND%7C") : Optional.empty();
    }
}
