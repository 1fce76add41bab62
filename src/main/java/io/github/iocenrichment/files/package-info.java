/** Files and folders that belong to the owner of the process alone. Knows no other package. */
@NullMarked
package io.github.iocenrichment.files;

import org.jspecify.annotations.NullMarked;
