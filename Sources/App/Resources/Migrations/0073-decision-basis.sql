-- What a decision rests on: each rule's answer, and how old the list or the registry's answer behind it was.
CREATE TABLE eligibility_basis (
    decision_id BIGINT PRIMARY KEY REFERENCES eligibility_decision (id),
    findings    TEXT NOT NULL
);
