/**
 * The status page and its data.
 */
@NullMarked
package io.github.iocenrichment.web;

import org.jspecify.annotations.NullMarked;
