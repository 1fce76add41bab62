/**
 * Sources: one reader per vendor turns an HTTP answer into an {@link io.github.iocenrichment.source.Answer}. Calls nobody; knows {@code indicator}.
 */
@NullMarked
package io.github.iocenrichment.source;

import org.jspecify.annotations.NullMarked;
