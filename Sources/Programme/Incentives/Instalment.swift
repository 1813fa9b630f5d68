package struct Instalment {}
