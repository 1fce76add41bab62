/** What people know about values beforehand: warning lists of what everybody uses, and overrides by the organisation's own analysts. */
@NullMarked
package io.github.iocenrichment.lists;

import org.jspecify.annotations.NullMarked;
