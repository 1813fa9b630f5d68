-- What applicants say of their work beside the occupation. Answers from before these questions have no row.
CREATE TABLE person_work (
    person_id BIGINT PRIMARY KEY REFERENCES account (id),
    -- NULL of people who do not work.
    form      TEXT CHECK (form IN ('formal', 'informal')),
    -- How the pandemic hit the work.
    impact    TEXT CHECK (impact IN ('lost-work', 'unpaid-leave', 'lost-income', 'business-shrunk', 'not-hit')),
    CHECK (form IS NOT NULL OR impact IS NOT NULL)
);
