package struct PayeeAccount {}
