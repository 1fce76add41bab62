/**
 * Cyware Intel Exchange: signatures, message sizes, delivery. Knows {@code stix}.
 */
@NullMarked
package io.github.iocenrichment.intelx;

import org.jspecify.annotations.NullMarked;
