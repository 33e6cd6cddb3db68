/** Whether the service lives and can do its work, on the admin port. */
@NullMarked
package dev.ordinal.orderapi.health;

import org.jspecify.annotations.NullMarked;
