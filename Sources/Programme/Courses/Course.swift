package struct Course {}
