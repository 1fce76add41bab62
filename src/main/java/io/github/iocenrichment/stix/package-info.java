/**
 * STIX 2.1: findings in, objects and bundles out, with stable ids and versions. Knows {@code verdict}, {@code source} and {@code indicator}.
 */
package io.github.iocenrichment.stix;
