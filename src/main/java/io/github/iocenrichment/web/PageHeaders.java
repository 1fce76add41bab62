package io.github.iocenrichment.web;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Lets {@code Cache-Control} through, which Camel keeps from answers by itself: a page with incidents must not stay in a cache. */
public final class PageHeaders extends HttpHeaderFilterStrategy {

    public PageHeaders() {
        getOutFilter().remove("cache-control");
    }
}
