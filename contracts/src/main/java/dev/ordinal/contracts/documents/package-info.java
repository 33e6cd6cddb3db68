/** Documents: what is asked, what happens, and why not. */
@NullMarked
package dev.ordinal.contracts.documents;

import org.jspecify.annotations.NullMarked;
