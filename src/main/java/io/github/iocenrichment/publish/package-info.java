/** Publications to Intel Exchange: planned once, sent in order, verified, and taken back object by object when the platform refuses one. */
@NullMarked
package io.github.iocenrichment.publish;

import org.jspecify.annotations.NullMarked;
