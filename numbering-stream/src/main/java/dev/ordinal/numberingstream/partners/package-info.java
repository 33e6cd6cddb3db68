/** How partners are decided. Pure. */
@NullMarked
package dev.ordinal.numberingstream.partners;

import org.jspecify.annotations.NullMarked;
