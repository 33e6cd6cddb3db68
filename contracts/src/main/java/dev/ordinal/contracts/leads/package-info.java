/** The message families of leads. */
@NullMarked
package dev.ordinal.contracts.leads;

import org.jspecify.annotations.NullMarked;
