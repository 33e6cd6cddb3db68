/** Work that goes on in threads of its own, none of which ends unseen. */
@NullMarked
package dev.ordinal.contracts.background;

import org.jspecify.annotations.NullMarked;
