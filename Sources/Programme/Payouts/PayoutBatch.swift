package struct PayoutBatch {}
