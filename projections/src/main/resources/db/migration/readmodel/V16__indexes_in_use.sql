-- No query looks orders up by their payment reference: callbacks are decided from the log.
DROP INDEX orders_by_payment_reference;

-- A list of one period is read by series from the index of the unique constraint.
DROP INDEX orders_by_period;
DROP INDEX documents_by_period;
