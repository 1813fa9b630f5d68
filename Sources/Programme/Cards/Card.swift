package struct Card {}
