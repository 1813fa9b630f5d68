-- Why a ticket was passed over for a place that became free. Tickets passed over by an earlier version have no reason.
ALTER TABLE draw_change ADD COLUMN reason TEXT
    CHECK (reason IS NULL OR (step = 'passed' AND reason IN ('ineligible', 'family-limit', 'other-place', 'absent')));
