/** Documents: issue, reserve, confirm, void, get, list. */
@NullMarked
package dev.ordinal.orderapi.documents;

import org.jspecify.annotations.NullMarked;
