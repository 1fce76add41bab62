/**
 * Questions to the sources and what is made of their answers: opened and settled in sets, within quotas, with one verdict each; late answers and the watch over
 * old verdicts.
 */
@NullMarked
package io.github.iocenrichment.enrich;

import org.jspecify.annotations.NullMarked;
