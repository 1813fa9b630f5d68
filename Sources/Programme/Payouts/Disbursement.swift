package struct Disbursement {}
