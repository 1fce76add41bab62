/**
 * Cyware Intel Exchange: signatures, message sizes, delivery. Knows {@code stix}.
 */
package io.github.iocenrichment.intelx;
