package struct Wave {}
