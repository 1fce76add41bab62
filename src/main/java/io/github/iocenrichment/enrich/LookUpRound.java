package io.github.iocenrichment.enrich;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.intelx.LookUpPage;
import java.util.List;

/** One round of looking published values up, request by request and page by page. */
public final class LookUpRound {
    private final List<ObjectNode> requests;
    private int request;
    private int page = 1;

    public LookUpRound(List<ObjectNode> requests) {
        this.requests = requests;
    }

    /** True while there is a further page to ask for. */
    public boolean isMore() {
        return request < requests.size();
    }

    public String getQuery() {
        return "enrichment_data=false&relation_data=false&page=" + page + "&page_size=" + LookUpPage.PAGE_SIZE;
    }

    /** JSON body of the request. */
    public String getPayload() {
        return requests.get(request).toString();
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
