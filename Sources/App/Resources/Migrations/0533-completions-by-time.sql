-- For the office's page, which names institutions whose completions of the last day are implausibly quick or many.
CREATE INDEX completion_at ON completion (completed_at);
