package io.github.iocenrichment.ivanti;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the tenant calls the fields of an incident. Tenants rename and add fields, so every name is configurable; the
 * defaults are those of the stock product.
 */
public final class IncidentFields {
    public static final String REC_ID = "rec-id";
    public static final String NUMBER = "incident-number";
    public static final String SUBJECT = "subject";
    public static final String SYMPTOM = "symptom";
    public static final String STATUS = "status";
    public static final String PRIORITY = "priority";
    public static final String CREATED = "created-date-time";
    public static final String CREATED_BY = "created-by";
    public static final String CLOSED = "closed-date-time";
    public static final String CUSTOMER = "profile-link-rec-id";
    public static final String CUSTOMER_KIND = "profile-link-category";
    public static final String READ_ONLY = "read-only";
    public static final String SERVICE = "service";
    public static final String CATEGORY = "category";
    public static final String OWNER = "owner";
    public static final String OWNER_TEAM = "owner-team";
    /** Not in the stock product: without a name none is read. */
    public static final String TLP = "tlp";

    private static final Map<String, String> STOCK = stock();

    /** Not a field: the names of those that are read for indicators, comma separated. */
    public static final String TEXT = "text";

    private final Map<String, String> configured;
    private final Map<String, String> names;
    private final Map<String, String> others;
    private final List<String> texts;

    /**
     * @param configured tenant names by the keys above; missing or empty ones take the stock name. Any other key names a further field of the tenant,
     *                   which is called like the key where its name is empty
     */
    public IncidentFields(Map<String, String> configured) {
        this(STOCK, configured);
    }

    private IncidentFields(Map<String, String> stock, Map<String, String> configured) {
        Map<String, String> given = new TreeMap<>(configured);
        given.values().removeIf(Objects::isNull);
        this.configured = given;
        Map<String, String> all = new LinkedHashMap<>(stock);
        Map<String, String> more = new TreeMap<>();
        configured.forEach((key, name) -> {
            boolean named = name != null && !name.isBlank();
            if (all.containsKey(key)) {
                all.put(key, named ? name : stock.get(key));
            } else if (!key.equals(TEXT)) {
                more.put(key, named ? name : key);
            }
        });
        this.names = all;
        this.others = Collections.unmodifiableMap(more);
        this.texts = texts(configured.getOrDefault(TEXT, ""));
    }

    /** A stock name stands for the field that the tenant has in its place. */
    private List<String> texts(String listed) {
        List<String> wanted = Arrays.stream(listed.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
        return (wanted.isEmpty() ? List.of(STOCK.get(SUBJECT), STOCK.get(SYMPTOM)) : wanted).stream()
                .map(name -> STOCK.entrySet().stream().filter(stock -> stock.getValue().equals(name)).map(stock -> names.get(stock.getKey())).findFirst()
                .orElse(name))
                .distinct().toList();
    }

    /** The tenant's names of the fields that are read for indicators, in this order. */
    public List<String> texts() {
        return texts;
    }

    /** The tenant's names of fields beyond the stock product's, by the key of their setting. */
    public Map<String, String> others() {
        return others;
    }

    /** The stock product's names by key, in the order in which people think of them. */
    public static Map<String, String> defaults() {
        return STOCK;
    }

    public static IncidentFields stockNames() {
        return new IncidentFields(Map.of());
    }

    /** The same for another object of the tenant, some of whose fields have other names unless they are configured. */
    IncidentFields inPlaceOfStock(Map<String, String> names) {
        if (names.isEmpty()) {
            return this;
        }
        Map<String, String> stock = new LinkedHashMap<>(STOCK);
        stock.putAll(names);
        Map<String, String> own = new LinkedHashMap<>(configured);
        // a setting that says what is the default anyway
        names.keySet().forEach(key -> own.computeIfPresent(key, (one, name) -> name.equals(STOCK.get(one)) ? "" : name));
        return new IncidentFields(stock, own);
    }

    public @Nullable String name(String key) {
        return names.get(key);
    }

    private static Map<String, String> stock() {
        Map<String, String> stock = new LinkedHashMap<>();
        stock.put(REC_ID, "RecId");
        stock.put(NUMBER, "IncidentNumber");
        stock.put(SUBJECT, "Subject");
        stock.put(SYMPTOM, "Symptom");
        stock.put(STATUS, "Status");
        stock.put(PRIORITY, "Priority");
        stock.put(CREATED, "CreatedDateTime");
        stock.put(CREATED_BY, "CreatedBy");
        stock.put(CLOSED, "ClosedDateTime");
        stock.put(CUSTOMER, "ProfileLink_RecID");
        stock.put(CUSTOMER_KIND, "ProfileLink_Category");
        stock.put(READ_ONLY, "ReadOnly");
        stock.put(SERVICE, "Service");
        stock.put(CATEGORY, "Category");
        stock.put(OWNER, "Owner");
        stock.put(OWNER_TEAM, "OwnerTeam");
        stock.put(TLP, "");
        return Collections.unmodifiableMap(stock);
    }
}
