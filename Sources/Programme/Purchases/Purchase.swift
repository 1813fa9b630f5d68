package struct Purchase {}
