/** How leads are decided. Pure. */
@NullMarked
package dev.ordinal.numberingstream.leads;

import org.jspecify.annotations.NullMarked;
