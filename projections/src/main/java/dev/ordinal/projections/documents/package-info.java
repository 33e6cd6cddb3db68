/** What the read model knows of documents. */
@NullMarked
package dev.ordinal.projections.documents;

import org.jspecify.annotations.NullMarked;
