/**
 * Sources: one reader per vendor turns an HTTP answer into an {@link io.github.iocenrichment.source.Answer}. Calls nobody; knows {@code indicator}.
 */
package io.github.iocenrichment.source;
