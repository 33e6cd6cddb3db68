/** What the read model knows of webhook subscriptions. */
@NullMarked
package dev.ordinal.projections.webhooks;

import org.jspecify.annotations.NullMarked;
