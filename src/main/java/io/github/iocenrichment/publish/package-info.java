/** Publications to Intel Exchange: planned once, sent in order, verified, and taken back object by object when the platform refuses one. */
package io.github.iocenrichment.publish;
