/** Files and folders that belong to the owner of the process alone, and files of text as people save them. Knows no other package. */
@NullMarked
package io.github.iocenrichment.files;

import org.jspecify.annotations.NullMarked;
