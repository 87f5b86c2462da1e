-- Statistics whose numbers are blurred: a set that is kept is what was spent of the budget.

ALTER TABLE derived_set ADD COLUMN spent INTEGER NOT NULL DEFAULT 0; -- privacy loss, in thousandths; 0 where nothing is blurred
