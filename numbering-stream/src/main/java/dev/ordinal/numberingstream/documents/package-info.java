/** How documents and reservations are decided. Pure. */
@NullMarked
package dev.ordinal.numberingstream.documents;

import org.jspecify.annotations.NullMarked;
