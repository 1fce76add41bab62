/**
 * STIX 2.1: findings in, objects and bundles out, with stable ids and versions. Knows {@code verdict}, {@code source} and {@code indicator}.
 */
@NullMarked
package io.github.iocenrichment.stix;

import org.jspecify.annotations.NullMarked;
