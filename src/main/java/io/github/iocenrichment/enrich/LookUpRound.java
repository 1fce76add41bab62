package io.github.iocenrichment.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.intelx.LookUpPage;
import java.util.List;
import java.util.stream.Stream;

/** One round of looking published values up, request by request and page by page. */
public final class LookUpRound {
    private final List<Request> requests;
    private final boolean storedAnswers;
    private int request;
    private int page = 1;

    private record Request(String path, ObjectNode body) {
    }

    /** @param indicators bodies that ask about indicators @param vulnerabilities bodies that ask about CVEs */
    public LookUpRound(List<ObjectNode> indicators, List<ObjectNode> vulnerabilities) {
        this(indicators, vulnerabilities, false);
    }

    private LookUpRound(List<ObjectNode> indicators, List<ObjectNode> vulnerabilities, boolean storedAnswers) {
        this.storedAnswers = storedAnswers;
        this.requests = Stream.concat(indicators.stream().map(body -> new Request(LookUpPage.PATH, body)),
                vulnerabilities.stream().map(body -> new Request(LookUpPage.VULNERABILITIES, body))).toList();
    }

    /** One about indicators that brings the vendors' answers that the platform keeps. */
    public static LookUpRound withStoredAnswers(List<ObjectNode> indicators) {
        return new LookUpRound(indicators, List.of(), true);
    }

    public String getPath() {
        return requests.get(request).path();
    }

    /** True while there is a further page to ask for. */
    public boolean isMore() {
        return request < requests.size();
    }

    public String getQuery() {
        return "enrichment_data=" + storedAnswers + "&relation_data=false&page=" + page + "&page_size=" + LookUpPage.PAGE_SIZE;
    }

    /** JSON body of the request. */
    public String getPayload() {
        return requests.get(request).body().toString();
    }

    public int page() {
        return page;
    }

    public void after(LookUpPage read) {
        if (read.nextPage() > page) {
            page = read.nextPage();
        } else {
            request++;
            page = 1;
        }
    }

    public void stop() {
        request = requests.size();
    }
}
